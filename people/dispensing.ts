/** Pharmacists hand out what was paid, to whoever shows the code. */
import type { dispensing } from '@yunzhen/contracts/dispensing/dispensing';
import type { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Behaviour, each, onTheWay } from './behaviour.ts';
import { looking, pharmacist, wanting } from './intent.ts';

const want = wanting<typeof dispensing>('dispensing');

/** Once it is ready. */
export const dispense = (by: Actor, id: string, pickUpCode: string) => want(by, id, 'dispense', { pickUpCode });

/** The code that the patient shows. */
export const look = looking<typeof dispensingQueries>('dispensing')('pickUpCode', dispensingId => ({ dispensingId }));

export const behaviours: readonly Behaviour[] = [
  onTheWay(
    40,
    each(
      'dispensing',
      ({ status }) => status === 'ready',
      (id, _, { random, pharmacists, truth }) =>
        dispense(pharmacist(random.pick(pharmacists)), id, truth.codes.get(id) ?? '0000000000'),
    ),
  ),
];
