/** Statements as the channel writes them, from rows a test makes up. */

/** Column sets of WeChat Pay's documentation, by name. */
export const tradeForms = {
  ALL: {
    header:
      '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
    summary: '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
  },
  SUCCESS: {
    header:
      '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注',
    summary: '总交易单数,应结订单总金额,手续费总金额,订单总金额',
  },
  REFUND: {
    header:
      '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
    summary: '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
  },
  legacy: {
    header:
      '交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,代金券或立减优惠金额,微信退款单号,商户退款单号,退款金额,代金券或立减优惠退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率',
    summary: '总交易单数,总交易额,总退款金额,总代金券或立减优惠退款金额,手续费总金额',
  },
} as const;
export const flowForm = {
  header:
    '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号',
  summary: '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额',
} as const;

export const yuan = (fen: number): string => {
  const digits = Math.abs(fen).toString().padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
/** Columns and sums by their names, as text. */
export type Named = Readonly<Record<string, string>>;

export interface Look {
  readonly eol?: string;
  readonly bom?: boolean;
  readonly lastEol?: boolean;
}
export const lineOf = (header: string, cells: Named): string =>
  header
    .split(',')
    .map(name => `\`${cells[name] ?? ''}`)
    .join(',');

export const printed = (
  { header, summary }: { readonly header: string; readonly summary: string },
  rows: readonly Named[],
  sums: Named,
  { eol = '\r\n', bom = true, lastEol = true }: Look = {},
): string => {
  const lines = [header, ...rows.map(row => lineOf(header, row)), summary, lineOf(summary, sums)];
  return `${bom ? '\uFEFF' : ''}${lines.join(eol)}${lastEol ? eol : ''}`;
};

export const own = {
  mchId: '1900000001',
  appId: 'wx00000000000000aa',
  isOurs: (number: string): boolean => /^[0-9a-f]{32}$/.test(number),
};

const plain = (text: Named): Named => ({ 商户号: own.mchId, 公众账号ID: own.appId, 货币种类: 'CNY', ...text });

export interface Paid {
  readonly time: string;
  readonly order: string;
  readonly amount: number;
  readonly fee?: number;
}
export interface Refunded extends Paid {
  readonly refund: string;
}
/** A payment or a refund in all columns there are; amounts in fen. */
export const tradeCells = ({ time, order, amount, fee = 0, ...more }: Paid | Refunded): Named => {
  const back = 'refund' in more ? more.refund : undefined;
  const [pay, refund] = back === undefined ? [amount, 0] : [0, amount];
  return plain({
    交易时间: time,
    微信订单号: `42${order.slice(0, 26)}`,
    商户订单号: order,
    用户标识: 'oFIXTUREPAYER000000000000001',
    交易类型: 'JSAPI',
    交易状态: back === undefined ? 'SUCCESS' : 'REFUND',
    应结订单金额: yuan(pay),
    总金额: yuan(pay),
    订单金额: yuan(pay),
    代金券金额: '0.00',
    代金券或立减优惠金额: '0.0',
    微信退款单号: back === undefined ? '0' : `50${back.slice(0, 26)}`,
    商户退款单号: back ?? '0',
    退款金额: yuan(refund),
    申请退款金额: yuan(refund),
    充值券退款金额: '0.00',
    代金券或立减优惠退款金额: '0',
    退款状态: back === undefined ? '' : 'SUCCESS',
    商品名称: '挂号费',
    手续费: `${yuan(back === undefined ? fee : -fee)}000`,
    费率: '0.60%',
  });
};
export const tradeSums = (rows: readonly (Paid | Refunded)[]): Named => {
  const sum = (of: (row: Paid | Refunded) => number) => yuan(rows.reduce((total, row) => total + of(row), 0));
  const pay = sum(row => ('refund' in row ? 0 : row.amount));
  const back = sum(row => ('refund' in row ? row.amount : 0));
  const fees = sum(row => ('refund' in row ? -(row.fee ?? 0) : (row.fee ?? 0)));
  return {
    总交易单数: `${rows.length}`,
    应结订单总金额: pay,
    订单总金额: pay,
    总交易额: pay,
    退款总金额: back,
    总退款金额: back,
    申请退款总金额: back,
    充值券退款总金额: '0.00',
    总代金券或立减优惠退款金额: '0.0',
    手续费总金额: fees,
  };
};

export async function* bytesOf(...parts: readonly (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}
