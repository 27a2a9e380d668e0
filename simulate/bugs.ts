/** Bugs that somebody could write any day, planted one at a time to see that the simulation finds each. */

import { payment } from '@yunzhen/contracts/payment/payment';
import { registration } from '@yunzhen/contracts/registration/registration';
import { AppendUnknown, WrongExpectedRevision } from '@yunzhen/platform/eventstore';
import { GatewayUnknown } from '@yunzhen/write-side/gateways/gateway';
import { checkpointOf } from '@yunzhen/write-side/reactions/follow';
import { send } from '@yunzhen/write-side/reactions/process';
import { calling, deciding, type Mutation, preparing, reacting } from './mutation.ts';
import { altered, checkpointFirst } from './tampering.ts';
import { calm } from './world/plan.ts';

export interface Bug extends Mutation {
  /** The invariant that must show it. */
  readonly breaks: string;
  /** The seed that found it when somebody looked last: a hunt begins there, and goes on from the first. */
  readonly near: number;
}

const unreviewed = ['submitted', 'claimed', 'failed'];

export const bugs: Readonly<Record<string, Bug>> = {
  'one number more than there are is sold': {
    breaks: 'numbers',
    near: 1,
    writeSide: deciding(
      'clinic-session',
      'hold-number',
      real => (command, state: { capacity: number }) =>
        real(command, { ...state, capacity: state.capacity + 1 } as never),
    ),
  },
  'a number is released twice': {
    breaks: 'numbers',
    near: 1,
    writeSide: deciding('clinic-session', 'release-number', real => (command, state) => {
      const events = real(command, state);
      return [...events, ...events];
    }),
  },
  'the number of a hold that timed out is forgotten': {
    breaks: 'numbers',
    near: 1,
    writeSide: reacting('booking', 'registration.timed-out', () => []),
  },
  'money that comes late is kept': {
    breaks: 'money',
    near: 3,
    writeSide: reacting('booking', 'registration.payment-declined', () => []),
  },
  'money that comes late books all the same': {
    breaks: 'state-machine',
    near: 3,
    writeSide: deciding(
      'registration',
      'confirm-payment',
      real => (command, state: { status: string }) =>
        real(command, { ...state, ...(state.status === 'timed-out' && { status: 'held' }) } as never),
    ),
  },
  'a suspended session cancels past the doctor': {
    breaks: 'together',
    near: 3,
    writeSide: preparing('registration', 'cancel-by-hospital', () => ({ withdrawn: true })),
  },
  'what nobody passed is published': {
    breaks: 'state-machine',
    near: 93,
    writeSide: deciding(
      'prescription',
      'publish',
      real => (command, state: { status: string }) =>
        real(command, { ...state, ...(unreviewed.includes(state.status) && { status: 'passed' }) } as never),
    ),
  },
  'drugs are handed out twice': {
    breaks: 'state-machine',
    near: 110,
    writeSide: deciding(
      'dispensing',
      'dispense',
      real => (command, state: { status: string }) =>
        real(command, { ...state, ...(state.status === 'dispensed' && { status: 'ready' }) } as never),
    ),
  },
  'a visit that is cancelled keeps what was prescribed in it': {
    breaks: 'fallen',
    near: 7,
    writeSide: made =>
      ['consultation.cancelled', 'consultation.terminated'].reduce(
        (changed, end) =>
          reacting('consulting', end, reactions =>
            reactions.filter(reaction => reaction.kind !== 'send' || reaction.command !== 'cancel-with-visit'),
          )(changed),
        made,
      ),
  },
  'a visit is completed without a record': {
    breaks: 'order',
    near: 155,
    writeSide: preparing('consultation', 'complete', () => ({ recordPublished: true })),
  },
  'who waits when a session ends is forgotten': {
    breaks: 'together',
    near: 4,
    writeSide: reacting('booking', 'clinic-session.closed', () => []),
  },
  'a card that comes before its chat is lost': {
    breaks: 'liveness',
    near: 30,
    writeSide: preparing('conversation', 'post-card'),
  },
  'commands and messages of a process get ids by chance': {
    breaks: 'sequence',
    near: 115,
    writeSide: (made, random) => ({
      ...made,
      reactingDispatch: dispatch => (addressed, envelope) => {
        const input = addressed.input as { messageId?: string };
        const changed = input.messageId ? { ...input, messageId: random.uuid() } : input;
        return dispatch({ ...addressed, input: changed }, { ...envelope, commandId: random.uuid() });
      },
    }),
  },
  'a refund is asked for under a new number each time': {
    breaks: 'money',
    near: 21,
    writeSide: (made, random) =>
      calling<object>('wechat-pay.refund', real => input => real({ ...input, refundId: random.uuid() }))(made),
  },
  'an unknown answer of HIS counts as a no': {
    breaks: 'his',
    near: 6,
    writeSide: calling<{ registrationId: string }>(
      'his.register',
      real => input =>
        real(input).catch(error => {
          if (!(error instanceof GatewayUnknown)) throw error;
          return [send(registration, input.registrationId, 'fail', { reason: '医院系统没有回答' })];
        }),
    ),
  },
  'an unknown answer of WeChat Pay counts as closed': {
    breaks: 'money',
    near: 3,
    where: { outside: { ...calm, lostAnswer: 0.3 }, idle: 0.2 },
    writeSide: calling<{ paymentId: string }>(
      'wechat-pay.close',
      real => input =>
        real(input).catch(error => {
          if (!(error instanceof GatewayUnknown)) throw error;
          return [send(payment, input.paymentId, 'close', { reason: 'expired' })];
        }),
    ),
  },
  'an append without an answer counts as done': {
    breaks: 'acknowledged',
    near: 7,
    writeSide: made => ({
      ...made,
      store: {
        ...made.store,
        append: (stream, events, expected) =>
          made.store.append(stream, events, expected).catch(error => {
            if (!(error instanceof AppendUnknown)) throw error;
            return { revision: (expected === 'no_stream' ? -1 : expected) + events.length, position: 100n };
          }),
      },
    }),
  },
  'the cached fold is kept after a conflict': {
    breaks: 'liveness',
    near: 4,
    writeSide: made => {
      const stale = new Set<string>();
      return {
        ...made,
        store: {
          ...made.store,
          append: (stream, events, expected) =>
            made.store.append(stream, events, expected).catch(error => {
              if (error instanceof WrongExpectedRevision) stale.add(stream);
              throw error;
            }),
          readStream: async function* (stream, from) {
            if (from === 0 || !stale.has(stream)) yield* made.store.readStream(stream, from);
          },
        },
      };
    },
  },
  'the processes write their checkpoint before the effect': {
    breaks: 'liveness',
    near: 17,
    writeSide: made => ({
      ...made,
      reacting: made.processes.reduce((ports, process) => checkpointFirst(ports, checkpointOf(process)), made.reacting),
    }),
  },
  'work is taken out before it is done': {
    breaks: 'liveness',
    near: 1,
    writeSide: made => ({
      ...made,
      reacting: altered(made.reacting, 'outbox', async (list, collection) => {
        for (const { _id } of list) await collection.deleteOne({ _id } as never);
        return list;
      }),
    }),
  },
  'the views write their checkpoint before the page': {
    breaks: 'views',
    near: 96,
    views: ports => checkpointFirst(ports, 'views'),
  },
  'a view built anew misses the last event of a page': {
    breaks: 'views',
    near: 34,
    views: ({ store, db }) => ({
      db,
      store: {
        ...store,
        readAll: async (after, max) => {
          const page = await store.readAll(after, max);
          return { ...page, events: page.events.slice(0, -1) };
        },
      },
    }),
  },
  'a view applies again what it has': {
    breaks: 'views',
    near: 108,
    views: ports =>
      altered(ports, /\.v\d+\.e\d+$/, async list => list.map(document => ({ ...document, position: -1 }))),
  },
};
