/** D3.3: a waiting patient is refused with a reason, from the list or from the page about them. */
import { isolated } from '@yunzhen/contracts/text';
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
}) => (
  <Reason
    consultationId={consultationId}
    command="reject"
    title={`给 ${isolated(name)} 退诊`}
    consequence="患者会看到原因，挂号费全额原路退回。"
    verb="退诊并退款"
    usual={usual}
    open={open}
    close={close}
    done={close}
  />
);
