import { z } from 'zod';
import { type CommandOf, capability, day, type EventOf, fen, id, type RefusalOf, text } from '../language.ts';
import { channels } from './channel.ts';
import { differenceKinds, lineKinds, ways } from './kinds.ts';
import { found } from './reconciliation.ts';

const way = z.enum(ways);
/** What it is about, as it was found last; an entry follows from these fields alone. */
const about = {
  differenceId: id,
  reconciliationId: id,
  channel: z.enum(channels),
  day,
  kind: z.enum(differenceKinds),
  line: z.enum(lineKinds),
  key: z.string().max(64),
  order: z.string().max(64),
  effect: z.int(),
};
const was = z.object({ kind: z.enum(differenceKinds), effect: z.int() });
const { differenceId: _, ...observed } = found.shape;
const proposal = { way, reason: text(200), evidence: z.array(text(64)).max(10) };
/** So that nobody approves without reading. */
const typedAgain = { amount: fen };
const finance = { operator: 'any', manager: 'any' } as const;

/** 差异: one line of the books that does not agree, from the run that found it until it is explained. Stream `difference-<id>`. */
export const difference = capability('difference', {
  events: {
    /** `before`: how it had been resolved when it was found otherwise again. */
    opened: { ...about, ...observed, run: z.int(), before: was.extend({ way: z.enum(ways) }).optional() },
    /** A later run sees it otherwise; `before`: what its effect was. */
    changed: {
      ...about,
      ...observed,
      run: z.int(),
      before: was,
    },
    /** The books agree by now; `open`: it had not been explained before; `way`: how it had been. */
    healed: { ...about, run: z.int(), open: z.boolean(), way: z.enum(ways).optional() },
    assigned: { differenceId: id, ownerId: id, staffId: id },
    noted: { differenceId: id, staffId: id, text: text(400) },
    /** The channel is asked what it knows of it. */
    asked: { ...about, staffId: id, round: z.int() },
    /** Out of the way. `approvedBy` is absent where one person may decide. */
    resolved: { ...about, ...proposal, proposedBy: id, approvedBy: id.optional() },
    /** Left open by name over the end of its day. */
    carried: { ...about, ...proposal, times: z.int(), proposedBy: id, approvedBy: id.optional() },
  },
  about: {
    opened: {},
    changed: {},
    healed: {},
    assigned: { account: 'ownerId', staff: 'staffId' },
    noted: { staff: 'staffId' },
    asked: { staff: 'staffId' },
    resolved: { staff: 'proposedBy' },
    carried: { staff: 'proposedBy' },
  },
  commands: {
    observe: {
      summary: 'O1.4 A run of the matching finds it',
      input: { reconciliationId: id, channel: z.enum(channels), day, run: z.int(), ...observed },
    },
    heal: { summary: 'O1.4 A run of the matching finds it no more', input: { run: z.int() } },
    assign: { summary: 'O1.4 Take a difference, or give it to somebody', access: finance, input: { ownerId: id } },
    note: { summary: 'O1.4 Write down what was found out', access: finance, input: { text: text(400) } },
    ask: { summary: 'O1.4 Ask the channel what it knows of it now', access: finance, input: {} },
    explain: {
      summary: 'O1.4 Explain or carry a difference for which one person may decide',
      access: finance,
      input: proposal,
    },
    resolve: {
      summary: 'O1.4 Resolve a difference of a small amount, by two people',
      access: finance,
      input: proposal,
      approval: { by: ['operator', 'manager'], hours: 168, input: typedAgain },
    },
    'resolve-large': {
      summary: 'O1.4 Resolve a difference of any amount, by two people, of whom one is a manager',
      access: finance,
      input: proposal,
      approval: { by: ['manager'], hours: 168, input: typedAgain },
    },
  },
  boards: ['operations'],
  refusals: [
    'unknown-difference',
    'difference-over',
    'way-not-offered',
    'carried-too-often',
    'second-person-needed',
    'above-limit',
    'another-amount',
    'nothing-to-ask',
  ],
});

export type DifferenceEvent = EventOf<typeof difference>;
export type DifferenceCommand = CommandOf<typeof difference>;
export type DifferenceRefusal = RefusalOf<typeof difference>;
