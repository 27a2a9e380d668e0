/** A merchant for the tests: the official plugin in one of its two modes, and a place where notifications arrive. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin';
import type { MerchantCredentials } from './credentials.ts';

export type Mode = 'public-key' | 'certificate';

/** The plugin as a merchant configures it; every 2xx answer is verified by it. */
export const merchantClient = (url: string, merchant: MerchantCredentials, mode: Mode, privateKey?: string) =>
  new Wechatpay({
    mchid: merchant.mchid,
    serial: merchant.serial,
    privateKey: privateKey ?? merchant.privateKey,
    certs:
      mode === 'certificate'
        ? { [merchant.platformCertificate.serial]: merchant.platformCertificate.pem }
        : { [merchant.platformPublicKey.id]: merchant.platformPublicKey.pem },
    baseURL: url,
  });

export interface Received {
  readonly id: string;
  readonly verified: boolean;
  readonly signature: string;
  readonly serial: string;
  readonly event: string;
  readonly resource: Record<string, unknown>;
}

/** Listens as a merchant must: verifies on the raw body, decrypts, and answers as the test says. */
export const notificationReceiver = async (merchant: MerchantCredentials) => {
  const keys: Record<string, string> = {
    [merchant.platformCertificate.serial]: merchant.platformCertificate.pem,
    [merchant.platformPublicKey.id]: merchant.platformPublicKey.pem,
  };
  const arrived: Received[] = [];
  const waiting: ((received: Received) => void)[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const header = (name: string) => `${request.headers[`wechatpay-${name}`]}`;
    const signed = Formatter.response(header('timestamp'), header('nonce'), body);
    const verified = Rsa.verify(signed, header('signature'), keys[header('serial')] ?? '');
    const { id, event_type, resource } = JSON.parse(body);
    const { ciphertext, nonce, associated_data } = resource;
    const received = {
      id,
      verified,
      signature: header('signature'),
      serial: header('serial'),
      event: event_type,
      resource: JSON.parse(Aes.AesGcm.decrypt(ciphertext, merchant.apiV3Key, nonce, associated_data)),
    };
    const status = verified ? (answers.shift() ?? 204) : 401;
    if (status !== 0) response.writeHead(status).end();
    const next = waiting.shift();
    if (next) next(received);
    else arrived.push(received);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`,
    /** The next notification, in the order of arrival. */
    next: (): Promise<Received> => {
      const first = arrived.shift();
      return first ? Promise.resolve(first) : new Promise(resolve => waiting.push(resolve));
    },
    /** Statuses for the coming notifications, 0 for no answer; 204 afterwards. */
    answer: (...statuses: number[]) => void answers.push(...statuses),
    unread: () => arrived.length,
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
};

/** Calls the control side; rejects on anything but 2xx. */
export const control =
  (url: string) =>
  async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/_standin/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { said });
    return said;
  };
