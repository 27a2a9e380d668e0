/** N5: retention and erasure, under the keys of a person and of everybody they book for. */
import { id, instant } from '@yunzhen/contracts/language';
import { privacy as contract } from '@yunzhen/contracts/privacy/privacy';
import { isAway } from '@yunzhen/platform/problem/away';
import { visitPersonSubject } from '@yunzhen/platform/sealing/subject';
import { z } from 'zod';
import { patient } from '../../patient/patient.ts';
import { privacy } from '../../privacy/privacy.ts';
import { send } from '../../reactions/reaction.ts';
import { callsOf, gateway } from '../gateway.ts';
import { hours, minutes } from '../patience.ts';
import type { PeopleClient } from './client.ts';

const calling = callsOf<PeopleClient, PeopleClient>();

export const people = gateway('people', {
  settings: z.custom<PeopleClient>(),
  client: (client: PeopleClient) => client,
  width: 8,
  timeout: 30_000,
  patience: { unanswered: 24 * hours, pending: 24 * hours, broken: 24 * hours, first: 1_000, longest: 5 * minutes },
  unknown: isAway,
  calls: {
    /** The law keeps what is sealed for this person, and the pictures of the account, until then. */
    keep: calling({
      input: z.object({ patientId: id, visitPersonId: id, until: instant }),
      key: ({ patientId, visitPersonId, until }) => `${patientId} ${visitPersonId} ${until}`,
      run: async ({ patientId, visitPersonId, until }, { client }) => {
        await client(null).keep([patientId, visitPersonSubject(patientId, visitPersonId)], new Date(until));
        return [];
      },
    }),
    /** Destroys the keys; what the law or a case keeps is closed, and the last end of that is answered. */
    erase: calling({
      input: z.object({ patientId: id, requestId: id, at: instant }),
      key: ({ requestId, at }) => `${requestId} ${at}`,
      run: async ({ patientId, requestId }, { client, state }) => {
        const { deletePictures, destroy, hold, unhold } = client(null);
        const visitPersonIds = Object.keys((await state(patient, patientId)).known);
        const [held] = (await state(privacy, patientId)).holds;
        const subjects = [patientId, ...visitPersonIds.map(one => visitPersonSubject(patientId, one))];
        if (held) await hold(subjects, held);
        else await unhold(subjects);
        const kept = (await Promise.all(subjects.map(destroy))).flatMap(one =>
          one.state === 'restricted' ? [one] : [],
        );
        if (kept.length > 0) {
          const until = kept.reduce<Date | null>((last, { until }) => later(last, until), null);
          return [send(contract, patientId, 'restrict', { requestId, until: held ? null : iso(until) })];
        }
        await deletePictures(patientId);
        return [send(contract, patientId, 'note-erased', { requestId, visitPersonIds })];
      },
    }),
  },
});

const later = (one: Date | null, other: Date | null): Date | null => (one && (!other || one > other) ? one : other);
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
