/** Everything people do when there is reason to, capability by capability. */
import type { Behaviour, Sight } from './behaviour.ts';
import { behaviours as clinicSession } from './clinic-session.ts';
import { behaviours as consultation } from './consultation.ts';
import { behaviours as conversation } from './conversation.ts';
import { behaviours as dispensing } from './dispensing.ts';
import type { Intent } from './intent.ts';
import { behaviours as patient } from './patient.ts';
import { behaviours as payment } from './payment.ts';
import { behaviours as prescription } from './prescription.ts';
import type { Random } from './random.ts';
import { behaviours as rating } from './rating.ts';
import { behaviours as record } from './record.ts';
import { behaviours as registration } from './registration.ts';
import type { States } from './truth.ts';

/** Of what streams are followed here: a capability left out does not compile. */
const perCapability: { readonly [C in keyof States]: readonly Behaviour[] } = {
  patient,
  'clinic-session': clinicSession,
  registration,
  payment,
  consultation,
  conversation,
  record,
  prescription,
  dispensing,
  rating,
};
/** What people live by; the rest of a hospital is there before they come. */
export const lived = Object.keys(perCapability) as readonly (keyof States)[];
export const behaviours: readonly Behaviour[] = Object.values(perCapability).flat();
export const detours: readonly Behaviour[] = behaviours.filter(one => one.detour);

/** How much likelier than usual people of a hospital take each detour: some seeds cancel much, some get far. */
export type Appetites = ReadonlyMap<Behaviour, number>;
export const appetitesOf = (random: Random): Appetites => new Map(detours.map(one => [one, random.pick([0, 0, 1, 3])]));

const chosen = (random: Random, appetites: Appetites): Behaviour => {
  const weights = behaviours.map(one => one.often * (appetites.get(one) ?? 1));
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex(weight => {
    left -= weight;
    return left < 0;
  });
  return behaviours[Math.max(found, 0)] as Behaviour;
};

/** What somebody does next; null when nobody has a reason for what came to mind. */
export const nextIntent = (sight: Sight, appetites: Appetites): Intent | null => {
  for (let tries = 0; tries < 8; tries++) {
    const wanted = chosen(sight.random, appetites).want(sight);
    if (wanted.length > 0) return sight.random.pick(wanted)();
  }
  return null;
};
