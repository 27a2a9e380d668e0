/** Rows of what was exchanged with outside systems: evidence for a case, searched by system, key and patient; bodies sealed, and all for a time. */
import { createHash, randomUUID } from 'node:crypto';
import { exchangeNumber, numbersOf } from '@yunzhen/contracts/case/numbers';
import type { exchangesLog } from '@yunzhen/contracts/case/row';
import type { BlindIndex } from '@yunzhen/contracts/lookup';
import type { Sealed } from '@yunzhen/contracts/sealed';
import type { StoredRow } from '@yunzhen/contracts/shape';
import type { Db } from 'mongodb';
import type { Seal } from '../codec.ts';
import type { Exchange, RecordExchange } from '../gateways/exchange.ts';

interface Stored extends StoredRow<typeof exchangesLog> {
  readonly _id: string;
  readonly expires: Date;
}

/** Days that a row is kept. */
const kept = 365;
/** Under whose key bodies about nobody in particular are sealed: the hospital's. */
const hospital = '00000000-0000-5000-8000-000000000001';

const digestOf = ({ request, asked, answered }: Exchange): string =>
  createHash('sha256')
    .update(JSON.stringify([request, asked, answered]))
    .digest('base64url');

export const exchanges = (
  db: Db,
  { seal, index }: { readonly seal: Seal; readonly index: BlindIndex },
  warn: (message: string, error: unknown) => void,
) => {
  const collection = db.collection<Stored>('exchanges');
  /** Null for nothing, and for a person who was erased. */
  const sealed = async (subject: string, body: unknown): Promise<Sealed<string> | null> =>
    body === null || body === undefined ? null : seal(subject, JSON.stringify(body)).catch(() => null);
  const record: RecordExchange = async exchange => {
    const { asked, answered, at, patientId, ...row } = exchange;
    const id = randomUUID();
    const subject = patientId ?? hospital;
    try {
      await collection.insertOne({
        _id: id,
        exchangeId: id,
        ...row,
        patientId,
        at: new Date(at).toISOString(),
        digest: digestOf(exchange),
        numbers: numbersOf(row.key, row.request, [asked, answered]).map(one => index(exchangeNumber, one)),
        asked: await sealed(subject, asked),
        answered: await sealed(subject, answered),
        expires: new Date(at + kept * 86_400_000),
      });
    } catch (error) {
      // What was asked has happened: that it is not written down must not make it be asked again.
      warn('an exchange is not recorded', error);
    }
  };
  return {
    prepare: () =>
      collection.createIndexes([
        { key: { system: 1, key: 1, at: -1 } },
        { key: { patientId: 1, at: -1 } },
        { key: { numbers: 1, at: -1 } },
        { key: { at: -1 } },
        { key: { expires: 1 }, expireAfterSeconds: 0 },
      ]),
    record,
  };
};
