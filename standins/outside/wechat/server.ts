/** WeChat for a laptop: sign-in and WeChat Pay v3 in the real protocol both ways, with books of its own. */
import fastify, { type FastifyInstance } from 'fastify';
import type { Standin, StandinOptions } from '../../standin.ts';
import { createFaults, type Faults, type Handler } from '../faults.ts';
import { lock } from '../lock.ts';
import { keepText } from '../text.ts';
import { createBillFiles } from './bill-files.ts';
import { openBooks } from './books.ts';
import type { Context } from './context.ts';
import { controlRoutes } from './control.ts';
import { credentials } from './credentials.ts';
import { WechatError } from './errors.ts';
import { createNotifications } from './notifications.ts';
import { closeOrder, prepay, queryOrder } from './orders.ts';
import { queryRefund, redirectRefund, refundAlarms, requestRefund, resumeRefunds } from './refunds.ts';
import { type Settings, settingsShape } from './settings.ts';
import { code2session, signInError } from './sign-in.ts';
import { createVerifier, encrypted, signatureHeaders } from './signature.ts';
import { rfc3339 } from './times.ts';

const signerOf = ({ merchant, settings }: Pick<Context, 'merchant' | 'settings'>) =>
  settings().signWith === 'certificate' ? merchant.platformCertificate.serial : merchant.platformPublicKey.id;

/** Verifies what comes in under /v3 and signs what goes out, all but files. */
const signed = (app: FastifyInstance, context: Context) => {
  const { merchant, platform } = context;
  const verify = createVerifier(merchant, platform);
  app.addHook('preHandler', async request => {
    const { authorization } = request.headers;
    verify({ method: request.method, url: request.originalUrl, authorization, body: request.text ?? '' });
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (Buffer.isBuffer(payload)) return;
    const asked = `${request.headers['wechatpay-serial']}`;
    const by = Object.hasOwn(platform.signingKeys, asked) ? asked : signerOf(context);
    const forged = request.fault?.kind === 'forge';
    reply.headers(signatureHeaders(platform, by, typeof payload === 'string' ? payload : '', forged));
  });
};

const payRoutes = (
  app: FastifyInstance,
  context: Context,
  faults: Faults,
  refunds: ReturnType<typeof refundAlarms>,
) => {
  const { books, merchant } = context;
  const bills = createBillFiles(context);
  const route = (method: 'GET' | 'POST', url: string, operation: string, handler: Handler) =>
    app.route({ method, url, handler: faults.on(operation, handler) });
  const param = (request: { params: unknown }) => (request.params as { no: string }).no;
  const originOf = ({ protocol, host }: { protocol: string; host: string }) => `${protocol}://${host}`;

  signed(app, context);
  route('POST', '/v3/pay/transactions/jsapi', 'prepay', request => prepay(context, request.body));
  route('GET', '/v3/pay/transactions/out-trade-no/:no', 'query', request =>
    queryOrder(context, param(request), request.query),
  );
  route('GET', '/v3/pay/transactions/id/:no', 'query', request =>
    queryOrder(context, books.numbers.get(`transaction:${param(request)}`), request.query),
  );
  route('POST', '/v3/pay/transactions/out-trade-no/:no/close', 'close', async (request, reply) => {
    await closeOrder(context, param(request), request.body);
    reply.status(204);
    return '';
  });
  route('POST', '/v3/refund/domestic/refunds', 'refund', request => requestRefund(context, refunds, request.body));
  route('GET', '/v3/refund/domestic/refunds/:no', 'query-refund', request => queryRefund(context, param(request)));
  route('POST', '/v3/refund/domestic/refunds/:no/apply-abnormal-refund', 'redirect-refund', request =>
    redirectRefund(context, refunds, param(request), request.body, `${request.headers['wechatpay-serial']}`),
  );
  route('GET', '/v3/bill/tradebill', 'bill', request => bills.request('trade', originOf(request), request.query));
  route('GET', '/v3/bill/fundflowbill', 'bill', request =>
    bills.request('fund-flow', originOf(request), request.query),
  );
  route('GET', '/v3/billdownload/file', 'download', (request, reply) => {
    reply.type('application/octet-stream');
    return bills.fetch(`${(request.query as { token?: string }).token}`);
  });
  route('GET', '/v3/certificates', 'certificates', () => ({
    data: [
      {
        serial_no: merchant.platformCertificate.serial,
        effective_time: rfc3339(Date.now() - 864e5),
        expire_time: rfc3339(Date.now() + 365 * 864e5),
        encrypt_certificate: encrypted(merchant.apiV3Key, merchant.platformCertificate.pem, 'certificate'),
      },
    ],
  }));
};

export interface WechatOptions extends StandinOptions, Partial<Settings> {
  /** Epoch milliseconds; moves the books' time, not the signatures'. */
  readonly now?: () => number;
}

/** Starts WeChat on `dir`; `merchantCredentials(dir)` is what the merchant side needs to talk to it. */
export const start = async ({ port, dir, now = Date.now, ...given }: WechatOptions): Promise<Standin> => {
  settingsShape.parse(given);
  const release = await lock(dir);
  try {
    const { forMerchant: merchant, forPlatform: platform } = await credentials(dir);
    const books = openBooks(dir);
    const settings = () => settingsShape.parse(books.settings.get('settings') ?? {});
    await books.write(() => books.settings.putSync('settings', settingsShape.parse({ ...settings(), ...given })));
    const signer = () => signerOf({ merchant, settings });
    const notifications = createNotifications(books, merchant, platform, settings, signer);
    const context: Context = { merchant, platform, books, now, settings, notifications };
    const refunds = refundAlarms(context);
    const faults = createFaults(
      ['total', 'payer_total', 'refund', 'payer_refund'],
      ({ status, code, message }) => new WechatError(status, code, message),
    );

    const app = fastify({ forceCloseConnections: true });
    keepText(app, () => new WechatError(400, 'PARAM_ERROR', '请求体不是合法的 JSON'));
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, text, done) =>
      done(null, Object.fromEntries(new URLSearchParams(text.toString()))),
    );
    app.setErrorHandler<Error & { statusCode?: number }>((error, _, reply) => {
      const known = error instanceof WechatError;
      const status = known ? error.status : (error.statusCode ?? 500);
      const code = known ? error.code : status < 500 ? 'PARAM_ERROR' : 'SYSTEM_ERROR';
      return reply.status(status).send({ code, message: error.message, ...(known && { detail: error.detail }) });
    });
    app.get('/sns/jscode2session', {
      handler: faults.on('sign-in', request => code2session(context, request.query)),
      // Its refusals are answers with HTTP 200 and errcode.
      errorHandler: (error, _, reply) => reply.send(signInError(Number(error.code))),
    });
    await app.register(async scope => payRoutes(scope, context, faults, refunds));
    await app.register(async scope => controlRoutes(scope, context, faults, refunds));

    const close = async () => {
      faults.stop();
      await refunds.stop();
      await notifications.stop();
      await app.close();
      await books.close();
      await release();
    };
    const url = await app.listen({ port, host: '127.0.0.1' }).catch(async error => {
      await close();
      throw error;
    });
    notifications.start();
    resumeRefunds(context, refunds);
    return { url, close };
  } catch (error) {
    await release();
    throw error;
  }
};
