/** A consultation from the doctor's side: chat, complaint and history, record, prescriptions, one tap apart. */
import { View } from '@tarojs/components';
import { channels } from '@yunzhen/contracts/channels';
import { consultation as contract } from '@yunzhen/contracts/consultation/consultation';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { useState } from 'react';
import { Chat } from '@/chat/chat';
import '@/chat/chat.css';
import { useCommand } from '@/hooks/command';
import { useListen } from '@/hooks/listen';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { Button } from '@/ui/button';
import { failed, Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Segmented } from '@/ui/segmented';
import { Tag } from '@/ui/tag';
import { age } from '@/words/format';
import { consultationWords, genderWords } from '@/words/labels';
import { Allergies } from '../parts/patient-bar';
import { Refusal } from '../parts/refusal';
import { About } from './about';
import { Ending } from './ending';
import './index.css';
import { PrescriptionsPane } from './prescriptions';
import { RecordPane } from './record';

type Pane = 'chat' | 'about' | 'record' | 'prescriptions';

definePageConfig({ navigationBarTitleText: '问诊', disableScroll: true });

export default function Consult() {
  const { consultationId = '' } = useParams<'consultationId'>();
  const consultation = useQuery(consultationQueries.consultation, { consultationId });
  const talk = useQuery(conversationQueries.conversation, { conversationId: consultationId });
  const accept = useCommand(contract, 'accept');
  const [chosen, setPane] = useState<Pane | null>(null);
  const [ending, setEnding] = useState(false);
  const [refusing, setRefusing] = useState(false);
  useListen([channels.consultation(consultationId)]);
  const status = consultation.data?.status;
  const running = status === 'in-progress';
  const began = consultation.data?.acceptedAt != null;
  const pane = chosen ?? (began ? 'chat' : 'about');
  const unread = pane === 'chat' ? 0 : (talk.data?.unread ?? 0);
  return (
    <Screen className="chat-screen">
      <Loaded of={consultation} bones={<View className="bone" style={{ height: '3em', margin: '12px 16px' }} />}>
        {row => (
          <View className="chat-head row">
            <View className="grow">
              <View className="row" style={{ gap: '8px' }}>
                <View className="title">{row.visitPersonName}</View>
                <View className="small muted">
                  {row.gender && genderWords[row.gender]} {age(row.birthDate)}
                </View>
                <Tag tone={running ? 'success' : 'plain'}>{consultationWords[row.status]}</Tag>
              </View>
              <View className="small muted clip">{row.chiefComplaint?.replace(/\n/g, '；')}</View>
              <Allergies consultationId={consultationId} />
            </View>
            {running && (
              <Button compact kind="plain" onTap={() => setEnding(true)}>
                结束
              </Button>
            )}
          </View>
        )}
      </Loaded>
      {!failed(consultation) && (
        <>
          <View className="panes">
            <Segmented<Pane>
              options={[
                ['chat', unread > 0 ? `对话 ${unread}` : '对话'],
                ['about', '病情'],
                ['record', '病历'],
                ['prescriptions', '处方'],
              ]}
              value={pane}
              choose={setPane}
            />
          </View>
          {pane === 'chat' &&
            (began ? (
              <Chat conversationId={consultationId} me="doctor" />
            ) : (
              <View className="body muted centre">接诊后可以和患者对话</View>
            ))}
          {pane === 'about' && <About consultationId={consultationId} />}
          {pane === 'record' && (
            <RecordPane
              consultationId={consultationId}
              running={running}
              person={consultation.data?.visitPersonName ?? null}
            />
          )}
          {pane === 'prescriptions' && <PrescriptionsPane consultationId={consultationId} running={running} />}
          {status === 'waiting' && (
            <View className="panes">
              <Wrong problem={accept.problem} typed={false} />
              <View className="row">
                <View className="grow">
                  <Button busy={accept.busy} onTap={() => void accept.send(consultationId, { eligible: true })}>
                    接诊（确认复诊）
                  </Button>
                </View>
                <Button kind="plain" onTap={() => setRefusing(true)}>
                  退诊
                </Button>
              </View>
              <Refusal
                consultationId={consultationId}
                name={consultation.data?.visitPersonName ?? null}
                open={refusing}
                close={() => setRefusing(false)}
              />
            </View>
          )}
        </>
      )}
      <Ending consultationId={consultationId} open={ending} close={() => setEnding(false)} />
    </Screen>
  );
}
