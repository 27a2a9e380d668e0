/** I1, P7.7: the ways out for a refund that cannot arrive: to a bank card of the payer's, or to the hospital's and from there by hand. */
import { payment, type redirections } from '@yunzhen/contracts/payment/payment';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { reachOf } from '@yunzhen/contracts/roles';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCommand } from '../../api/use-command.ts';
import { useWho } from '../../lib/who.ts';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Notice } from '../../parts/notice.tsx';
import styles from '../../parts/parts.module.css';
import { Segments } from '../../parts/segments.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { money } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';

type Refund = PaymentRow['refunds'][number];
interface Props {
  readonly paymentId: string;
  readonly refund: Refund;
}
const ways = [
  { value: 'user-bank-card', label: '患者银行卡' },
  { value: 'merchant-bank-card', label: '医院账户' },
] as const satisfies readonly { value: (typeof redirections)[number]; label: string }[];
const noCard = { bankType: '', bankAccount: '', accountName: '' };

const Redirect = ({ paymentId: id, refund }: Props) => {
  const [to, setTo] = useState<(typeof redirections)[number]>('user-bank-card');
  // Never kept: a card number has no place in a browser's storage.
  const [card, setCard] = useState(noCard);
  const { mutate, isPending, isSuccess, error } = useCommand(payment, 'redirect-refund');
  const toUser = to === 'user-bank-card';
  const send = () => mutate({ id, input: { refundId: refund.refundId, to, ...(toUser && { card }) } });
  if (isSuccess) return <Notice kind="info" title="已提交，由另一位管理人员在“对账”里核准后生效" />;
  const missing = toUser && Object.values(card).some(text => text.trim() === '') ? '请填写银行卡' : '';
  return (
    <div className={styles.reason}>
      <Segments label="退到" value={to} onChange={setTo} options={ways} />
      {toUser && (
        <>
          <TextField
            label="开户银行"
            extra="微信支付的银行代码，如 ICBC_DEBIT、CMB_DEBIT"
            value={card.bankType}
            onChange={bankType => setCard({ ...card, bankType })}
            most={20}
          />
          <TextField
            label="卡号"
            extra="只用于这次退款，加密保存。"
            value={card.bankAccount}
            onChange={bankAccount => setCard({ ...card, bankAccount })}
            most={24}
          />
          <TextField
            label="开户名"
            extra="须与持卡人一致。"
            value={card.accountName}
            onChange={accountName => setCard({ ...card, accountName })}
            most={40}
          />
        </>
      )}
      {error !== null && <Notice kind="error" title={problemWords(error)} />}
      <div>
        <Confirm
          word="提交改变退款去向"
          question={
            toUser
              ? `由另一位管理人员核准后，把 ${money(refund.amount)} 退到这张银行卡。提交？`
              : `由另一位管理人员核准后，把 ${money(refund.amount)} 退到医院账户，再由医院转账。提交？`
          }
          onYes={send}
          why={missing}
          busy={isPending}
        />
      </div>
    </div>
  );
};

const Transfer = ({ paymentId: id, refund }: Props) => {
  const [reference, setReference] = useState('');
  const { mutate, isPending, error } = useCommand(payment, 'record-transfer');
  return (
    <div className={styles.reason}>
      <TextField
        label="银行转账流水号"
        extra="转账完成后在网银中查到的号码。"
        value={reference}
        onChange={setReference}
        most={64}
      />
      {error !== null && <Notice kind="error" title={problemWords(error)} />}
      <div>
        <Confirm
          word="登记已转账"
          question={`${money(refund.amount)} 已经转给患者？`}
          onYes={() => mutate({ id, input: { refundId: refund.refundId, reference: reference.trim() } })}
          why={reference.trim() ? '' : '请填写流水号'}
          busy={isPending}
        />
      </div>
    </div>
  );
};

export const FailedRefunds = ({ of: { paymentId, refunds } }: { of: PaymentRow }) => {
  const { role } = useWho().holder;
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
