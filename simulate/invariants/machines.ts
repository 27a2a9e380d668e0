/** The state machines as the hospital's rules draw them: an event from any other state is wrong, whatever a decider thinks. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Wrong } from './wrong.ts';

/** Wire name → states it may come from and the one it leads to; without one the state stays. */
type Machine = Readonly<Record<string, readonly [from: string, to?: string]>>;

const unpublished = 'submitted recalled claimed passed failed published';
export const machines: Readonly<Record<string, Machine>> = {
  'clinic-session': {
    published: ['none', 'published'],
    suspended: ['published suspended', 'suspended'],
    closed: ['published suspended'],
  },
  registration: {
    held: ['none', 'held'],
    paid: ['held', 'paid'],
    'payment-declined': ['held paid booked completed timed-out cancelled failed'],
    booked: ['paid', 'booked'],
    failed: ['paid', 'failed'],
    'timed-out': ['none held', 'timed-out'],
    cancelled: ['held booked', 'cancelled'],
    completed: ['booked', 'completed'],
  },
  payment: {
    created: ['none', 'created'],
    'tender-prepared': ['created'],
    'tender-succeeded': ['created closed declined'],
    succeeded: ['created closed', 'succeeded'],
    'line-paid': ['succeeded'],
    declined: ['created closed', 'declined'],
    closed: ['created', 'closed'],
    'refund-requested': ['succeeded declined'],
    'refund-accepted': ['succeeded declined'],
    'refund-succeeded': ['created closed succeeded declined'],
    'refund-failed': ['created closed succeeded declined'],
    'refund-redirected': ['created closed succeeded declined'],
    'refund-diverted': ['created closed succeeded declined'],
    'refund-transferred': ['created closed succeeded declined'],
    'refund-found': ['created closed succeeded declined'],
    'refund-asked': ['succeeded'],
    'refund-granted': ['succeeded'],
    'refund-denied': ['succeeded'],
  },
  consultation: {
    opened: ['none', 'waiting'],
    accepted: ['waiting', 'in-progress'],
    prescribed: ['in-progress'],
    rejected: ['waiting', 'rejected'],
    withdrawn: ['waiting', 'withdrawn'],
    cancelled: ['in-progress', 'cancelled'],
    terminated: ['in-progress', 'terminated'],
    completed: ['in-progress', 'completed'],
  },
  conversation: {
    opened: ['none', 'open'],
    'message-sent': ['open closed'],
    read: ['open closed'],
    closed: ['open', 'closed'],
  },
  record: { written: ['none written', 'written'], published: ['written', 'published'] },
  prescription: {
    submitted: ['none failed recalled', 'submitted'],
    recalled: ['submitted', 'recalled'],
    claimed: ['submitted', 'claimed'],
    released: ['claimed', 'submitted'],
    passed: ['claimed', 'passed'],
    failed: ['claimed', 'failed'],
    published: ['passed', 'published'],
    paid: ['published', 'paid'],
    'payment-declined': [`${unpublished} paid rejected dispensed expired cancelled`],
    rejected: ['paid', 'rejected'],
    dispensed: ['paid', 'dispensed'],
    expired: [unpublished, 'expired'],
    cancelled: [`${unpublished} paid`, 'cancelled'],
    barred: ['none', 'cancelled'],
  },
  dispensing: { readied: ['none', 'ready'], dispensed: ['ready', 'dispensed'], cancelled: ['none ready', 'cancelled'] },
  rating: { rated: ['none', 'rated'], hidden: ['rated', 'hidden'] },
};

export const states = (wrong: Wrong) => {
  const byStream = new Map<string, string>();
  const of = (stream: string): string => byStream.get(stream) ?? 'none';
  return {
    of,
    take: ({ type, stream }: RecordedEvent): void => {
      const [capability = '', event = ''] = type.split('.');
      const rule = machines[capability]?.[event];
      if (!rule) return;
      const [from, to] = rule;
      if (!from.split(' ').includes(of(stream))) wrong('state-machine', `${type} of ${stream}, which is ${of(stream)}`);
      if (to) byStream.set(stream, to);
    },
  };
};
