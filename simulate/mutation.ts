/** A planted bug: one thing that a part is made of is changed, as if somebody had got it wrong. */

import type { Random } from '@yunzhen/people/random';
import type { EventStore } from '@yunzhen/platform/eventstore';
import type { Tables } from '@yunzhen/write-side/core';
import type { Dispatch } from '@yunzhen/write-side/dispatch';
import type { Feature } from '@yunzhen/write-side/feature';
import type { Reaction } from '@yunzhen/write-side/reactions/process';
import type { Db } from 'mongodb';
import type { Plan } from './world/plan.ts';

export interface Ports {
  readonly store: EventStore;
  readonly db: Db;
}
/** What a write side is made of; its processes may see other servers than its commands. */
export interface Made extends Tables {
  readonly reacting: Ports;
  readonly reactingDispatch: (dispatch: Dispatch) => Dispatch;
}
export interface Mutation {
  /** Circumstances in which it shows sooner than in any life. */
  readonly where?: Partial<Plan>;
  readonly writeSide?: (made: Made, random: Random) => Made;
  readonly views?: (ports: Ports) => Ports;
}
type Decide = (command: never, state: never) => readonly object[];

/** A feature with one command decided otherwise. */
export const deciding =
  (
    capability: string,
    command: string,
    otherwise: (real: (command: never, state: never) => readonly object[]) => Decide,
  ) =>
  (made: Made): Made => ({
    ...made,
    features: made.features.map(feature => {
      if (feature.contract.name !== capability) return feature;
      const { decide } = feature.decider;
      const real = (decide as Record<string, Decide>)[command] as Decide;
      return {
        ...feature,
        // The declared states do not stop it: the invariants are to find it by themselves.
        states: undefined,
        decider: { ...feature.decider, decide: { ...decide, [command]: otherwise(real) } },
      } as Feature;
    }),
  });

/** A feature that looks up other facts for one command. */
export const preparing =
  (capability: string, command: string, facts?: () => object) =>
  (made: Made): Made => ({
    ...made,
    features: made.features.map(feature =>
      feature.contract.name === capability
        ? ({ ...feature, prepare: { ...feature.prepare, [command]: facts } } as Feature)
        : feature,
    ),
  });

/** A process that reacts otherwise to one event. */
export const reacting =
  (name: string, event: string, otherwise: (reactions: readonly Reaction[]) => readonly Reaction[]) =>
  (made: Made): Made => ({
    ...made,
    processes: made.processes.map(process => {
      const table = process.on[event];
      if (process.name !== name || !table) return process;
      const changed: typeof table = (data, meta) => otherwise([table(data, meta)].flat());
      return { ...process, on: { ...process.on, [event]: changed } };
    }),
  });

/** A gateway that answers otherwise. */
export const calling =
  <I>(name: string, otherwise: (real: Asks<I>) => Asks<I>) =>
  (made: Made): Made => ({
    ...made,
    gateways: { ...made.gateways, [name]: otherwise(made.gateways[name] as Asks<I>) },
  });
type Asks<I> = (input: I) => Promise<readonly Reaction[]>;
