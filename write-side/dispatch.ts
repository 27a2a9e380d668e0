/** From an addressed command to its commit: the input is checked, the sender's reach is checked, facts are looked up. */
import type { CommandShape } from '@yunzhen/contracts/language';
import { type Actor, type Role, reachOf } from '@yunzhen/contracts/roles';
import { Forbidden, NotFound } from '@yunzhen/platform/problem';
import { v5 } from 'uuid';
import { z } from 'zod';
import { type Answer, bodyHash, type Committer, type Envelope } from './commit.ts';
import type { Ask, Feature, Surroundings } from './feature.ts';

export interface Addressed {
  readonly capability: string;
  readonly id: string;
  readonly command: string;
  readonly input: unknown;
}

export type Dispatch = (addressed: Addressed, envelope: Envelope) => Promise<Answer>;

const follow = '0e4b5f0a-31b1-5d5c-8f0e-5f1f3b9d6a02';

const addressedInput = ({ input }: CommandShape) => z.object({ id: z.uuid(), input: z.strictObject(input) });
/** Made once: a schema compiles its own parser when it is first used. */
const schemas = new WeakMap<CommandShape, ReturnType<typeof addressedInput>>();
const schemaOf = (shape: CommandShape) => {
  const schema = schemas.get(shape) ?? addressedInput(shape);
  schemas.set(shape, schema);
  return schema;
};

export const dispatcher = (
  features: readonly Feature[],
  { commit, fold, fresh }: Committer,
  surroundings: Surroundings,
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
          { ...envelope, commandId, causationId: envelope.commandId, onBehalf: true },
        );
        sent.add(stream);
      },
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

  const dispatch: Dispatch = async ({ capability, id, command, input }, envelope) => {
    const feature = known.get(capability);
    const shape = feature && Object.hasOwn(feature.contract.commands, command) && feature.contract.commands[command];
    if (!feature || !shape) throw new NotFound(`${capability}/${command}`);
    const by: Actor = envelope.onBehalf ? { id: envelope.by.id, role: 'system' } : envelope.by;
    const { role } = by;
    const reach = reachOf(shape.access, role);
    if (!reach) throw new Forbidden(`${role} may not ${capability}/${command}`);
    const parsed = schemaOf(shape).parse({ id, input });
    // The system's command ids are derived from what caused them: the same id always means the same thing.
    const body = role === 'system' ? '-' : bodyHash(command, parsed.input);
    const allow = (state: unknown): void => {
      const owner = reach === 'own' ? feature.decider.owners?.(state)[role as Role] : undefined;
      if (owner !== undefined && owner !== by.id) throw new Forbidden(`${capability} of another ${role}`);
    };
    const asked = { ...parsed.input, type: command, id, now: envelope.at, by };
    const facts = await prepared(feature, asked, allow, envelope);
    return commit(feature, { ...asked, ...facts }, body, envelope, allow);
  };
  return dispatch;
};
