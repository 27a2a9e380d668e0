/** P6.14: the patient's side of a consultation, with the doctor on top. */

import { View } from '@tarojs/components';
import { channels } from '@yunzhen/contracts/channels';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { isolated } from '@yunzhen/contracts/text';
import { Chat } from '@/chat/chat';
import { useListen } from '@/hooks/listen';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { go } from '@/services/go';
import { Avatar } from '@/ui/avatar';
import { failed } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tag } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { consultationWords, titleWords } from '@/words/labels';

const Head = ({ consultationId }: { readonly consultationId: string }) => {
  const consultation = useQuery(consultationQueries.consultation, { consultationId });
  const doctorId = consultation.data?.doctorId ?? '';
  const doctor = useQuery(practitionerQueries.doctor, { doctorId }, { when: doctorId !== '' });
  if (failed(consultation)) return null;
  if (!consultation.data)
    return (
      <View className="chat-head">
        <View className="bone" style={{ height: '2.5em' }} />
      </View>
    );
  const { doctorName, departmentName, status, visitPersonName } = consultation.data;
  return (
    <View className="chat-head row">
      <Avatar photo={doctor.data?.photo ?? null} name={doctorName ?? ''} size={44} />
      <Tap className="grow" onTap={() => go('/booking/doctor/index', { doctorId })}>
        <View className="row" style={{ gap: '8px' }}>
          <View className="bold">{doctorName}</View>
          <Tag tone={status === 'in-progress' ? 'success' : 'plain'}>{consultationWords[status]}</Tag>
        </View>
        <View className="small muted clip">
          {doctor.data && titleWords[doctor.data.title]} · {isolated(departmentName)} · 就诊人{' '}
          {isolated(visitPersonName)}
        </View>
      </Tap>
      <Tap className="small primary tap row" onTap={() => go('/care/visit/index', { registrationId: consultationId })}>
        进度
      </Tap>
    </View>
  );
};

definePageConfig({ navigationBarTitleText: '问诊', disableScroll: true });

export default function PatientChat() {
  const { consultationId = '' } = useParams<'consultationId'>();
  useListen([channels.consultation(consultationId)]);
  return (
    <Screen className="chat-screen">
      <Chat conversationId={consultationId} me="patient" head={<Head consultationId={consultationId} />} />
    </Screen>
  );
}
