/** When somebody wants something: what is looked for in what is the case, and how often it comes to mind. */
import type { Actor } from '@yunzhen/contracts/roles';
import type { Intent } from './intent.ts';
import type { Random } from './random.ts';
import type { States, Truth } from './truth.ts';

/** Whom and what people find in the hospital they are in. */
export interface Cast {
  readonly operator: Actor;
  readonly doctors: readonly string[];
  readonly pharmacists: readonly string[];
  readonly patients: readonly string[];
  readonly drugs: readonly string[];
  readonly diagnosis: { readonly code: string; readonly name: string; readonly system: 'icd10' };
  readonly consentVersion: string;
  /** Whom a patient books for, and what they say of them. */
  readonly personOf: (patient: string) => VisitPerson;
}
export interface VisitPerson {
  readonly visitPersonId: string;
  readonly relation: 'self';
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
}
export interface Sight extends Cast {
  readonly truth: Truth;
  readonly random: Random;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Most numbers of a new session. */
  readonly capacity: number;
}
/** All that somebody may want just now; nothing when there is no reason. */
export type Want = (sight: Sight) => readonly (() => Intent)[];
export interface Behaviour {
  /** How often it comes to mind, beside the others. */
  readonly often: number;
  readonly want: Want;
  /** Off the way from the free number to the rated visit: in some hospitals people do it more than in others. */
  readonly detour?: true;
}

export const onTheWay = (often: number, want: Want): Behaviour => ({ often, want });
export const detour = (often: number, want: Want): Behaviour => ({ often, want, detour: true });

/** Of everything of a capability that stands as it should. */
export const each =
  <C extends keyof States>(
    capability: C,
    stands: (state: States[C]) => boolean,
    want: (id: string, state: States[C], sight: Sight) => Intent,
  ): Want =>
  sight =>
    [...(sight.truth[capability] as ReadonlyMap<string, States[C]>)].flatMap(([id, state]) =>
      stands(state) ? [() => want(id, state, sight)] : [],
    );
