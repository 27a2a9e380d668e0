/** The cashier page a payer sees in a browser, where no WeChat app can open: amount, merchant, and what the payer may do. */
import type { Order } from './books.ts';

const escaped = (text: string) =>
  text.replace(
    /[&<>"']/g,
    character => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? '',
  );

const style = `
*{box-sizing:border-box;margin:0}
body{font:16px/1.5 -apple-system,"PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif;background:#ededed;color:#1a1a1a;min-height:100vh;display:flex;flex-direction:column;align-items:center}
header{width:100%;max-width:480px;padding:14px 16px;text-align:center;font-weight:600;background:#ededed}
main{width:100%;max-width:480px;background:#fff;flex:1;padding:36px 20px 24px;display:flex;flex-direction:column;align-items:center}
.merchant{color:#555}.amount{font-size:44px;font-weight:600;margin:6px 0 28px}.amount small{font-size:28px;margin-right:4px}
dl{width:100%;border-top:1px solid #eee;padding-top:14px;margin-bottom:auto}dl div{display:flex;justify-content:space-between;gap:16px;padding:6px 0}
dt{color:#888;white-space:nowrap}dd{text-align:right;word-break:break-all}
form{width:100%;display:grid;gap:12px;margin-top:40px}
button,a.button{font:inherit;border:0;border-radius:8px;padding:12px;cursor:pointer;text-align:center;text-decoration:none;background:#f2f2f2;color:#1a1a1a}
button.pay,a.button{background:#07c160;color:#fff;font-weight:600}
a.button{width:100%}
button:focus-visible,a:focus-visible{outline:3px solid #066d38;outline-offset:2px}
.state{font-size:22px;font-weight:600;margin:24px 0}.note{color:#888;font-size:12px;margin-top:20px;text-align:center}`;

const page = (content: string) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>微信支付（模拟）</title><style>${style}</style></head>
<body><header>微信支付</header><main>${content}<p class="note">模拟收银台，用于演示和测试，不会产生真实扣款</p></main></body></html>`;

const yuan = (fen: number) => `${Math.trunc(fen / 100)}.${`${fen % 100}`.padStart(2, '0')}`;

export interface CashierView {
  readonly order: Order;
  readonly payable: boolean;
  readonly merchantName: string;
  /** Where the payer goes afterwards; already checked. */
  readonly back: string | undefined;
}

const details = ({ order, merchantName }: CashierView) => `
<p class="merchant">${escaped(merchantName)}</p>
<p class="amount"><small>¥</small>${yuan(order.total)}</p>
<dl><div><dt>商品</dt><dd>${escaped(order.description)}</dd></div>
<div><dt>商户单号</dt><dd>${escaped(order.outTradeNo)}</dd></div>
<div><dt>支付方式</dt><dd>零钱</dd></div></dl>`;

const returning = (back: string | undefined) => (back ? `<a class="button" href="${escaped(back)}">返回商家</a>` : '');

/** The page of an order: buttons while it can be paid, otherwise why not and the way back. */
export const cashierPage = (view: CashierView): string => {
  const { order, payable, back } = view;
  if (!payable) {
    const state = order.payment ? '订单已支付' : order.closed ? '订单已关闭' : '订单已过期';
    return page(`${details(view)}<p class="state">${state}</p>${returning(back)}`);
  }
  return page(`${details(view)}
<form method="post" action="cashier">
<input type="hidden" name="prepay_id" value="${escaped(order.prepayId)}">
<input type="hidden" name="return" value="${escaped(back ?? '')}">
<button class="pay" name="outcome" value="success">立即支付</button>
<button name="outcome" value="cancel">取消支付</button>
<button name="outcome" value="fail">余额不足</button></form>`);
};

/** What the payer reads when there is nowhere to return to, or nothing to pay. */
export const messagePage = (text: string): string => page(`<p class="state">${escaped(text)}</p>`);
