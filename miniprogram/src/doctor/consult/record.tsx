/** D3.7 to D3.9: writing the medical record, kept while it is typed, saved, and published for good. */

import { ScrollView, Textarea, View } from '@tarojs/components';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { record as contract } from '@yunzhen/contracts/record/record';
import { isolated } from '@yunzhen/contracts/text';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { useQuery } from '@/hooks/query';
import { confirm, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { Facts } from '@/ui/facts';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';
import { Loaded, Wrong } from '@/ui/loaded';
import { moment } from '@/words/format';
import { Diagnoses } from '../parts/diagnoses';
import { type RecordTexts, recordTexts as texts } from '../templates/contents';
import { RecordTemplates } from './templates';

interface Written extends RecordTexts {
  readonly diagnoses: readonly Diagnosed[];
}
const empty: Written = {
  diagnoses: [],
  chiefComplaint: '',
  presentIllness: '',
  pastHistory: '',
  advice: '',
};

export const RecordPane = ({
  consultationId,
  running,
  person,
}: {
  readonly consultationId: string;
  readonly running: boolean;
  /** The name of whom it is about. */
  readonly person: string | null;
}) => {
  const record = useQuery(recordQueries.record, { recordId: consultationId });
  const saved = record.data;
  const draft = useDraft(
    'record.write',
    { consultationId },
    saved
      ? {
          diagnoses: saved.diagnoses,
          chiefComplaint: saved.chiefComplaint ?? '',
          presentIllness: saved.presentIllness ?? '',
          pastHistory: saved.pastHistory ?? '',
          advice: saved.advice ?? '',
        }
      : empty,
  );
  const { value: shown, touched: unsaved, change: edit } = draft;
  const write = useCommand(contract, 'write');
  const publish = useCommand(contract, 'publish');
  const none = record.error instanceof Problem && record.error.status === 404;
  // What stands at the hospital must be known before somebody writes over it.
  if (!record.data && !none)
    return (
      <View className="body">
        <Loaded of={record} safe="您写的病历还在这部手机上">
          {() => null}
        </Loaded>
      </View>
    );

  if (saved?.publishedAt)
    return (
      <ScrollView scrollY className="pane">
        <View className="body">
          <View className="card stack">
            <View className="row success" style={{ gap: '6px' }}>
              <Icon name="shield" />
              {moment(saved.publishedAt)} 已发布给患者，不可更改
            </View>
            <Facts
              rows={[['诊断', saved.diagnoses.map(({ name, code }) => `${isolated(name)}（${code}）`).join('\n')]]}
            />
            {texts.map(([field, label]) => (
              <View key={field} className="stack tight">
                <View className="bold">{label}</View>
                <View className="muted pre">{saved[field]}</View>
              </View>
            ))}
          </View>
        </View>
      </ScrollView>
    );

  const missing =
    shown.diagnoses.length === 0 ? '请选择诊断' : (texts.find(([field]) => !shown[field].trim())?.[1] ?? null);
  const why = !running
    ? '问诊不在进行中，不能书写'
    : missing && (missing === '请选择诊断' ? missing : `请填写${missing}`);
  const save = async (): Promise<boolean> => {
    const { diagnoses, chiefComplaint, presentIllness, pastHistory, advice } = shown;
    const done = await write.send(consultationId, {
      diagnoses: [...diagnoses],
      chiefComplaint: chiefComplaint.trim(),
      presentIllness: presentIllness.trim(),
      pastHistory: pastHistory.trim(),
      advice: advice.trim(),
    });
    if (!done) return false;
    await record.refetch();
    draft.clear();
    return true;
  };
  const release = async () => {
    if (!(await confirm('发布病历？', '发布后患者立即可见，内容不能再修改。', '发布'))) return;
    if (unsaved && !(await save())) return;
    if (await publish.send(consultationId, {})) toast('已发布');
  };
  return (
    <ScrollView scrollY className="pane">
      <View className="body">
        {running && <RecordTemplates written={shown} person={person} fill={edit} />}
        <View className="card stack">
          <Field label="诊断" choice>
            <Diagnoses value={shown.diagnoses} most={10} change={diagnoses => edit({ diagnoses })} />
          </Field>
          {texts.map(([field, label, max, hint]) => (
            <Field key={field} label={label}>
              <Textarea
                id={field}
                className="field-box"
                style={{ height: '5em' }}
                maxlength={max}
                placeholder={hint}
                value={shown[field]}
                onInput={e => edit({ [field]: e.detail.value })}
              />
            </Field>
          ))}
          <View className="small faint">
            {unsaved ? '已保存在这部手机上，还没有提交' : saved ? `${moment(saved.writtenAt)} 已保存` : '边写边保存'}
          </View>
        </View>
        <Wrong problem={write.problem ?? publish.problem} />
        <Button
          id="save-record"
          kind="plain"
          busy={write.busy}
          why={unsaved || !saved ? why : null}
          onTap={() => void save().then(done => done && toast('已保存'))}
        >
          保存病历
        </Button>
        <Button id="publish-record" busy={publish.busy} why={why} onTap={() => void release()}>
          发布病历
        </Button>
      </View>
    </ScrollView>
  );
};
