/** One piece of stored work: what a reaction asks for, when, how often it was tried and how it stands. Its shape is versioned like an event's. */
import { roles } from '@yunzhen/contracts/roles';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { Reaction } from './reaction.ts';

const what = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('send'),
    capability: z.string(),
    id: z.string(),
    command: z.string(),
    input: z.unknown(),
  }),
  z.object({
    kind: z.literal('call'),
    gateway: z.string(),
    key: z.string(),
    once: z.literal(true).optional(),
    input: z.unknown(),
  }),
  z.object({ kind: z.enum(['resume', 'drop']), work: z.string(), round: z.int() }),
  /** An event that a table could not take, to be read again when its code is mended. */
  z.object({ kind: z.literal('react'), stream: z.string(), revision: z.int() }),
]);

const actor = z.object({ id: z.string(), role: z.enum([...roles, 'system']) });

const work = z.object({
  /** Event, process and names of the reactions under it: a redelivery asks for the same one. */
  _id: z.string(),
  version: z.literal(2),
  process: z.string(),
  /** Whose worker does it: `commands`, `deadlines`, or an outside system. */
  system: z.string(),
  what,
  /** Why it happens: enough to make the same command ids again and to give it the same correlation. */
  cause: z.object({
    eventId: z.string(),
    correlationId: z.string(),
    traceparent: z.string().nullable(),
    /** Process and names of the reactions under the event. */
    path: z.string(),
    /** Who did what it follows from, however many processes are between; null for what was stored before that was known. */
    by: actor.nullable(),
  }),
  /** First tries of one stream keep their order. */
  stream: z.string(),
  at: z.date(),
  /** When it was due first, or was sent again by somebody. */
  since: z.date(),
  attempts: z.int(),
  /** How often somebody sent it again. */
  round: z.int(),
  state: z.enum(['due', 'running', 'dead']),
  /** In which round it was begun, of what must not be begun twice: written before the call is made. */
  begun: z.int().optional(),
  /** Under which lease it was written last. */
  epoch: z.int(),
  /** Class or code of the last error; never its text, which may name a person. */
  error: z.string().nullable(),
});
export type Work = z.output<typeof work>;
export type What = Work['what'];
export type Cause = Work['cause'];

/** What an older build stored, as the next one reads it. */
const upcasts: Readonly<Record<number, (stored: object) => object>> = {
  1: stored => ({ ...stored, version: 2, cause: { ...(stored as { cause: object }).cause, by: null } }),
};

/** Throws a ZodError when it is of no version that this build knows. */
export const readWork = (stored: object): Work => {
  const { version } = stored as { version?: number };
  const upcast = upcasts[version ?? 0];
  return upcast ? readWork(upcast(stored)) : work.parse(stored);
};

export const commands = 'commands';
export const deadlines = 'deadlines';

/** What a reaction is done by. A command for later has a worker of its own: neither calls nor other commands hold it up. */
export const systemOf = (reaction: Reaction): string => {
  if (reaction.kind === 'call') return reaction.gateway.slice(0, reaction.gateway.indexOf('.'));
  return reaction.at ? deadlines : commands;
};

/** For a log or a metric: without ids. */
export const labelOf = (what: What, process: string): string => {
  if (what.kind === 'call') return what.gateway;
  return what.kind === 'send' ? `${what.capability}/${what.command}` : `${process}/${what.kind}`;
};

const reactions = '3f1c3f8a-2f6d-5b57-8f05-6f4a2b6f7c21';
/** With its name: a gateway may answer otherwise the next time, and that must not pass for a repetition. */
export const commandIdOf = ({ eventId, path }: Cause): string => v5(`${eventId} ${path}`, reactions);
