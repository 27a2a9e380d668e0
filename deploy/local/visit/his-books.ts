/** What stands in the books of the hospital information system, asked for by a signed request as the hospital would. */
import { randomUUID } from 'node:crypto';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { hmac } from '@yunzhen/standins/outside/his/signature';
import { chargesExport, known } from '@yunzhen/standins/outside/his/wire';
import type { OwnHospital } from './own-hospital.ts';

/** `number` is ours: a registration's or payment's id. */
export const hisBooks = ({ url, secret }: OwnHospital['his']) => {
  const ask = async (path: string): Promise<unknown> => {
    const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000)), randomUUID()];
    const signature = hmac(secret, 'GET', path, timestamp, nonce, '');
    const headers = { 'x-his-timestamp': timestamp, 'x-his-nonce': nonce, 'x-his-signature': signature };
    return (await fetch(`${url}${path}`, { headers })).json();
  };
  return {
    registration: async (number: string) => known.parse(await ask(`/registrations/${number}`)),
    /** Today's charges and refunds of a registration or a prescription. */
    money: async (subject: string) => {
      const { rows } = chargesExport.parse(await ask(`/exports/charges?day=${chinaDayOf(new Date())}`));
      const charges = rows.filter(row => row.kind === 'charge' && row.subject === subject);
      const refunds = rows.filter(row => row.kind === 'refund' && charges.some(one => one.number === row.subject));
      return { charges, refunds };
    },
  };
};
export type HisBooks = ReturnType<typeof hisBooks>;
