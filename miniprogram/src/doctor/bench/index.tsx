/** 工作台 (D2.1, D3.1): who waits, who is being treated, who was. */

import { View } from '@tarojs/components';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import type { consultationStatuses } from '@yunzhen/contracts/consultation/row';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { usePages, useQuery } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { useSession } from '@/services/auth';
import { go } from '@/services/go';
import { Avatar } from '@/ui/avatar';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { Segmented } from '@/ui/segmented';
import { Tag } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { age, moment } from '@/words/format';
import { consultationWords, genderWords, titleWords } from '@/words/labels';
import { DoctorBar } from '../parts/bar';
import { type Patient, WaitingPatient } from './waiting';

type State = (typeof consultationStatuses)[number];
const nothing: Partial<Record<State, string>> = {
  waiting: '现在没有患者候诊，有新患者时手机会振动一次',
  'in-progress': '接诊后的问诊会在这里',
  completed: '完成的问诊会在这里',
  rejected: '退诊的会在这里',
};

const Treated = ({ row, unread }: { readonly row: Patient; readonly unread: number }) => (
  <Tap className="list-row row tap" onTap={() => go('/doctor/consult/index', { consultationId: row.consultationId })}>
    <View className="grow stack tight">
      <View className="row" style={{ gap: '8px' }}>
        <View className="bold">{row.visitPersonName}</View>
        <View className="small muted">
          {row.gender && genderWords[row.gender]} {age(row.birthDate)}
        </View>
        {row.status !== 'in-progress' && <Tag>{consultationWords[row.status]}</Tag>}
      </View>
      <View className="small muted clip">{row.chiefComplaint?.replace(/\n/g, '；')}</View>
      <View className="tiny faint">{moment(row.endedAt ?? row.acceptedAt ?? row.openedAt)}</View>
    </View>
    {unread > 0 && <View className="unread number">{unread}</View>}
  </Tap>
);

definePageConfig({ navigationBarTitleText: '工作台' });

export default function Bench() {
  useHome('doctor');
  const me = useSession();
  const doctorId = me?.holder.id ?? '';
  const [status, setStatus] = useState<'waiting' | 'in-progress' | 'completed' | 'rejected'>('waiting');
  const doctor = useQuery(practitionerQueries.doctor, { doctorId }, { when: doctorId !== '' });
  const waiting = useQuery(consultationQueries.consultations, { status: 'waiting', limit: 100 });
  const running = useQuery(consultationQueries.consultations, { status: 'in-progress', limit: 100 });
  const others = usePages(
    consultationQueries.consultations,
    { status },
    { when: status === 'completed' || status === 'rejected' },
  );
  const talks = useQuery(conversationQueries.conversations, { limit: 50 });
  const unread = new Map(talks.data?.rows.map(row => [row.conversationId, row.unread]));
  const queue = (waiting.data?.rows ?? [])
    .slice()
    .sort((a, b) => a.waitingSince.localeCompare(b.waitingSince) || a.number - b.number);
  const shown =
    status === 'waiting'
      ? { ...waiting, data: waiting.data && queue }
      : status === 'in-progress'
        ? { ...running, data: running.data?.rows }
        : others;
  const count = (words: string, n: number | undefined) => (n ? `${words} ${n}` : words);
  return (
    <Screen className="barred">
      <View className="body">
        <View className="row">
          <Avatar photo={doctor.data?.photo ?? null} name={doctor.data?.name ?? '医'} size={48} />
          <View className="grow">
            <View className="large-title">{doctor.data?.name ?? '工作台'}</View>
            <View className="small muted">
              {doctor.data && `${titleWords[doctor.data.title]} · ${isolated(doctor.data.departmentName)}`}
            </View>
          </View>
        </View>
        <Segmented
          options={[
            ['waiting', count('候诊', waiting.data?.rows.length)],
            ['in-progress', count('问诊中', running.data?.rows.length)],
            ['completed', '已完成'],
            ['rejected', '已退诊'],
          ]}
          value={status}
          choose={setStatus}
        />
        <Loaded of={shown}>
          {rows =>
            rows.length === 0 ? (
              <Empty icon="people" title={nothing[status] ?? ''} />
            ) : status === 'waiting' ? (
              <View className="stack">
                {rows.map(row => (
                  <WaitingPatient key={row.consultationId} row={row} />
                ))}
              </View>
            ) : (
              <>
                <View className="card flush">
                  {rows.map(row => (
                    <Treated key={row.consultationId} row={row} unread={unread.get(row.consultationId) ?? 0} />
                  ))}
                </View>
                {shown === others && <More {...others} />}
              </>
            )
          }
        </Loaded>
      </View>
      <DoctorBar here="工作台" />
    </Screen>
  );
}
