/** N5: what a person may do about their data: correct it, withdraw the consent, be erased; and what became of what they asked. */
import { View } from '@tarojs/components';
import { patient as patientContract } from '@yunzhen/contracts/patient/patient';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { privacy as contract } from '@yunzhen/contracts/privacy/privacy';
import { privacyQueries } from '@yunzhen/contracts/privacy/queries';
import { isolated } from '@yunzhen/contracts/text';
import { texts } from '@yunzhen/contracts/texts.zh';
import { useState } from 'react';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { useCommandForm } from '@/hooks/form';
import { useQuery } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { useSession } from '@/services/auth';
import { confirm, go, toast } from '@/services/go';
import { newId } from '@/services/ids';
import { Button } from '@/ui/button';
import { CommandField } from '@/ui/command-field';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tag } from '@/ui/tag';
import { moment } from '@/words/format';

const { kind: kinds, status: statuses } = texts.privacy.choices;

const names = ['text'];
const special = { text: { label: '要更正什么', required: true } };

const Correction = ({ patientId }: { readonly patientId: string }) => {
  const draft = useDraft('privacy.request', { patientId }, { text: '' });
  const form = useCommandForm(contract, 'request', { names, special, typed: draft.value, change: draft.change });
  // One request however often it is sent.
  const [requestId, setRequestId] = useState(newId);
  const send = async () => {
    if (!(await form.send(patientId, filled => ({ ...filled, requestId, kind: 'correction' })))) return;
    draft.forget();
    setRequestId(newId());
    toast('已提交，15 天内答复');
  };
  return (
    <View className="card stack">
      <View className="bold">更正</View>
      <View className="small muted">姓名、证件或病历里的内容不对时，请写明是谁、哪里不对、应当是什么。</View>
      <Wrong problem={form.problem} />
      <CommandField form={form} name="text" />
      <Button id="ask-correction" busy={form.busy} why={form.missing} onWhy={form.submit} onTap={() => void send()}>
        提交更正
      </Button>
    </View>
  );
};

export default function Privacy() {
  useHome('patient');
  const patientId = useSession()?.holder.id ?? '';
  const me = useQuery(patientQueries.me, {});
  const requests = useQuery(privacyQueries.privacyRequests, { limit: 50 });
  const withdrawConsent = useCommand(patientContract, 'withdraw-consent');
  const ask = useCommand(contract, 'request');
  const withdraw = useCommand(contract, 'withdraw');
  const [requestId] = useState(newId);

  const stop = async () => {
    const words = '撤回后不能再挂号和问诊，直到您重新同意。已经进行的诊疗不受影响。';
    if (await confirm('撤回同意？', words, '撤回')) await withdrawConsent.send(patientId, {});
  };
  const forget = async () => {
    const words =
      '医院核准后账号立即注销，您和就诊人的信息都不能再看。病历须依法保存 15 年、对话 3 年，先封存，期满删除；其余永久删除。请先完成或取消未结束的就诊。';
    if (!(await confirm('注销账号并删除个人信息？', words, '申请删除'))) return;
    if (await ask.send(patientId, { requestId, kind: 'erasure' })) toast('已提交，15 天内答复');
  };

  return (
    <Screen>
      <View className="body">
        <Loaded of={requests}>
          {({ rows }) =>
            rows.length > 0 && (
              <View className="card stack">
                <View className="bold">我的申请</View>
                <Wrong problem={withdraw.problem} />
                {rows.map(row => (
                  <View key={row.requestId} className="stack tight">
                    <View className="row between">
                      <View>{kinds[row.kind]}</View>
                      <Tag>{statuses[row.status]}</Tag>
                    </View>
                    <View className="small muted">
                      {moment(row.requestedAt)} 提交{row.status === 'requested' && `，${moment(row.dueAt)} 前答复`}
                    </View>
                    {row.text !== null && <View className="small">{isolated(row.text)}</View>}
                    {row.decidedAt !== null && row.reason !== null && (
                      <View className="small">医院答复：{isolated(row.reason)}</View>
                    )}
                    {row.status === 'requested' && (
                      <Button
                        kind="plain"
                        compact
                        busy={withdraw.busy}
                        onTap={() => void withdraw.send(patientId, { requestId: row.requestId })}
                      >
                        撤回申请
                      </Button>
                    )}
                  </View>
                ))}
              </View>
            )
          }
        </Loaded>
        <View className="card stack">
          <View className="bold">复制</View>
          <View className="small muted">您在医院的全部资料，可以保存为网页或数据文件。</View>
          <Button id="copy" kind="plain" onTap={() => go('/care/copy/index')}>
            复制我的信息
          </Button>
        </View>
        <Correction patientId={patientId} />
        <View className="card stack">
          <View className="bold">知情同意</View>
          <Wrong problem={withdrawConsent.problem} />
          <Loaded of={me}>
            {({ consents }) =>
              consents.length === 0 ? (
                <View className="small muted">您现在没有同意，下次挂号时会请您阅读并同意。</View>
              ) : (
                <>
                  <View className="small muted">您已同意知情同意书，可以随时撤回。</View>
                  <Button id="withdraw-consent" kind="plain" busy={withdrawConsent.busy} onTap={() => void stop()}>
                    撤回同意
                  </Button>
                </>
              )
            }
          </Loaded>
        </View>
        <View className="card stack">
          <View className="bold">注销与删除</View>
          <View className="small muted">由医院两位工作人员核对后办理。</View>
          <Wrong problem={ask.problem} />
          <Button id="ask-erasure" kind="danger" busy={ask.busy} onTap={() => void forget()}>
            注销账号并删除个人信息
          </Button>
        </View>
      </View>
    </Screen>
  );
}
