/** The columns of WeChat Pay's bills, in the order in which each kind of file has them. */
const trade =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额';
const refundNumbers = '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态';
const allSums = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

export const tradeColumns = {
  ALL: {
    rows: `${trade},${refundNumbers},商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注`.split(','),
    sums: allSums.split(','),
  },
  SUCCESS: {
    rows: `${trade},商品名称,商户数据包,手续费,费率,订单金额,费率备注`.split(','),
    sums: '总交易单数,应结订单总金额,手续费总金额,订单总金额'.split(','),
  },
  REFUND: {
    rows: `${trade},退款申请时间,退款成功时间,${refundNumbers},商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注`.split(
      ',',
    ),
    sums: allSums.split(','),
  },
} as const;
export type BillType = keyof typeof tradeColumns;

/** Of a merchant without coupons of its own, since before 2019: the same amounts under other names, and three columns less. */
export const legacyNames: Readonly<Record<string, string>> = {
  特约商户号: '子商户号',
  应结订单金额: '总金额',
  代金券金额: '代金券或立减优惠金额',
  充值券退款金额: '代金券或立减优惠退款金额',
  应结订单总金额: '总交易额',
  退款总金额: '总退款金额',
  充值券退款总金额: '总代金券或立减优惠退款金额',
};
export const notInLegacy: ReadonlySet<string> = new Set([
  ...['订单金额', '申请退款金额', '费率备注'],
  ...['订单总金额', '申请退款总金额'],
]);

export const flowColumns = {
  rows: '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号'.split(
    ',',
  ),
  sums: '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额'.split(','),
} as const;
