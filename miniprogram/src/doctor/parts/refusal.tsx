/** D3.3: a waiting patient is refused with a reason, from the list or from the page about them. */
import { consultation as contract } from '@yunzhen/contracts/consultation/consultation';
import { isolated } from '@yunzhen/contracts/text';
import { useCommand } from '@/hooks/command';
import { Reason } from './reason';

const usual = ['病情需要面诊检查', '属于首诊，请到医院就诊', '资料不足，无法判断', '不属于本科室'];

export const Refusal = ({
  consultationId,
  name,
  open,
  close,
}: {
  readonly consultationId: string;
  readonly name: string | null;
  readonly open: boolean;
  readonly close: () => void;
}) => {
  const reject = useCommand(contract, 'reject');
  return (
    <Reason
      title={`给 ${isolated(name)} 退诊`}
      consequence="患者会看到原因，挂号费全额原路退回。"
      verb="退诊并退款"
      usual={usual}
      open={open}
      close={close}
      busy={reject.busy}
      problem={reject.problem}
      give={reason => void reject.send(consultationId, { reason }).then(done => done && close())}
    />
  );
};
