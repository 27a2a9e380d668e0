import type { DifferenceEvent } from '@yunzhen/contracts/reconciliation/difference';
import { type DifferenceRow, differencesView } from '@yunzhen/contracts/reconciliation/row';
import { type Operation, project } from '../view.ts';

type Step = DifferenceRow['history'][number];
const done = (id: string, step: Step, set: Partial<DifferenceRow> = {}): Operation<DifferenceRow> => ({
  id,
  set,
  push: { history: step },
});
const undecided = { way: null, reason: null, evidence: [], proposedBy: null, approvedBy: null };

/** O1.4: every difference that was ever found, and what was done about it. */
export const differences = project(differencesView)<DifferenceEvent>(
  {
    'difference.opened': ({ run: _, ...e }, { at }) =>
      done(
        e.differenceId,
        { at, what: 'opened', staffId: null, text: '' },
        {
          ...{ ...e, ...undecided, status: 'open', openedAt: at, ownerId: null, endedAt: null },
        },
      ),
    'difference.changed': ({ run: _, before: __, ...e }, { at }) =>
      done(e.differenceId, { at, what: 'changed', staffId: null, text: '' }, { ...e, ...undecided, status: 'open' }),
    'difference.healed': ({ differenceId }, { at }) =>
      done(differenceId, { at, what: 'healed', staffId: null, text: '' }, { status: 'healed', endedAt: at }),
    'difference.assigned': ({ differenceId, ownerId, staffId }, { at }) =>
      done(differenceId, { at, what: 'assigned', staffId, text: '' }, { status: 'assigned', ownerId }),
    'difference.noted': ({ differenceId, staffId, text }, { at }) =>
      done(differenceId, { at, what: 'noted', staffId, text }),
    'difference.asked': ({ differenceId, staffId }, { at }) =>
      done(differenceId, { at, what: 'asked', staffId, text: '' }),
    'difference.resolved': ({ differenceId, way, reason, evidence, proposedBy, approvedBy = null }, { at }) =>
      done(
        differenceId,
        { at, what: 'resolved', staffId: approvedBy ?? proposedBy, text: '' },
        { status: 'resolved', way, reason, evidence, proposedBy, approvedBy, endedAt: at },
      ),
    'difference.carried': ({ differenceId, way, reason, evidence, proposedBy, approvedBy = null }, { at }) =>
      done(
        differenceId,
        { at, what: 'carried', staffId: approvedBy ?? proposedBy, text: reason },
        { status: 'carried', way, reason, evidence, proposedBy, approvedBy },
      ),
  },
  [{ openedAt: -1 }, { day: 1, status: 1 }, { status: 1, openedAt: 1 }],
);
