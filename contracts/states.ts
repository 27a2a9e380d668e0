/** The states of a stream as data: which event leads from where to where, and which state ends by time. No zod: screens import it. */

/** Before the first event. */
export const none = 'none';

export interface Step {
  readonly from: readonly string[];
  /** Absent: the state stays as it is. */
  readonly to?: string;
}
type Steps = Readonly<Record<string, Step>>;
/** States that some step leads to. */
type StatusOf<T extends Steps> = Extract<T[keyof T], { readonly to: string }>['to'];
type EventName<E extends { type: string }> = E['type'] extends `${string}.${infer Name}` ? Name : never;
type NameOf<E extends { type: string }> = E['type'] extends `${infer Name}.${string}` ? Name : never;

export interface States<N extends string = string, S extends string = string> {
  readonly capability: N;
  readonly statuses: readonly S[];
  /** By wire name, `registration.held`. */
  readonly steps: Steps;
}

/**
 * The states of one capability's streams: `states<RegistrationEvent>()('registration', { held: { from: ['none'], to: 'held' }, … })`. An
 * event that is left out, or a state that nothing leads to, does not compile.
 */
export const states =
  <E extends { type: string }>() =>
  <const T extends { readonly [K in EventName<E>]: Step }>(
    capability: NameOf<E>,
    steps: T & { readonly [K in keyof T]: { readonly from: readonly (StatusOf<T> | typeof none)[] } },
  ): States<NameOf<E>, StatusOf<T>> => ({
    capability,
    statuses: [...new Set(Object.values<Step>(steps).flatMap(({ to }) => to ?? []))] as StatusOf<T>[],
    steps: Object.fromEntries(Object.entries<Step>(steps).map(([event, step]) => [`${capability}.${event}`, step])),
  });

/** The state an event leads to from another; null when it may not happen there. */
export const stepFrom = ({ steps }: States, status: string, type: string): string | null => {
  const step = steps[type];
  return step?.from.includes(status) ? (step.to ?? status) : null;
};

export type Status<S extends States> = S['statuses'][number];
