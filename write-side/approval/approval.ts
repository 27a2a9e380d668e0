/** Approval by a second person, once for every command that declares it. */
import { approval as contract } from '@yunzhen/contracts/approval/approval';
import { capabilities } from '@yunzhen/contracts/index';
import type { Approval } from '@yunzhen/contracts/language';
import type { Actor } from '@yunzhen/contracts/roles';
import { Forbidden } from '@yunzhen/platform/problem';
import { refuse } from '@yunzhen/platform/refusal';
import { v5 } from 'uuid';
import { feature } from '../feature.ts';
import { decider, type Proposal, waits } from './decide.ts';

const proposals = '5d0c7a52-9f0b-5b1e-8a6d-3c1f4e7b2a90';
/** One for each command of a stream: what waits is not proposed twice. */
export const approvalIdOf = (capability: string, subjectId: string, command: string): string =>
  v5(`${capability}-${subjectId} ${command}`, proposals);

const declared = new Map(
  capabilities.flatMap(({ name, commands }) =>
    Object.entries(commands).flatMap(([command, { approval }]) =>
      approval ? [[`${name}/${command}`, approval] as const] : [],
    ),
  ),
);
const approvalOf = ({ capability, command }: Pick<Proposal, 'capability' | 'command'>): Approval => {
  const found = declared.get(`${capability}/${command}`);
  if (!found) throw new TypeError(`${capability}/${command} needs no approval`);
  return found;
};
/** Throws Forbidden. */
const mayDecide = (state: Proposal, { role }: Actor): void => {
  if (state.status === 'none' || role === 'system') return;
  if (!approvalOf(state).by.some(one => one === role)) throw new Forbidden(`${role} may not approve ${state.command}`);
};

export const approval = feature(contract, decider, {
  propose: ({ capability, command, now }) => ({
    until: new Date(Date.parse(now) + approvalOf({ capability, command }).hours * 3_600_000).toISOString(),
  }),
  /** Carried out first: what is refused stays proposed, for the second person to see why. */
  approve: async ({ id, input, by, ...asked }, ask, state) => {
    mayDecide(state, by);
    const { capability, subjectId, command, round } = state;
    if (!waits(state, asked) || by.id === state.by) return { carriedOut: false };
    const proposed = state.input && (await ask.open(state.input));
    if (!proposed) return refuse('nothing-proposed');
    await ask.carryOut({
      ...{ capability, id: subjectId, command, proposedBy: state.by },
      input: JSON.parse(proposed) as object,
      added: input,
      key: `${id} ${round}`,
    });
    return { carriedOut: true };
  },
  decline: ({ by }, _, state) => {
    mayDecide(state, by);
    return {};
  },
});
