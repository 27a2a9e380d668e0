/** I1, P7.7: the ways out for a refund that cannot arrive: to a bank card of the payer's, or to the hospital's and from there by hand. */
import type { Typed } from '@yunzhen/client/form/typed';
import { payment } from '@yunzhen/contracts/payment/payment';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { reachOf } from '@yunzhen/contracts/roles';
import { Link } from 'react-router';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Card } from '../../parts/card.tsx';
import { CommandForm } from '../../parts/command-form.tsx';
import { money } from '../../words/format.ts';

type Refund = PaymentRow['refunds'][number];
interface Props {
  readonly paymentId: string;
  readonly refund: Refund;
}
const toUser = ({ to }: Typed) => to === 'user-bank-card';
const card = ['card.bankType', 'card.bankAccount', 'card.accountName'];
const redirectNames = (typed: Typed) => ['to', ...(toUser(typed) ? card : [])];
const redirectBefore = { to: 'user-bank-card' };

/** Never kept: a card number has no place in a browser's storage. */
const Redirect = ({ paymentId, refund: { refundId, amount } }: Props) => (
  <CommandForm
    of={payment}
    command="redirect-refund"
    id={paymentId}
    kept={false}
    names={redirectNames}
    before={redirectBefore}
    inputOf={filled => ({ ...filled, refundId })}
    word="提交改变退款去向"
    done="已提交，由另一位管理人员在“对账”里核准后生效"
    question={({ typed }) =>
      toUser(typed)
        ? `由另一位管理人员核准后，把 ${money(amount)} 退到这张银行卡。提交？`
        : `由另一位管理人员核准后，把 ${money(amount)} 退到医院账户，再由医院转账。提交？`
    }
  />
);

const transferNames = ['reference'];
const Transfer = ({ paymentId, refund: { refundId, amount } }: Props) => (
  <CommandForm
    of={payment}
    command="record-transfer"
    id={paymentId}
    about={refundId}
    names={transferNames}
    inputOf={({ reference }) => ({ refundId, reference })}
    word="登记已转账"
    question={`${money(amount)} 已经转给患者？`}
  />
);

export const FailedRefunds = ({ of: { paymentId, refunds } }: { of: PaymentRow }) => {
  const { role } = useCurrentUser().holder;
  const may = reachOf(payment.commands['redirect-refund'].access, role) !== null;
  const mayTransfer = reachOf(payment.commands['record-transfer'].access, role) !== null;
  return refunds.map(refund => {
    const { refundId, status, amount } = refund;
    if (status === 'closed')
      return (
        <Card key={refundId} title={`退款 ${money(amount)} 被微信关闭`}>
          款项没有退出。确认商户账户余额充足后，在 <Link to="/cases">待处理</Link> 中重发，会换一个退款单号重新申请。
        </Card>
      );
    if (status === 'abnormal')
      return (
        <Card key={refundId} title={`退款 ${money(amount)} 不能原路到账`}>
          {may ? <Redirect paymentId={paymentId} refund={refund} /> : '请管理人员改退到银行卡。'}
        </Card>
      );
    if (status === 'diverted')
      return (
        <Card key={refundId} title={`退款 ${money(amount)} 已退到医院账户`}>
          {mayTransfer ? <Transfer paymentId={paymentId} refund={refund} /> : '请管理人员转账给患者并登记。'}
        </Card>
      );
    return null;
  });
};
