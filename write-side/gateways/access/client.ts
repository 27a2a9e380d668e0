/** What ends with a right outside the events: tokens, passwords, second factors, and the note of who claimed what. */
import type { Tokens } from '@yunzhen/platform/tokens';
import type { Db } from 'mongodb';
import type { Passwords } from '../../account/passwords.ts';
import { forgetting } from '../../account/second-factors.ts';

export interface AccessClient {
  /** Ends what was signed in until then, epoch milliseconds. */
  readonly revoke: (accountId: string, until: number) => Promise<void>;
  readonly forgetPassword: (passwordId: string) => Promise<void>;
  readonly forgetSecondFactor: (factorId: string) => Promise<void>;
  readonly noteClaim: (prescriptionId: string, pharmacistId: string, until: Date) => Promise<void>;
  /** Prescriptions the pharmacist may still hold. */
  readonly claimsOf: (pharmacistId: string) => Promise<readonly string[]>;
}

interface Claim {
  /** The prescription. */
  readonly _id: string;
  readonly pharmacistId: string;
  readonly until: Date;
}

export const accessClient = (
  db: Db,
  tokens: Pick<Tokens, 'revokeUser'>,
  passwords: Pick<Passwords, 'forget'>,
): AccessClient => {
  const claims = db.collection<Claim>('claims');
  return {
    revoke: tokens.revokeUser,
    forgetPassword: passwords.forget,
    forgetSecondFactor: forgetting(db),
    noteClaim: async (prescriptionId, pharmacistId, until) => {
      await claims.deleteMany({ until: { $lt: new Date() } });
      await claims.replaceOne({ _id: prescriptionId }, { pharmacistId, until }, { upsert: true });
    },
    claimsOf: async pharmacistId => (await claims.find({ pharmacistId }).toArray()).map(({ _id }) => _id),
  };
};
