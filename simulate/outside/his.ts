/** The hospital information system with books of its own: it takes one thing under a number once, and says no by rules of its own. */
import { GatewayUnknown } from '@yunzhen/write-side/gateways/gateway';
import type { HisClient, HisKind, Outcome } from '@yunzhen/write-side/gateways/his/client';
import type { Network } from '../world/network.ts';

export interface Entry {
  readonly kind: HisKind;
  readonly number: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly hisNumber: string;
  readonly amount: number;
  status: 'registered' | 'received' | 'charged' | 'refunded' | 'dispensed' | 'cancelled';
  readonly failed: { readonly code: string; readonly reason: string } | null;
}
export interface HisBooks {
  /** By kind and number. */
  readonly entries: Map<string, Entry>;
  /** Every handing out, also a repeated one. */
  readonly dispensed: string[];
}
export interface HisMoods {
  /** Says no to what it would have taken. */
  readonly refuses: () => boolean;
  /** Books so many fen more than it was told. */
  readonly misbooks: () => number;
}

export const hisBooks = (): HisBooks => ({ entries: new Map(), dispensed: [] });

const first = {
  registrations: 'registered',
  prescriptions: 'received',
  charges: 'charged',
  refunds: 'refunded',
} as const;
const no = (code: string): Outcome => ({ result: 'failed', code, reason: `医院系统：${code}` });
const outcomeOf = ({ failed, hisNumber, status, amount }: Entry): Outcome =>
  failed ? { result: 'failed', ...failed } : { result: 'succeeded', hisNumber, status, amount };

export const hisClient = ({ entries, dispensed }: HisBooks, network: Network, moods: HisMoods): HisClient => {
  const find = (kind: HisKind, number: unknown) => entries.get(`${kind}/${number}`);
  const live = (kind: HisKind) => [...entries.values()].filter(entry => entry.kind === kind && !entry.failed);
  const slot = ({ content: { doctor, startsAt, queueNumber } }: Pick<Entry, 'content'>) =>
    `${doctor} ${startsAt} ${queueNumber}`;

  const refusal = (kind: HisKind, content: Entry['content']): string | null => {
    if (kind === 'registrations') {
      const taken = live(kind).some(other => other.status !== 'cancelled' && slot(other) === slot({ content }));
      return taken ? 'slot-taken' : null;
    }
    if (kind === 'charges') {
      const due = find(content.business === 'registration' ? 'registrations' : 'prescriptions', content.subject);
      if (!due || due.failed) return 'unknown-subject';
      if (due.status === 'cancelled') return 'subject-cancelled';
      if (due.amount !== content.amount) return 'amount-differs';
      return live(kind).some(other => other.content.subject === content.subject) ? 'already-charged' : null;
    }
    if (kind === 'refunds') {
      const charge = find('charges', content.charge);
      if (!charge || charge.failed) return 'unknown-charge';
      const gone = live(kind).reduce(
        (sum, other) => (other.content.charge === content.charge ? sum + other.amount : sum),
        0,
      );
      return gone + Number(content.amount) > charge.amount ? 'exceeds-charge' : null;
    }
    return null;
  };
  const put = (kind: HisKind, number: string, content: Entry['content']): Outcome => {
    const known = find(kind, number);
    if (known && JSON.stringify(known.content) !== JSON.stringify(content))
      throw new GatewayUnknown('HIS answered 409');
    if (known) return outcomeOf(known);
    // A refused refund ends by hand, outside of this world.
    const wilful = kind !== 'refunds';
    const code = wilful && moods.refuses() ? 'refused' : refusal(kind, content);
    const entry: Entry = {
      kind,
      number,
      content,
      hisNumber: `H${entries.size + 1}`,
      amount: Number(content.amount) + (wilful ? moods.misbooks() : 0),
      status: first[kind],
      failed: code === null ? null : { code, reason: `医院系统：${code}` },
    };
    entries.set(`${kind}/${number}`, entry);
    return outcomeOf(entry);
  };
  const cancel = (entry: Entry | undefined): Outcome => {
    if (!entry || entry.failed) return no('unknown-subject');
    if (entry.status === 'dispensed') return no('already-dispensed');
    entry.status = 'cancelled';
    return outcomeOf(entry);
  };
  const dispense = (entry: Entry | undefined): Outcome => {
    if (!entry || entry.failed) return no('unknown-subject');
    if (entry.status === 'cancelled') return no('subject-cancelled');
    if (!live('charges').some(charge => charge.content.subject === entry.number)) return no('not-charged');
    if (entry.status !== 'dispensed') dispensed.push(entry.number);
    entry.status = 'dispensed';
    return outcomeOf(entry);
  };

  const unknown = () => new GatewayUnknown('HIS did not answer');
  return {
    hand: async (kind, number, content) => {
      const found = await network.ask(`asks HIS for ${kind}/${number}`, () => find(kind, number), unknown);
      if (found) return outcomeOf(found);
      return network.change(`HIS: puts ${kind}/${number}`, () => put(kind, number, { ...content }), unknown);
    },
    step: (kind, number, step) =>
      network.change(
        `HIS: ${step}s ${kind}/${number}`,
        () => (step === 'cancel' ? cancel : dispense)(find(kind, number)),
        unknown,
      ),
  };
};
