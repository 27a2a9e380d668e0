/** D3.1, D3.6: how a consultation ends: completed, given up, or referred offline; each with what becomes of its prescriptions. */
import { View } from '@tarojs/components';
import { consultation as contract } from '@yunzhen/contracts/consultation/consultation';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { useState } from 'react';
import { useCommand } from '@/hooks/command';
import { useQuery } from '@/hooks/query';
import { confirm, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { Wrong } from '@/ui/loaded';
import { Sheet } from '@/ui/sheet';
import { Reason } from '../parts/reason';
import { fallsWithIt, stillOpen } from './consequences';

const endings = {
  terminate: {
    title: '终止并转线下',
    consequence: '患者会看到原因并被建议到医院面诊，挂号费全额退回。',
    verb: '终止问诊',
    usual: ['病情有变化，需面诊', '经判断属于首诊', '需要做检查后再看'],
  },
  cancel: {
    title: '取消问诊',
    consequence: '患者会看到原因，挂号费全额退回。',
    verb: '取消问诊',
    usual: ['医生临时有急诊', '系统故障，无法继续'],
  },
} as const;

export const Ending = ({
  consultationId,
  open: shown,
  close,
}: {
  readonly consultationId: string;
  readonly open: boolean;
  readonly close: () => void;
}) => {
  const complete = useCommand(contract, 'complete');
  const [how, setHow] = useState<keyof typeof endings | null>(null);
  const record = useQuery(recordQueries.record, { recordId: consultationId }, { when: shown });
  const written = useQuery(prescriptionQueries.prescriptions, { consultationId }, { when: shown });
  const prescriptions = written.data?.rows ?? [];
  const unpublished = record.data?.publishedAt ? null : '病历发布后才能完成问诊';
  const unread = record.isPending || !written.data ? '正在读取病历和处方…' : null;
  const finish = async () => {
    const left = stillOpen(prescriptions);
    const text = `完成后不能再发消息或开新处方。${left && `\n还有处方没有办完：\n${left}`}`;
    if (!(await confirm('完成问诊？', text, '完成'))) return;
    if (await complete.send(consultationId, {})) {
      toast('问诊已完成');
      close();
    }
  };
  const leave = () => {
    setHow(null);
    close();
  };
  return (
    <>
      <Sheet title="结束问诊" open={shown && how === null} close={close}>
        <Wrong problem={complete.problem} typed={false} />
        <Button id="complete" busy={complete.busy} why={unread ?? unpublished} onTap={() => void finish()}>
          完成问诊
        </Button>
        <Button kind="plain" onTap={() => setHow('terminate')}>
          终止并转线下
        </Button>
        <Button kind="danger" onTap={() => setHow('cancel')}>
          取消问诊
        </Button>
        <View className="small muted">只有「完成问诊」计入接诊；其余两种都会全额退款。</View>
      </Sheet>
      {how && (
        <Reason
          {...endings[how]}
          consultationId={consultationId}
          command={how}
          consequence={[endings[how].consequence, fallsWithIt(prescriptions)].filter(Boolean).join('\n')}
          open={shown}
          close={leave}
          done={leave}
        />
      )}
    </>
  );
};
