/** Versions of event shapes: the wire name of an event stays, and what older builds stored is read in today's shape. */
import { type Capability, kebab, type Stored, type Upcast } from './language.ts';

interface Versioned {
  readonly type: string;
  readonly data: Stored;
  /** `version` is absent on events of version 1. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Steps of every event by its wire name; the version of an event is one more than its steps. */
const stepsOf = (capabilities: readonly Capability[]): ReadonlyMap<string, readonly Upcast[]> =>
  new Map(
    capabilities.flatMap(({ name, events, upcasts = {} }) =>
      Object.keys(events).map(event => [`${name}.${kebab(event)}`, upcasts[event] ?? []] as const),
    ),
  );

export const versions = (capabilities: readonly Capability[]) => {
  const steps = stepsOf(capabilities);
  return {
    /** The version in which this build writes an event; undefined for an event it does not know. */
    of: (type: string): number | undefined => {
      const known = steps.get(type);
      return known && known.length + 1;
    },
    /**
     * Whether this build can tell what an event means, or need not: the contract that wrote it called it ignorable. Another comes from a
     * newer build, and whoever cannot read it neither decides on it nor goes past it.
     */
    knows: ({ type, metadata: { version = 1, ignorable } }: Pick<Versioned, 'type' | 'metadata'>): boolean =>
      ignorable === true || Number(version) <= (steps.get(type)?.length ?? -1) + 1,
    /**
     * An event in the shape this build knows. One that is in it already is answered as it is, and so is one of a type or a version that
     * only a newer build knows.
     */
    upcast: <E extends Versioned>(event: E): E => {
      const all = steps.get(event.type);
      if (!all || all.length === 0) return event;
      const { version: stored = 1 } = event.metadata;
      const rest = typeof stored === 'number' ? all.slice(stored - 1) : [];
      if (rest.length === 0) return event;
      const data = rest.reduce((data, step) => step(data), event.data);
      return { ...event, data, metadata: { ...event.metadata, version: all.length + 1 } };
    },
  };
};
export type Versions = ReturnType<typeof versions>;
