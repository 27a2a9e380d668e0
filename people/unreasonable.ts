/** What makes no sense just now, derived from the contracts: any public command, from anybody, on anything there is. */
import { capabilities } from '@yunzhen/contracts/index';
import { type CommandShape, streamIdField } from '@yunzhen/contracts/language';
import { type Actor, type Role, roles } from '@yunzhen/contracts/roles';
import { features } from '@yunzhen/write-side/features';
import type { Sight } from './behaviour.ts';
import { lived } from './behaviours.ts';
import { inputFor, type Known } from './input.ts';
import type { Intent } from './intent.ts';

export interface PublicCommand {
  readonly to: string;
  readonly command: string;
  readonly shape: CommandShape;
}
export const publicCommands: readonly PublicCommand[] = capabilities.flatMap(({ name: to, commands }) =>
  Object.entries(commands).flatMap(([command, shape]) => (shape.access ? [{ to, command, shape }] : [])),
);

const subjectOf = new Map(features.map(({ contract, decider }) => [contract.name, decider.subject]));
const capabilityOf = new Map(capabilities.map(of => [streamIdField(of), of.name]));

/** Who may send a command to a stream in this state, and now and then somebody else. */
const senderOf = ({ to, shape }: PublicCommand, id: string, state: unknown, sight: Sight): Actor => {
  const { random, patients, doctors, pharmacists, operator } = sight;
  const people: Partial<Record<Role, readonly string[]>> = {
    patient: patients,
    doctor: doctors,
    pharmacist: pharmacists,
  };
  const access = Object.keys(shape.access ?? {}).filter((role): role is Role => roles.some(one => one === role));
  const role = random.pick(access.length > 0 && random.chance(0.85) ? access : roles);
  const owner: unknown = to === role ? id : Reflect.get(subjectOf.get(to)?.(state as never) ?? {}, `${role}Id`);
  return {
    role,
    id: typeof owner === 'string' && random.chance(0.85) ? owner : random.pick(people[role] ?? [operator.id]),
  };
};

/** What is said of the thing itself, or names another thing of its kind. */
const knownTo = (state: unknown, sight: Sight): Known => {
  const { truth, random, drugs, doctors, diagnosis, consentVersion } = sight;
  const ids = (of: string) => [...(truth[of as 'payment']?.keys() ?? [])];
  const hospital: Readonly<Record<string, () => unknown>> = {
    drugId: () => random.pick(drugs),
    doctorId: () => random.pick(doctors),
    diagnoses: () => [diagnosis],
    consentVersion: () => consentVersion,
    version: () => consentVersion,
    subjectId: () => random.pick([...ids('registration'), ...ids('prescription'), random.uuid()]),
  };
  return field => {
    if (random.chance(0.1)) return undefined;
    const own: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, field) : undefined;
    if (typeof own === 'string' || typeof own === 'number') return own;
    const others = capabilityOf.get(field);
    return hospital[field]?.() ?? (others && random.pick([...ids(others), undefined]));
  };
};

/** Folded under any capability's name; the type knows those that people live by. */
type Kind = (typeof lived)[number];
const living = publicCommands.filter(({ to }) => lived.some(kind => kind === to));

/** Something that a device lets through and a hospital must answer: done or refused, and never half. */
export const unreasonable = (sight: Sight): Intent => {
  const { truth, random, now } = sight;
  const idsOf = (kind: string): readonly string[] => [...(truth[kind as Kind]?.keys() ?? [])];
  const one = random.pick(random.chance(0.9) ? living : publicCommands);
  const kind = random.chance(0.9) ? one.to : random.pick(lived);
  const id = random.pick([...idsOf(kind), ...(random.chance(0.05) ? [random.uuid()] : [])]) ?? random.uuid();
  const { to, command, shape } = one;
  const state = truth[to as Kind]?.get(id) ?? features.find(({ contract }) => contract.name === to)?.decider.initial;
  const input = inputFor(shape.input, knownTo(state, sight), random, now());
  return { to, id, command, input, by: senderOf(one, id, state, sight) };
};
