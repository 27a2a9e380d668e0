/** 支付: orders at the payment channel, and what went back. */
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import type { z } from 'zod';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime, money, nothing, shortId } from '../../words/format.ts';
import { businessesOf, businessWords, paymentRefundStates, paymentStates, requestStates } from '../../words/states.ts';
import { PaymentDetail } from './payment-detail.tsx';

type Row = z.output<typeof paymentQueries.payment.result>;
const lastRefund = (row: Row) => row.refunds.at(-1);

export const payments: Listing<Row> = {
  name: '支付',
  query: paymentQueries.payments,
  idOf: ({ paymentId }) => paymentId,
  columns: [
    { key: 'id', title: '支付单号', value: row => row.paymentId, show: row => shortId(row.paymentId) },
    {
      key: 'status',
      title: '状态',
      value: row => paymentStates[row.status].word,
      show: row => <StateTag of={paymentStates} is={row.status} />,
    },
    { key: 'business', title: '项目', value: row => businessesOf(row.lines) },
    { key: 'amount', title: '金额', value: row => row.amount, money: true },
    {
      key: 'created',
      title: '下单',
      value: row => fullTime(row.createdAt),
      show: row => <Moment at={row.createdAt} />,
    },
    {
      key: 'paidAt',
      title: '支付',
      value: row => row.paidAt && fullTime(row.paidAt),
      show: row => <Moment at={row.paidAt} />,
    },
    {
      key: 'refund',
      title: '退款',
      value: row => {
        const refund = lastRefund(row);
        return refund ? paymentRefundStates[refund.status].word : null;
      },
      show: row => {
        const refund = lastRefund(row);
        return refund && <StateTag of={paymentRefundStates} is={refund.status} />;
      },
    },
    {
      key: 'refunded',
      title: '已退',
      value: row => row.refunded,
      show: row => (row.refunded === 0 ? nothing : money(row.refunded)),
      money: true,
    },
    {
      key: 'transaction',
      title: '交易单号',
      value: row => row.tenders.flatMap(({ transactionId }) => transactionId ?? []).join('、'),
      extra: true,
    },
    { key: 'reason', title: '退款原因', value: row => lastRefund(row)?.reason ?? null, extra: true },
  ],
  filters: [
    { name: 'status', label: '状态', options: optionsOf(paymentStates) },
    { name: 'business', label: '项目', options: optionsOf(businessWords) },
    {
      name: 'refund',
      label: '退款',
      options: [{ value: 'waiting', label: '未到账' }, ...optionsOf(paymentRefundStates)],
    },
    { name: 'request', label: '退款申请', options: optionsOf(requestStates) },
    { name: 'number', label: '单号' },
  ],
  linked: { visitPersonId: '只看一位就诊人' },
  empty: ['没有符合条件的支付', '换一个日期、状态或项目看看。'],
  detail: { title: '支付详情', Content: PaymentDetail },
};
