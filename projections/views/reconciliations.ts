import type { ReconciliationEvent } from '@yunzhen/contracts/reconciliation/reconciliation';
import { type Arrival, reconciliationsView } from '@yunzhen/contracts/reconciliation/row';
import { project } from '../view.ts';

type Imported = Extract<ReconciliationEvent, { type: `reconciliation.${'trade' | 'flow'}-imported` }>['data'];

const none = { source: null, staffId: null, sha256: null, rows: null, fault: null, line: null, column: null };
const arrived = (
  statement: Arrival['statement'],
  state: Arrival['state'],
  at: string,
  more: Partial<Arrival> = {},
) => ({
  arrivals: { statement, state, at, ...none, ...more },
});

const fileOf = ({ source, staffId, sha256, rows }: Imported) => ({ source, staffId: staffId ?? null, sha256, rows });

/** O1.4: every day that is reconciled, with its files and how its books stand. */
export const reconciliations = project(reconciliationsView)<ReconciliationEvent>(
  {
    'reconciliation.expected': ({ daily: _, ...e }) => ({
      id: e.reconciliationId,
      set: {
        ...e,
        ...{ status: 'expected', arrivals: [], trade: null, flow: null, run: 0, matchedAt: null, result: null },
        ...{ version: 0, closedBy: null, closedAt: null, carried: [] },
      },
    }),
    'reconciliation.requested': e => ({ id: e.reconciliationId, set: { status: 'waiting' } }),
    'reconciliation.uploaded': e => ({ id: e.reconciliationId, set: { status: 'waiting' } }),
    'reconciliation.trade-imported': (e, { at }) => ({
      id: e.reconciliationId,
      set: {
        status: 'waiting',
        trade: {
          ...{ paid: e.paid, refunded: e.refunded, settled: e.settled },
          ...{ returned: e.returned, fees: e.fees, foreign: e.foreign },
        },
      },
      push: arrived('trade', 'imported', at, fileOf(e)),
    }),
    'reconciliation.flow-imported': (e, { at }) => ({
      id: e.reconciliationId,
      set: { status: 'waiting', flow: { moved: e.moved, opening: e.opening, closing: e.closing } },
      push: arrived('fund-flow', 'imported', at, fileOf(e)),
    }),
    'reconciliation.unchanged': e => ({ id: e.reconciliationId, set: { status: 'waiting' } }),
    'reconciliation.absent': (e, { at }) => ({
      id: e.reconciliationId,
      set: { status: 'waiting' },
      push: arrived(e.statement, 'absent', at),
    }),
    'reconciliation.broken': (
      { reconciliationId, statement, source, staffId = null, fault, line, column },
      { at },
    ) => ({
      id: reconciliationId,
      set: { status: 'waiting' },
      push: arrived(statement, 'broken', at, { source, staffId, fault, line, column }),
    }),
    'reconciliation.matched': (e, { at }) => ({
      id: e.reconciliationId,
      set: {
        status: 'matched',
        run: e.run,
        matchedAt: at,
        result: {
          ...{ platform: e.platform, channelSays: e.channelSays, terms: e.terms },
          ...{ movedOut: e.movedOut, movedIn: e.movedIn, movedRows: e.movedRows },
        },
      },
    }),
    'reconciliation.doubted': ({ reconciliationId, run }, { at }) => ({
      id: reconciliationId,
      set: { status: 'doubted', run, matchedAt: at },
    }),
    'reconciliation.closed': ({ reconciliationId, version, carried, staffId }, { at }) => ({
      id: reconciliationId,
      set: { status: 'closed', version, carried, closedBy: staffId, closedAt: at },
    }),
    'reconciliation.reopened': ({ reconciliationId }) => ({
      id: reconciliationId,
      set: { status: 'matched', closedBy: null, closedAt: null },
    }),
  },
  [{ day: -1 }],
);
