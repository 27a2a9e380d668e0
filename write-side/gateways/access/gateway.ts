/** The ends of rights that lie outside the events. */
import { id, instant } from '@yunzhen/contracts/language';
import { prescription } from '@yunzhen/contracts/prescription/prescription';
import { isAway } from '@yunzhen/platform/problem/away';
import { z } from 'zod';
import { send } from '../../reactions/reaction.ts';
import { callsOf, gateway } from '../gateway.ts';
import { hours, minutes } from '../patience.ts';
import type { AccessClient } from './client.ts';

const calling = callsOf<AccessClient, AccessClient>();

export const access = gateway('access', {
  settings: z.custom<AccessClient>(),
  client: (client: AccessClient) => client,
  width: 8,
  timeout: 10_000,
  // A right that ended and still opens is dangerous: people hear of it within the hour.
  patience: { unanswered: hours, pending: hours, broken: hours, first: 1_000, longest: minutes },
  unknown: isAway,
  calls: {
    end: calling({
      input: z.object({ accountId: id, at: instant, forgets: id.optional(), forgetsFactor: id.optional() }),
      key: ({ accountId, at }) => `${accountId} ${at}`,
      run: async ({ accountId, at, forgets, forgetsFactor }, { client }) => {
        // What is issued in the same moment is the answer to what ended the rest.
        await client(null).revoke(accountId, Date.parse(at) - 1);
        if (forgets) await client(null).forgetPassword(forgets);
        if (forgetsFactor) await client(null).forgetSecondFactor(forgetsFactor);
        return [];
      },
    }),
    'note-claim': calling({
      input: z.object({ prescriptionId: id, pharmacistId: id, until: instant }),
      key: ({ prescriptionId, until }) => `${prescriptionId} ${until}`,
      run: async ({ prescriptionId, pharmacistId, until }, { client }) => {
        await client(null).noteClaim(prescriptionId, pharmacistId, new Date(until));
        return [];
      },
    }),
    'release-claims': calling({
      input: z.object({ pharmacistId: id }),
      key: ({ pharmacistId }) => pharmacistId,
      run: async ({ pharmacistId }, { client }) =>
        (await client(null).claimsOf(pharmacistId)).map(one =>
          send(prescription, one, 'release-claim', { pharmacistId }),
        ),
    }),
  },
});
