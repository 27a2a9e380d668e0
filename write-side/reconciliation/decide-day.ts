import { chinaDay } from '@yunzhen/contracts/china-day';
import type { Channel } from '@yunzhen/contracts/reconciliation/channel';
import { channels, reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import type {
  Foreign,
  Movements,
  ReconciliationCommand,
  ReconciliationEvent,
  ReconciliationRefusal,
} from '@yunzhen/contracts/reconciliation/reconciliation';
import { type Statement, statements } from '@yunzhen/contracts/reconciliation/statement';
import type { ReconciliationStatus } from '@yunzhen/contracts/reconciliation/states';
import { type Decider, inputOf, refusing } from '../decider.ts';

/** What is known of one statement of the day: the file, that there is none, or that it cannot be read. */
type Known =
  | { readonly is: 'imported'; readonly importId: string; readonly sha256: string }
  | { readonly is: 'absent' }
  | { readonly is: 'broken' };

export interface Day {
  readonly status: 'none' | ReconciliationStatus;
  readonly channel: Channel;
  readonly day: string;
  readonly round: number;
  readonly statements: Readonly<Partial<Record<Statement, Known>>>;
  readonly moved: readonly Movements[];
  /** Of other systems, in the trade statement that counts. */
  readonly foreign: Foreign | null;
  /** Balance of the account after the day; null before its fund flow is in. */
  readonly closing: number | null;
  readonly run: number;
  /** Differences of the last run, with the effect of each. */
  readonly found: ReadonlyMap<string, number>;
  /** Those that were explained or carried, with the effect they had then: one that changes is open again. */
  readonly decided: ReadonlyMap<string, { readonly how: 'resolved' | 'carried'; readonly effect: number }>;
  readonly version: number;
}

const refuse = refusing<ReconciliationRefusal>();
const [wechat] = channels;
const isClosed = ({ status }: Day): boolean => status === 'closed';
const changeable = (state: Day): void => {
  if (state.status === 'none') refuse('unknown-day');
  if (isClosed(state)) refuse('day-closed');
};
const of = (id: string, { channel, day }: Pick<Day, 'channel' | 'day'>) => ({ reconciliationId: id, channel, day });
const by = (actor: { id: string; role: string }) => (actor.role === 'system' ? {} : { staffId: actor.id });
/** A past day that somebody asks for draws no other days after it. */
const begun = (which: ReturnType<typeof of>, { status }: Day): readonly ReconciliationEvent[] =>
  status === 'none' ? [{ type: 'reconciliation.expected', data: { ...which, daily: false } }] : [];
/** Statements that are still to come, or came broken. */
const missing = (state: Day): boolean =>
  statements.some(one => {
    const known = state.statements[one];
    return known === undefined || known.is === 'broken';
  });
/** The same again: the day goes on to be matched, because ours may have changed meanwhile. */
const unchanged = (id: string, state: Day, statement: Statement): readonly ReconciliationEvent[] =>
  state.status === 'waiting' ? [{ type: 'reconciliation.unchanged', data: { ...of(id, state), statement } }] : [];
const decisionOn = ({ found, decided }: Day, differenceId: string) => {
  const decision = decided.get(differenceId);
  return decision && decision.effect === found.get(differenceId) ? decision.how : null;
};
const openOf = (state: Day): readonly string[] => [...state.found.keys()].filter(one => !decisionOn(state, one));
const carriedOf = (state: Day): readonly string[] =>
  [...state.found.keys()].filter(one => decisionOn(state, one) === 'carried');

/** The longest three months: of what is older the channel has nothing. */
const fetchableMs = 92 * 86_400_000;

export const decider: Decider<ReconciliationCommand, ReconciliationEvent, Day> = {
  initial: {
    status: 'none',
    channel: wechat,
    day: '',
    round: 0,
    statements: {},
    moved: [],
    foreign: null,
    closing: null,
    run: 0,
    found: new Map(),
    decided: new Map(),
    version: 0,
  },
  decide: {
    expect: ({ id, channel, day }, state) => {
      if (reconciliationIdOf(channel, day) !== id) return refuse('another-day');
      return state.status === 'none'
        ? [{ type: 'reconciliation.expected', data: { ...of(id, { channel, day }), daily: true } }]
        : [];
    },
    fetch: ({ id, channel, day, by: actor, now }, state) => {
      if (reconciliationIdOf(channel, day) !== id) return refuse('another-day');
      if (isClosed(state)) return refuse('day-closed');
      if (now < chinaDay(day).end) return refuse('day-not-over');
      if (Date.parse(now) - Date.parse(chinaDay(day).start) > fetchableMs) return refuse('day-too-old');
      const which = of(id, { channel, day });
      const requested = { ...which, round: state.round + 1, ...by(actor) };
      return [...begun(which, state), { type: 'reconciliation.requested', data: requested }];
    },
    upload: ({ id, channel, day, statement, fileId, by: actor, now }, state) => {
      if (reconciliationIdOf(channel, day) !== id) return refuse('another-day');
      if (isClosed(state)) return refuse('day-closed');
      if (now < chinaDay(day).end) return refuse('day-not-over');
      const which = of(id, { channel, day });
      const uploaded = { ...which, statement, fileId, round: state.round + 1, staffId: actor.id };
      return [...begun(which, state), { type: 'reconciliation.uploaded', data: uploaded }];
    },
    'record-trade': (command, state) => {
      changeable(state);
      const known = state.statements.trade;
      // The same file again: nothing that follows from it changes.
      if (known?.is === 'imported' && known.sha256 === command.sha256) return unchanged(command.id, state, 'trade');
      const data = { ...of(command.id, state), ...inputOf(command), before: state.foreign };
      return [{ type: 'reconciliation.trade-imported', data }];
    },
    'record-flow': (command, state) => {
      changeable(state);
      const known = state.statements['fund-flow'];
      if (known?.is === 'imported' && known.sha256 === command.sha256) return unchanged(command.id, state, 'fund-flow');
      const data = { ...of(command.id, state), ...inputOf(command), before: [...state.moved] };
      return [{ type: 'reconciliation.flow-imported', data }];
    },
    'record-absent': ({ id, statement }, state) => {
      changeable(state);
      const known = state.statements[statement];
      // A file that was taken is not undone by an answer without one.
      if (known?.is === 'imported' || known?.is === 'absent') return unchanged(id, state, statement);
      return [{ type: 'reconciliation.absent', data: { ...of(id, state), statement } }];
    },
    'record-broken': (command, state) => {
      changeable(state);
      return [{ type: 'reconciliation.broken', data: { ...of(command.id, state), ...inputOf(command) } }];
    },
    match: ({ id, by: actor }, state) => {
      if (state.status === 'none') return refuse('unknown-day');
      // By a process, of a day that was closed meanwhile: what it carries heals by itself.
      if (isClosed(state)) return actor.role === 'system' ? [] : refuse('day-closed');
      if (missing(state)) return actor.role === 'system' ? [] : refuse('statement-missing');
      const data = { ...of(id, state), round: state.run + 1, ...by(actor) };
      return [{ type: 'reconciliation.match-requested', data }];
    },
    'record-match': (command, state) => {
      // An older one: a newer is under way.
      if (isClosed(state) || command.run < state.run) return [];
      if (state.status === 'none') return refuse('unknown-day');
      const now = new Set(command.differences.map(({ differenceId }) => differenceId));
      const healed = [...state.found.keys()].filter(one => !now.has(one));
      return [{ type: 'reconciliation.matched', data: { ...of(command.id, state), ...inputOf(command), healed } }];
    },
    'record-doubt': ({ id, run, differences }, state) => {
      if (isClosed(state) || run < state.run) return [];
      if (state.status === 'none') return refuse('unknown-day');
      return [{ type: 'reconciliation.doubted', data: { ...of(id, state), run, differences } }];
    },
    settle: ({ id, differenceId, how }, state) => {
      if (!state.found.has(differenceId) || decisionOn(state, differenceId) === how) return [];
      return [{ type: 'reconciliation.settled', data: { ...of(id, state), differenceId, how } }];
    },
    close: ({ id, by: actor }, state) => {
      changeable(state);
      if (missing(state)) return refuse('statement-missing');
      if (state.status !== 'matched') return refuse('not-matched');
      if (openOf(state).length > 0) return refuse('differences-open');
      const { run, version } = state;
      const data = { ...of(id, state), version: version + 1, run, carried: [...carriedOf(state)], staffId: actor.id };
      return [{ type: 'reconciliation.closed', data }];
    },
    reopen: ({ id, reason, by: actor, proposedBy }, state) => {
      if (state.status !== 'closed') return refuse(state.status === 'none' ? 'unknown-day' : 'day-not-closed');
      const data = { ...of(id, state), version: state.version, reason, staffId: actor.id, proposedBy };
      return [{ type: 'reconciliation.reopened', data }];
    },
  },
  evolve: {
    'reconciliation.expected': (state, { channel, day }) => ({ ...state, status: 'expected', channel, day }),
    'reconciliation.requested': (state, { round }) => ({ ...state, status: 'waiting', round }),
    'reconciliation.uploaded': (state, { round }) => ({ ...state, status: 'waiting', round }),
    'reconciliation.trade-imported': (state, { importId, sha256, foreign }) => ({
      ...state,
      status: 'waiting',
      foreign,
      statements: { ...state.statements, trade: { is: 'imported', importId, sha256 } },
    }),
    'reconciliation.flow-imported': (state, { importId, sha256, moved, rows, closing }) => ({
      ...state,
      status: 'waiting',
      statements: { ...state.statements, 'fund-flow': { is: 'imported', importId, sha256 } },
      moved,
      closing: rows > 0 ? closing : null,
    }),
    'reconciliation.unchanged': state => ({ ...state, status: 'waiting' }),
    'reconciliation.absent': (state, { statement }) => ({
      ...state,
      status: 'waiting',
      statements: { ...state.statements, [statement]: { is: 'absent' } },
    }),
    'reconciliation.broken': (state, { statement }) => ({
      ...state,
      status: 'waiting',
      // The file that was taken before stays what it is.
      statements:
        state.statements[statement]?.is === 'imported'
          ? state.statements
          : { ...state.statements, [statement]: { is: 'broken' } },
    }),
    'reconciliation.match-requested': (state, { round }) => ({ ...state, run: round }),
    'reconciliation.matched': (state, { run, differences }) => ({
      ...state,
      status: 'matched',
      run,
      found: new Map(differences.map(({ differenceId, effect }) => [differenceId, effect])),
    }),
    'reconciliation.doubted': (state, { run }) => ({ ...state, status: 'doubted', run }),
    'reconciliation.settled': (state, { differenceId, how }) => {
      const effect = state.found.get(differenceId) ?? 0;
      if (how !== 'healed') return { ...state, decided: new Map([...state.decided, [differenceId, { how, effect }]]) };
      return { ...state, found: new Map([...state.found].filter(([one]) => one !== differenceId)) };
    },
    'reconciliation.closed': (state, { version }) => ({ ...state, status: 'closed', version }),
    'reconciliation.reopened': state => ({ ...state, status: 'matched' }),
  },
};
