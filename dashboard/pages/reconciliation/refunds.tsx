/** 退款登记簿: every refund, where it stands, and where it arrived. */

import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { refundQueries } from '@yunzhen/contracts/refund/queries';
import type { RefundRow } from '@yunzhen/contracts/refund/row';
import { refundWayText } from '@yunzhen/contracts/refund/way.zh';
import { Link } from 'react-router';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { businessWords, methodWords, paymentRefundStates } from '../../words/states.ts';
import { RefundWays } from '../orders/refund-ways.tsx';

const Way = ({ refundId, paymentId }: RefundRow) => (
  <Answer to={useQuery(paymentQueries.payment, { paymentId })} rows={6}>
    {row => (
      <>
        <RefundWays of={row} only={refundId} />
        <p>
          <Link to={`/orders?kind=payments&id=${paymentId}`}>查看原支付</Link>
        </p>
      </>
    )}
  </Answer>
);
const Refund = ({ id }: { id: string }) => (
  <Answer to={useQuery(refundQueries.refunds, { number: id, limit: 1 })} rows={6}>
    {({ rows: [row] }) => row && <Way {...row} />}
  </Answer>
);
const time = (key: 'requestedAt' | 'acceptedAt' | 'arrivedAt', title: string) => ({
  key,
  title,
  value: (row: RefundRow) => row[key] && fullTime(row[key]),
  show: (row: RefundRow) => <Moment at={row[key]} />,
});

export const refunds: Listing<RefundRow> = {
  name: '退款登记簿',
  query: refundQueries.refunds,
  idOf: ({ refundId }) => refundId,
  columns: [
    time('requestedAt', '申请'),
    { key: 'refundId', title: '退款单号', value: row => row.refundId, show: row => shortId(row.refundId) },
    { key: 'paymentId', title: '原支付', value: row => row.paymentId, show: row => shortId(row.paymentId) },
    { key: 'business', title: '项目', value: row => row.business && businessWords[row.business] },
    { key: 'amount', title: '金额', value: row => row.amount, money: true },
    { key: 'ground', title: '依据', value: row => (row.ground ? refundWayText.grounds[row.ground] : '商户平台发起') },
    {
      key: 'status',
      title: '状态',
      value: row => paymentRefundStates[row.status].word,
      show: row => <StateTag of={paymentRefundStates} is={row.status} />,
    },
    time('acceptedAt', '受理'),
    time('arrivedAt', '到账'),
    { key: 'receivedBy', title: '到账账户', value: row => row.receivedBy },
    { key: 'reason', title: '原因', value: row => row.reason, extra: true },
    { key: 'method', title: '支付方式', value: row => methodWords[row.method], extra: true },
    { key: 'channelRefundId', title: '微信退款单号', value: row => row.channelRefundId, extra: true },
  ],
  filters: [
    {
      name: 'status',
      label: '状态',
      options: [{ value: 'late', label: '超 7 天未到账' }, ...optionsOf(paymentRefundStates)],
    },
    { name: 'business', label: '项目', options: optionsOf(businessWords) },
    { name: 'ground', label: '依据', options: optionsOf(refundWayText.grounds) },
    { name: 'number', label: '单号' },
  ],
  empty: ['没有符合条件的退款', '换一个日期或状态看看。'],
  detail: { title: '退款', Content: Refund },
};
