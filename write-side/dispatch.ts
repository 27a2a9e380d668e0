/** From an addressed command to its commit: the input is checked, the sender's reach is checked, facts are looked up. */

import { grants as usualGrants } from '@yunzhen/contracts/index';
import type { CommandShape } from '@yunzhen/contracts/language';
import { type Grants, permissionOf, reachWith } from '@yunzhen/contracts/permissions';
import { asksDepartment, matches, type Reach, reachable } from '@yunzhen/contracts/reach';
import type { Actor } from '@yunzhen/contracts/roles';
import { Forbidden, NotFound } from '@yunzhen/platform/problem';
import { v5 } from 'uuid';
import { z } from 'zod';
import { approval, approvalIdOf } from './approval/approval.ts';
import { type Answer, bodyHash, type Committer, type Envelope } from './commit.ts';
import type { Approved, Ask, Feature, Surroundings } from './feature.ts';
import { openCarried } from './reactions/carried.ts';
import { decidedInput, digestedInput } from './secret.ts';

export interface Addressed {
  readonly capability: string;
  readonly id: string;
  readonly command: string;
  readonly input: unknown;
}

export type Dispatch = (addressed: Addressed, envelope: Envelope) => Promise<Answer>;

const follow = '0e4b5f0a-31b1-5d5c-8f0e-5f1f3b9d6a02';

const schemaFor = (input: z.ZodRawShape) => z.object({ id: z.uuid(), input: z.strictObject(input) });
/** Made once: a schema compiles its own parser when it is first used. */
const schemas = new WeakMap<z.ZodRawShape, ReturnType<typeof schemaFor>>();
const schemaOf = (input: z.ZodRawShape) => {
  const schema = schemas.get(input) ?? schemaFor(input);
  schemas.set(input, schema);
  return schema;
};
/** What the system sends needs no second person, and so has the input of both. */
const both = new WeakMap<CommandShape, z.ZodRawShape>();
const inputOf = (shape: CommandShape, inside: boolean): z.ZodRawShape => {
  if (!shape.approval || !inside) return shape.input;
  const all = both.get(shape) ?? { ...shape.input, ...shape.approval.input };
  both.set(shape, all);
  return all;
};

export const dispatcher = (
  features: readonly Feature[],
  { commit, fold, fresh }: Committer,
  surroundings: Surroundings,
  grants: Grants = usualGrants,
): Dispatch => {
  const known = new Map(features.map(feature => [feature.contract.name, feature]));

  const ask = (envelope: Envelope): Ask => {
    const sent = new Set<string>();
    return {
      ...surroundings,
      // Another process may have appended to any stream, but one that was just sent to is known up to there.
      state: async <S>(feature: Feature<S>, id: string) => {
        const look = sent.has(`${feature.contract.name}-${id}`) ? fold : fresh;
        return (await look(feature, id)).state as S;
      },
      send: async (to, id, command, input) => {
        const stream = `${to.name}-${id}`;
        const commandId = v5(`${envelope.commandId} ${stream} ${command}`, follow);
        await dispatch(
          { capability: to.name, id, command, input },
          { ...envelope, commandId, causationId: envelope.commandId, inside: true },
        );
        sent.add(stream);
      },
      carryOut: approved => carryOut(envelope, approved),
    };
  };

  const prepared = async (
    feature: Feature,
    asked: { readonly type: string; readonly id: string },
    allow: (state: unknown) => void,
    envelope: Envelope,
  ): Promise<object> => {
    const prepare = feature.prepare[asked.type];
    if (!prepare || ('needs' in prepare && Reflect.get(asked, String(prepare.needs)) === undefined)) return {};
    const { state, commands } = await fresh(feature, asked.id);
    allow(state);
    // A repetition is answered from the stream: what it looked up the first time may be gone by now.
    return commands.has(envelope.commandId) ? {} : prepare(asked as never, ask(envelope), state as never);
  };

  const find = (capability: string, command: string): { feature: Feature; shape: CommandShape } => {
    const feature = known.get(capability);
    const shape = feature && Object.hasOwn(feature.contract.commands, command) && feature.contract.commands[command];
    if (!feature || !shape) throw new NotFound(`${capability}/${command}`);
    return { feature, shape };
  };
  const index = surroundings.index;

  /** Decides on what is checked already. */
  const decided = async (
    feature: Feature,
    asked: { readonly type: string; readonly id: string },
    body: string,
    envelope: Envelope,
    allow: (state: unknown) => void,
  ): Promise<Answer> => {
    const facts = await prepared(feature, asked, allow, envelope);
    return commit(feature, { ...asked, ...facts }, body, envelope, allow);
  };

  const carryOut = async (envelope: Envelope, approved: Approved): Promise<void> => {
    const { capability, id, command, input, added, proposedBy, key } = approved;
    const { feature, shape } = find(capability, command);
    const extra = shape.approval?.input ?? {};
    const parsed = decidedInput(index, id, extra, schemaOf(extra).parse({ id, input: added }).input);
    const carried: Envelope = {
      ...{ ...envelope, commandId: v5(key, follow), causationId: envelope.commandId },
      inside: true,
    };
    const asked = { ...input, ...parsed, type: command, id, now: envelope.at, by: envelope.by, proposedBy };
    await decided(feature, asked, '-', carried, () => undefined);
  };

  /** Refused now is what its decision would refuse now; it is decided when it is carried out. */
  const propose = async (
    feature: Feature,
    asked: { readonly type: string; readonly id: string },
    proposal: { readonly input: object; readonly body: string },
    envelope: Envelope,
    allow: (state: unknown) => void,
  ): Promise<Answer> => {
    const { type: command, id: subjectId } = asked;
    const capability = feature.contract.name;
    const id = approvalIdOf(capability, subjectId, command);
    const commandId = v5(`${envelope.commandId} ${proposal.body}`, follow);
    if (!(await fresh(approval as Feature, id)).commands.has(commandId)) {
      const { state } = await fresh(feature, subjectId);
      allow(state);
      await feature.propose[command]?.(asked as never, ask(envelope), state as never);
      const decide = feature.decider.decide as Record<string, (command: object, state: unknown) => unknown>;
      decide[command]?.(asked, state);
    }
    const input = { capability, subjectId, command, input: JSON.stringify(proposal.input) };
    return dispatch(
      { capability: approval.contract.name, id, command: 'propose', input },
      { ...envelope, commandId, causationId: envelope.commandId, inside: true },
    );
  };

  /** Looked up only where the reach depends on it. */
  const departmentFor = async (reach: Reach, { id }: Actor): Promise<string | null> => {
    const practitioners = asksDepartment(reach) ? known.get('practitioner') : undefined;
    if (!practitioners) return null;
    const { state } = await fresh(practitioners, id);
    const departmentId: unknown = Reflect.get(practitioners.decider.subject?.(state) ?? {}, 'departmentId');
    return typeof departmentId === 'string' ? departmentId : null;
  };

  const dispatch: Dispatch = async ({ capability, id, command, input }, envelope) => {
    const { feature, shape } = find(capability, command);
    const { by } = envelope;
    const inside = envelope.inside === true || by.role === 'system';
    const reach = inside ? 'any' : reachWith(grants, permissionOf.command(capability, command), by.role);
    if (!reach) throw new Forbidden(`${by.role} may not ${capability}/${command}`);
    const fields = inputOf(shape, inside);
    const parsed = schemaOf(fields).parse({ id, input: inside ? await openCarried(surroundings.open, input) : input });
    const given = decidedInput(index, parsed.id, fields, parsed.input);
    // Command ids of the hospital's own are derived from what caused them: the same id always means the same thing.
    const body = inside ? '-' : bodyHash(command, digestedInput(index, parsed.id, fields, parsed.input));
    const among = reachable(reach, { ...by, now: envelope.at, departmentId: await departmentFor(reach, by) });
    const allow = (state: unknown): void => {
      const subject = feature.decider.subject ? feature.decider.subject(state) : {};
      if (subject && !matches(among, subject)) throw new Forbidden(`${capability} out of reach of a ${by.role}`);
    };
    const who = shape.approval ? { by, proposedBy: by.id } : { by };
    const asked = { ...given, type: command, id, now: envelope.at, ...who };
    if (shape.approval && !inside) return propose(feature, asked, { input: given, body }, envelope, allow);
    return decided(feature, asked, body, envelope, allow);
  };
  return dispatch;
};
