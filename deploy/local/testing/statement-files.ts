/** For tests: statements of several days as a merchant downloads them, from payments a test makes up. */
import {
  flowForm,
  type Paid,
  printed,
  tradeCells,
  tradeForms,
  tradeSums,
  yuan,
} from '@yunzhen/write-side/statements/testing/print';

/** Fen; `order` as our id, with its hyphens. */
export interface Payment {
  readonly day: string;
  readonly order: string;
  readonly amount: number;
}
const numberOf = (id: string): string => id.replaceAll('-', '');

/** Without fees. @param merchant whose statement it is */
export const tradeFile = (
  merchant: { readonly appid: string; readonly mchid: string },
  payments: readonly Payment[],
): string => {
  const rows = payments.map(
    ({ day, order, amount }): Paid => ({ time: `${day} 12:00:00`, order: numberOf(order), amount }),
  );
  const own = { 公众账号ID: merchant.appid, 商户号: merchant.mchid };
  return printed(
    tradeForms.ALL,
    rows.map(row => ({ ...tradeCells(row), ...own })),
    tradeSums(rows),
  );
};

/** @param opening balance before the first of them */
export const flowFile = (payments: readonly Payment[], opening: number): string => {
  let balance = opening;
  const rows = payments.map(({ day, order, amount }) => {
    balance += amount;
    return {
      ...{
        记账时间: `${day} 12:00:00`,
        微信支付业务单号: `42${numberOf(order).slice(6)}`,
        业务凭证号: numberOf(order),
      },
      ...{ 业务类型: '交易', 收支类型: '收入', '收支金额(元)': yuan(amount), '账户结余(元)': yuan(balance) },
    };
  });
  return printed(flowForm, rows, {
    ...{ 资金流水总笔数: `${rows.length}`, 收入笔数: `${rows.length}`, 收入金额: yuan(balance - opening) },
    ...{ 支出笔数: '0', 支出金额: '0.00' },
  });
};
