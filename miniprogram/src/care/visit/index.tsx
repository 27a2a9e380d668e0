/** P10.1: a visit on one page: every step with its document, and what to do next. */

import { View } from '@tarojs/components';
import { useNow } from '@yunzhen/client/use-now';
import { channels } from '@yunzhen/contracts/channels';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { registration as contract } from '@yunzhen/contracts/registration/registration';
import { isolated } from '@yunzhen/contracts/text';
import type { ReactNode } from 'react';
import { useCommand } from '@/hooks/command';
import { useListen } from '@/hooks/listen';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { confirm, go, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { Facts } from '@/ui/facts';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tag } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { Timeline } from '@/ui/timeline';
import { When } from '@/ui/when';
import { yuan } from '@/words/format';
import {
  complaintWords,
  consultationWords,
  patientPrescriptionWords,
  refundWords,
  registrationWords,
} from '@/words/labels';
import { type Action, actionsOf } from './actions';
import { type Step, stepsOf, type Visit } from './steps';

/** The first thing to do; the others stand on the page. */
const Next = ({ words, path, params, optional }: Action) => (
  <Button kind={optional ? 'plain' : 'primary'} onTap={() => go(path, params)}>
    {words}
  </Button>
);

const link = (words: string, open: () => void) => (
  <Tap className="row primary small tap" onTap={open}>
    {words}
  </Tap>
);

/** To complain about the consultation, or how the complaint stands. */
const complaining = ({ registration: { registrationId }, complaints }: Visit) => {
  const made = complaints.find(({ complaintId }) => complaintId === registrationId);
  return (
    <Button
      id="complaint"
      kind="text"
      onTap={() => go('/care/complaint/index', { subject: 'consultation', id: registrationId })}
    >
      {made ? `查看投诉 · ${complaintWords[made.status]}` : '对这次问诊不满意？投诉'}
    </Button>
  );
};

/** The documents of a step. */
const Under = ({ step, visit }: { readonly step: Step; readonly visit: Visit }): ReactNode => {
  const { consultation, record, prescriptions, dispensings, registration } = visit;
  switch (step.key) {
    case 'consult':
      return (
        <>
          {consultation?.acceptedAt &&
            link('查看对话', () => go('/care/chat/index', { consultationId: registration.registrationId }))}
          {record && link('查看病历', () => go('/care/record/index', { recordId: record.recordId }))}
        </>
      );
    case 'review':
      return prescriptions.map(({ prescriptionId, lines, total, status }) => (
        <View key={prescriptionId}>
          {link(
            `${lines[0]?.name}${lines.length > 1 ? ` 等 ${lines.length} 种` : ''} · ${yuan(total)} · ${patientPrescriptionWords[status]}`,
            () => go('/care/prescription/index', { prescriptionId }),
          )}
        </View>
      ));
    case 'pick-up':
      return dispensings
        .filter(({ status }) => status === 'ready')
        .map(({ dispensingId }) => (
          <View key={dispensingId}>{link('出示取药码', () => go('/care/pick-up/index', { dispensingId }))}</View>
        ));
    default:
      return null;
  }
};

const cancellable = ({ registration, consultation }: Visit): boolean =>
  registration.status === 'held' || (registration.status === 'booked' && consultation?.status === 'waiting');

definePageConfig({ navigationBarTitleText: '就诊进度' });

export default function VisitPage() {
  const { registrationId = '' } = useParams<'registrationId'>();
  const visit = useQuery(registrationQueries.visit, { registrationId });
  const clinicSessionId = visit.data?.registration.clinicSessionId;
  useListen([...(clinicSessionId ? [channels.queue(clinicSessionId)] : [])]);
  const cancel = useCommand(contract, 'cancel');
  const withdraw = async (paid: boolean) => {
    const consequence = paid ? '号源将释放，挂号费原路退回。' : '号源将释放，没有产生费用。';
    if (!(await confirm('取消这次挂号？', consequence, '取消挂号'))) return;
    if (await cancel.send(registrationId, { reason: '患者取消' })) toast('已取消');
  };
  const now = useNow(30_000);
  const [next, ...others] = visit.data ? actionsOf(visit.data) : [];
  return (
    <Screen footer={next && <Next {...next} />}>
      <View className="body">
        <Loaded of={visit} safe="您的挂号已保留">
          {data => {
            const { registration: r } = data;
            const refund = refundWords[r.refund];
            return (
              <>
                <View className="card stack">
                  <View className="row between">
                    <View className="title">
                      {isolated(r.doctorName)} · {isolated(r.departmentName)}
                    </View>
                    <Tag tone={r.status === 'held' ? 'accent' : r.status === 'booked' ? 'primary' : 'plain'}>
                      {data.consultation && data.consultation.status !== 'waiting'
                        ? consultationWords[data.consultation.status]
                        : registrationWords[r.status]}
                    </Tag>
                  </View>
                  <Facts
                    rows={[
                      ['就诊人', r.visitPersonName],
                      ['时间', <When key="time" at={r.startsAt} day />],
                      ['号序', `${r.number} 号`],
                      ['挂号费', yuan(r.fee)],
                      ['结束原因', r.endReason],
                      ['退款', refund],
                    ]}
                  />
                  {r.chiefComplaint && <View className="small muted pre">病情：{isolated(r.chiefComplaint)}</View>}
                </View>
                <Wrong problem={cancel.problem} typed={false} />
                <Timeline steps={stepsOf(data, now)} under={step => <Under step={step} visit={data} />} />
                {others.map(({ words, path, params }) => (
                  <Button key={words} kind="plain" onTap={() => go(path, params)}>
                    {words}
                  </Button>
                ))}
                {data.consultation?.endedAt && complaining(data)}
                {cancellable(data) && (
                  <Button kind="danger" busy={cancel.busy} onTap={() => void withdraw(r.status === 'booked')}>
                    取消挂号
                  </Button>
                )}
              </>
            );
          }}
        </Loaded>
      </View>
    </Screen>
  );
}
