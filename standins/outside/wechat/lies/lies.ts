/**
 * The faults a channel, its statements or the merchant's own books can have, and for each which difference must be found: its kind, the
 * number it is found under, and the effect in fen on the hospital's cash, what is outside more than ours; for a refund the other way
 * round. Written before the matcher, and of its own knowledge alone.
 */
import { type Belief, happened, known, type Move, moved, type Trade, txOf, type World } from './world.ts';

export interface Expected {
  readonly kind: string;
  readonly line: 'pay' | 'refund' | 'other' | 'fee';
  /** The day where a kind is one difference a day. */
  readonly key: string;
  readonly effect: number;
}
interface Lie {
  /** What it is told about. */
  readonly on: Trade['kind'];
  /** How many days after it: the next morning, or (otherwise) when nothing is under way any more. */
  readonly seen?: 'next-day' | 'in-a-week';
  readonly tell: (world: World, about: Trade, fresh: () => string) => void;
  /** Null: it cannot be seen, or is no difference. */
  readonly expects: (about: Trade, fresh: string) => Expected | null;
}

const dayMs = 86_400_000;
const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
const change = <R>(rows: Map<string, readonly R[]>, key: string, to: (row: R) => readonly R[]): void => {
  rows.set(key, (rows.get(key) ?? []).flatMap(to));
};
const trades = (world: World, { key }: Trade, to: (row: Trade) => readonly Trade[]) => change(world.trade, key, to);
const moves = (world: World, { key }: Trade, to: (row: Move) => readonly Move[]) => change(world.flow, key, to);
const believes = (world: World, { key }: Trade, to: (row: Belief) => readonly Belief[]) =>
  change(world.beliefs, key, to);
const signed = ({ kind, amount }: Trade, more = amount): number => (kind === 'pay' ? more : -more);
const differs = (kind: string, effect: (about: Trade) => number) => (about: Trade) => ({
  kind,
  line: about.kind,
  key: about.key,
  effect: effect(about),
});
const unseen = () => null;
const isFee = ({ type }: Move): boolean => type.endsWith('手续费');
const foreign = (fresh: string): string => `POS-${fresh.slice(-20)}`;

/** Whatever is paid or paid back may be told like this. */
const ofAny = (on: Trade['kind']): Readonly<Record<string, Lie>> => ({
  'row missing': {
    on,
    tell: (world, about) => trades(world, about, () => []),
    // The money moved all the same.
    expects: differs('platform-only', () => 0),
  },
  'row doubled': {
    on,
    tell: (world, about) => trades(world, about, row => [row, row]),
    expects: differs('duplicate-row', () => 0),
  },
  'amount a fen more': {
    on,
    tell: (world, about) => trades(world, about, row => [{ ...row, amount: row.amount + 1 }]),
    expects: differs('amount-differs', () => 0),
  },
  'amount a fen less': {
    on,
    tell: (world, about) => trades(world, about, row => [{ ...row, amount: row.amount - 1 }]),
    expects: differs('amount-differs', () => 0),
  },
  'row on the next day': {
    on,
    tell: (world, about) => trades(world, about, row => [{ ...row, day: shifted(row.day, 1), time: '00:00:01' }]),
    expects: unseen,
  },
  'row on the day before': {
    on,
    tell: (world, about) => trades(world, about, row => [{ ...row, day: shifted(row.day, -1), time: '23:59:59' }]),
    expects: unseen,
  },
  'amount and money a fen less': {
    on,
    tell: (world, about) => {
      trades(world, about, row => [{ ...row, amount: row.amount - 1 }]);
      moves(world, about, row => [isFee(row) ? row : { ...row, amount: row.amount - Math.sign(row.amount) }]);
    },
    expects: differs('amount-differs', about => signed(about, -1)),
  },
  'money missing': {
    on,
    tell: (world, about) => moves(world, about, row => (isFee(row) ? [row] : [])),
    expects: differs('arrival-missing', about => -signed(about)),
  },
  'money on the next day': {
    on,
    tell: (world, about) => moves(world, about, row => [{ ...row, day: shifted(row.day, 1), time: '00:00:02' }]),
    expects: unseen,
  },
  'money twice': {
    on,
    tell: (world, about) => moves(world, about, row => (isFee(row) ? [row] : [row, row])),
    expects: differs('arrival-other', about => signed(about)),
  },
  'never happened': {
    on,
    tell: (world, about) => {
      trades(world, about, () => []);
      moves(world, about, () => []);
    },
    expects: differs('platform-only', about => -signed(about)),
  },
  'not in the bills of its day yet': {
    on,
    seen: 'next-day',
    tell: (world, about) => {
      trades(world, about, () => []);
      moves(world, about, () => []);
    },
    expects: differs('in-transit', about => -signed(about)),
  },
  'money on its way': {
    on,
    seen: 'next-day',
    tell: (world, about) => moves(world, about, row => (isFee(row) ? [row] : [])),
    expects: differs('in-transit', about => -signed(about)),
  },
  'answer lost': {
    on,
    tell: (world, about) => believes(world, about, row => [{ ...row, state: 'waiting' }]),
    expects: differs('state-differs', about => signed(about)),
  },
});

const named = (prefix: string, lies: Readonly<Record<string, Lie>>): Readonly<Record<string, Lie>> =>
  Object.fromEntries(Object.entries(lies).map(([name, lie]) => [`${prefix}: ${name}`, lie]));

export const lies: Readonly<Record<string, Lie>> = {
  ...named('payment', ofAny('pay')),
  ...named('refund', ofAny('refund')),
  'payment: lost with us': {
    on: 'pay',
    tell: (world, about) => believes(world, about, () => []),
    expects: differs('channel-only', signed),
  },
  'payment: a number of our shape that we never gave': {
    on: 'pay',
    tell: (world, about, fresh) => {
      const key = fresh();
      happened(world, { ...about, key, order: key });
    },
    expects: ({ amount }, key) => ({ kind: 'channel-only', line: 'pay', key, effect: amount }),
  },
  'payment: of another system on the same merchant number': {
    on: 'pay',
    tell: (world, about, fresh) => {
      const key = foreign(fresh());
      happened(world, { ...about, key, order: key });
    },
    expects: unseen,
  },
  'payment: twice for the same thing': {
    on: 'pay',
    tell: (world, about, fresh) => {
      const key = fresh();
      known(world, { ...about, key, order: key, time: '23:59:50' }, { subject: about.order });
    },
    // Both sides agree; it is the payer's money all the same.
    expects: (_, key) => ({ kind: 'duplicate-payment', line: 'pay', key, effect: 0 }),
  },
  'payment: twice for the same thing, and one goes back': {
    on: 'pay',
    tell: (world, about, fresh) => {
      const [key, back] = [fresh(), fresh()];
      const again = { ...about, key, order: key, time: '23:59:50' };
      const declined = { subject: about.order, declined: true };
      known(world, again, declined);
      known(world, { ...again, kind: 'refund', key: back, time: '23:59:51' }, declined);
    },
    expects: unseen,
  },
  'payment: fee of another rate': {
    on: 'pay',
    tell: (world, about) => {
      const fee = about.fee + 10;
      trades(world, about, row => [{ ...row, fee }]);
      moves(world, about, row => [isFee(row) ? { ...row, amount: -fee } : row]);
    },
    expects: ({ day }) => ({ kind: 'fee-differs', line: 'fee', key: day, effect: -10 }),
  },
  'payment: fee not taken': {
    on: 'pay',
    tell: (world, about) => moves(world, about, row => (isFee(row) ? [] : [row])),
    // A fee of a fen or none is within what WeChat rounds.
    expects: ({ day, fee }) => (fee > 1 ? { kind: 'fee-differs', line: 'fee', key: day, effect: fee } : null),
  },
  'account: a movement of a kind nobody knows': {
    on: 'pay',
    tell: (world, { day, time }, fresh) => {
      const tx = fresh();
      moved(world, { day, time, key: tx, tx, type: '平台扣款', amount: -300 });
    },
    expects: (_, key) => ({ kind: 'arrival-other', line: 'other', key, effect: -300 }),
  },
  'account: money paid out to the bank': {
    on: 'pay',
    tell: (world, { day, time }, fresh) => {
      const tx = fresh();
      moved(world, { day, time, key: tx, tx, type: '提现', amount: -100 });
    },
    expects: unseen,
  },
  'refund: by hand at the channel': {
    on: 'refund',
    tell: (world, about, fresh) => happened(world, { ...about, key: fresh(), amount: 1, fee: 0 }),
    expects: (_, key) => ({ kind: 'channel-only', line: 'refund', key, effect: -1 }),
  },
  'refund: by hand, and more than was paid': {
    on: 'refund',
    tell: (world, about, fresh) => happened(world, { ...about, key: fresh(), amount: 10_000_000, fee: 0 }),
    expects: (_, key) => ({ kind: 'refund-over', line: 'refund', key, effect: -10_000_000 }),
  },
  'refund: has not arrived for a week': {
    on: 'refund',
    seen: 'in-a-week',
    tell: (world, about) => believes(world, about, row => [{ ...row, state: 'under-way' }]),
    expects: differs('refund-processing', () => 0),
  },
  'refund: closed by the channel': {
    on: 'refund',
    tell: (world, about) => {
      believes(world, about, row => [{ ...row, state: 'closed' }]);
      const { day, time, key, amount } = about;
      moved(world, { day, time, key, tx: txOf(about), type: '退款关闭', amount });
    },
    expects: differs('refund-closed', () => 0),
  },
  'refund: abnormal': {
    on: 'refund',
    tell: (world, about) => believes(world, about, row => [{ ...row, state: 'abnormal' }]),
    expects: differs('refund-abnormal', () => 0),
  },
};

/** Tells one about a trade; answers what must be found. */
export const tell = (world: World, name: string, about: Trade, fresh: () => string): Expected | null => {
  const lie = lies[name];
  if (!lie) throw new RangeError(`nobody tells ${name}`);
  let made = '';
  lie.tell(world, about, () => {
    made = fresh();
    return made;
  });
  return lie.expects(about, made);
};
