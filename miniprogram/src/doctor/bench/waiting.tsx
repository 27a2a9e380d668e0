/** D2.1, D3.3: one waiting patient: for how long, with what, and the decision. */

import { View } from '@tarojs/components';
import { useNow } from '@yunzhen/client/use-now';
import { consultation as contract } from '@yunzhen/contracts/consultation/consultation';
import type { consultationShown } from '@yunzhen/contracts/consultation/queries';
import { useState } from 'react';
import type { z } from 'zod';
import { useCommand } from '@/hooks/command';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Wrong } from '@/ui/loaded';
import { Tag } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { age, begins, duration } from '@/words/format';
import { formWords, genderWords } from '@/words/labels';
import { Refusal } from '../parts/refusal';

export type Patient = z.infer<typeof consultationShown>;

export const WaitingPatient = ({ row }: { readonly row: Patient }) => {
  const now = useNow(30_000);
  const accept = useCommand(contract, 'accept');
  const [refusing, setRefusing] = useState(false);
  const {
    consultationId,
    visitPersonName,
    gender,
    birthDate,
    chiefComplaint,
    attachments,
    chiefComplaintForm,
    number,
  } = row;
  const waits = now - Date.parse(row.waitingSince);
  const open = () => go('/doctor/consult/index', { consultationId });
  const take = async () => {
    if (await accept.send(consultationId, { eligible: true })) open();
  };
  return (
    <View className="card stack waiting">
      <Tap className="stack tight" onTap={open}>
        <View className="row between">
          <View className="row" style={{ gap: '8px' }}>
            <View className="title">{visitPersonName}</View>
            <View className="small muted">
              {gender && genderWords[gender]} {age(birthDate)}
            </View>
            {chiefComplaintForm && chiefComplaintForm !== 'adult' && (
              <Tag tone="accent">{formWords[chiefComplaintForm]}</Tag>
            )}
          </View>
          <View className={`small number ${waits > 15 * 60_000 ? 'accent bold' : 'muted'}`}>
            {waits >= 60_000 ? `等了 ${duration(waits)}` : waits >= 0 ? '刚到' : `${begins(row.startsAt)} 开始`}
          </View>
        </View>
        <View className="clip">{chiefComplaint?.replace(/\n/g, '；')}</View>
        <View className="row small faint" style={{ gap: '4px' }}>
          {number} 号
          {attachments.length > 0 && (
            <>
              {' · '}
              <Icon name="camera" />
              {attachments.length} 张资料
            </>
          )}
        </View>
      </Tap>
      <Wrong problem={accept.problem} typed={false} />
      <View className="row">
        <View className="grow">
          <Button busy={accept.busy} onTap={() => void take()}>
            接诊（确认复诊）
          </Button>
        </View>
        <Button kind="plain" onTap={() => setRefusing(true)}>
          退诊
        </Button>
      </View>
      <Refusal
        consultationId={consultationId}
        name={visitPersonName}
        open={refusing}
        close={() => setRefusing(false)}
      />
    </View>
  );
};
