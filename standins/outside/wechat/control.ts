/** The unofficial side under /_standin: plays the payer, shows the books, and asks for troubles. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Alarms } from '../alarms.ts';
import { type Faults, faultShape } from '../faults.ts';
import { balanceOf, move } from './account.ts';
import { fileFaultShape, fileFaults, rowFaultShape } from './bills/faults.ts';
import { cashierPage, messagePage } from './cashier.ts';
import type { Context } from './context.ts';
import { parse, WechatError } from './errors.ts';
import { historyShape, takeHistory } from './history.ts';
import { orderOfPrepay, transactionOf } from './orders.ts';
import { forgeSuccess, pay } from './payer.ts';
import { resumeRefunds, settleRefund } from './refunds.ts';
import { safeReturn } from './returning.ts';
import { notifyModes, settingsShape } from './settings.ts';
import { issueCode } from './sign-in.ts';
import { isSignedByMerchant } from './signature.ts';

const outcomes = z.enum(['success', 'fail', 'cancel']);
const paymentShape = z.strictObject({
  prepay_id: z.string(),
  outcome: outcomes.default('success'),
  amount: z.int().positive().optional(),
  discount: z.int().nonnegative().optional(),
  notify: z.enum(notifyModes).optional(),
});
/** What a client hands to `wx.requestPayment`; checked when the page is opened with it. */
const clientShape = z.object({
  prepay_id: z.string().max(64),
  return: z.string().default(''),
  appId: z.string().optional(),
  timeStamp: z.string().default(''),
  nonceStr: z.string().default(''),
  paySign: z.string().default(''),
});
const formShape = z.object({ prepay_id: z.string(), return: z.string().default(''), outcome: outcomes });
const refundShape = z.strictObject({ status: z.enum(['SUCCESS', 'ABNORMAL', 'CLOSED']) });
const codeShape = z.strictObject({ person: z.string().min(1).max(64), risky: z.boolean().default(false) });
const prepayShape = z.strictObject({ prepay_id: z.string() });
const cashShape = z.strictObject({ amount: z.int().positive() });

const pageHeaders = (back: string | undefined) => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  // A browser applies form-action to the redirect after the form too.
  'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'${back ? ` ${new URL(back).origin}` : ''}; frame-ancestors 'none'`,
});

export const controlRoutes = (app: FastifyInstance, context: Context, faults: Faults, refunds: Alarms): void => {
  const { books, platform, settings } = context;

  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (origin === undefined) return;
    // A page on this machine may ask for a sign-in code, as the WeChat app would; strangers' pages may nothing.
    if (!URL.canParse(origin) || !['localhost', '127.0.0.1', request.hostname].includes(new URL(origin).hostname))
      throw new WechatError(403, 'NO_AUTH', '不允许跨域访问');
    reply.header('Access-Control-Allow-Origin', origin).header('Access-Control-Allow-Headers', 'content-type');
  });
  app.options('/_standin/*', (_, reply) => reply.status(204).send());

  app.get('/_standin/settings', () => settings());
  app.patch('/_standin/settings', async request => {
    const next = parse(settingsShape, { ...settings(), ...(request.body as object) }, 'body');
    await books.write(() => books.settings.putSync('settings', next));
    resumeRefunds(context, refunds);
    return next;
  });

  app.get('/_standin/faults', () => faults.list());
  app.post('/_standin/faults', (request, reply) => {
    faults.add(parse(faultShape(faults.operations()), request.body, 'body'));
    return reply.status(201).send(faults.list());
  });
  app.delete('/_standin/faults', () => {
    faults.clear();
    return [];
  });

  app.post('/_standin/codes', request => {
    const { person, risky } = parse(codeShape, request.body, 'body');
    return issueCode(context, person, risky);
  });

  app.post('/_standin/payments', request => {
    const { prepay_id, outcome, amount, discount, notify } = parse(paymentShape, request.body, 'body');
    if (outcome === 'success') return pay(context, prepay_id, { amount, discount, notify });
    return transactionOf(context, orderOfPrepay(context, prepay_id).order);
  });
  app.post('/_standin/forged-notifications', async request => ({
    answer: await forgeSuccess(context, parse(prepayShape, request.body, 'body').prepay_id),
  }));
  app.get('/_standin/notifications', () =>
    Array.from(books.notifications.getRange({}), ({ value: { body: _, ...shown } }) => shown),
  );
  app.post<{ Params: { no: string } }>('/_standin/refunds/:no', ({ params, body }) =>
    settleRefund(context, params.no, parse(refundShape, body, 'body').status),
  );
  app.post('/_standin/bill-faults', async (request, reply) => {
    const told = request.body as { kind?: unknown };
    const ofFile = fileFaults.some(kind => kind === told.kind);
    await books.write(() =>
      ofFile
        ? books.fileFaults.putSync(books.next(), parse(fileFaultShape, told, 'body'))
        : books.billFaults.putSync(books.next(), parse(rowFaultShape, told, 'body')),
    );
    return reply.status(201).send(told);
  });
  app.post('/_standin/history', async (request, reply) => {
    const history = parse(historyShape, request.body, 'body');
    await takeHistory(context, history);
    return reply.status(201).send({ taken: history.length });
  });
  app.post<{ Params: { kind: '充值' | '提现' } }>('/_standin/account/:kind', async ({ params, body }, reply) => {
    const { amount } = parse(cashShape, body, 'body');
    const type = z.enum(['充值', '提现']).parse(params.kind);
    const of = { businessNo: `${books.next()}`, note: '', voucher: '' };
    await books.write(() => move(context, { ...of, type, amount: type === '充值' ? amount : -amount }));
    return reply.status(201).send({ balance: balanceOf(context) });
  });

  app.get('/_standin/cashier', (request, reply) => {
    const asked = parse(clientShape, request.query, 'query');
    const signed = [asked.appId ?? '', asked.timeStamp, asked.nonceStr, `prepay_id=${asked.prepay_id}`];
    if (asked.appId !== undefined && !isSignedByMerchant(platform, signed, asked.paySign))
      return reply.status(400).headers(pageHeaders(undefined)).send(messagePage('支付验证签名失败'));
    const { order, payable } = orderOfPrepay(context, asked.prepay_id);
    const back = safeReturn(asked.return, request.host, order.notifyUrl);
    const { merchantName } = settings();
    return reply.headers(pageHeaders(back)).send(cashierPage({ order, payable, merchantName, back }));
  });
  app.post('/_standin/cashier', async (request, reply) => {
    const form = parse(formShape, request.body, 'body');
    const { order, payable } = orderOfPrepay(context, form.prepay_id);
    const back = safeReturn(form.return, request.host, order.notifyUrl);
    // Left open in a second tab while the first one paid.
    if (form.outcome === 'success' && !payable) {
      const { merchantName } = settings();
      return reply.headers(pageHeaders(back)).send(cashierPage({ order, payable, merchantName, back }));
    }
    if (form.outcome === 'success') await pay(context, form.prepay_id, {});
    const said = { success: '支付成功', cancel: '支付已取消', fail: '零钱余额不足，支付失败' }[form.outcome];
    if (!back) return reply.headers(pageHeaders(undefined)).send(messagePage(said));
    const target = new URL(back);
    target.searchParams.set('payment', form.outcome);
    return reply.redirect(target.href, 303);
  });
};
