/** When the hospital says no, and what taking a thing changes elsewhere. */
import type { Books, Contents, Kind } from './books.ts';
import type { Failed, FailureCode, Prescription, Registration } from './wire.ts';

/** What a drug that was never counted has on the shelf. */
const uncounted = 1_000;
export const available = (books: Books, code: string): number => books.stock.get(code) ?? uncounted;

/** Takes the lines from the shelf, or puts them back. */
export const shelve = (books: Books, { lines }: Prescription, sign: 1 | -1): void => {
  for (const { code, quantity } of lines) books.stock.putSync(code, available(books, code) + sign * quantity);
};

export const failure = (code: FailureCode, reason: string): Failed => ({ result: 'failed', code, reason });

export const slotOf = ({ doctor, startsAt, queueNumber }: Registration): string =>
  `slot ${doctor} ${Date.parse(startsAt)} ${queueNumber}`;
export const chargeOf = (subject: string): string => `charge ${subject}`;

interface Rule<C> {
  /** Why it is not taken; undefined when it is. */
  readonly refusal: (books: Books, content: C) => Failed | undefined;
  readonly effect: (books: Books, content: C, number: string) => void;
}

export const rules: { readonly [K in Kind]: Rule<Contents[K]> } = {
  registration: {
    refusal: (books, content) =>
      books.held.doesExist(slotOf(content)) ? failure('slot-taken', '该号源已被占用') : undefined,
    effect: (books, content, number) => books.held.putSync(slotOf(content), number),
  },
  prescription: {
    refusal: (books, { lines }) => {
      const needed = new Map<string, number>();
      for (const { code, quantity } of lines) needed.set(code, (needed.get(code) ?? 0) + quantity);
      const short = lines.find(({ code }) => (needed.get(code) ?? 0) > available(books, code));
      return short && failure('out-of-stock', `${short.name}库存不足`);
    },
    effect: (books, content) => shelve(books, content, -1),
  },
  charge: {
    refusal: (books, { business, subject, amount }) => {
      const due = books.find(business, subject);
      if (!due || due.failed) return failure('unknown-subject', '收费对象不存在');
      if (due.status === 'cancelled') return failure('subject-cancelled', '收费对象已取消');
      if (due.amount !== amount) return failure('amount-differs', '收费金额与应收金额不一致');
      return books.held.doesExist(chargeOf(subject)) ? failure('already-charged', '该单据已收费') : undefined;
    },
    effect: (books, { subject }, number) => books.held.putSync(chargeOf(subject), number),
  },
  refund: {
    refusal: (books, { charge, method, amount }) => {
      const charged = books.find('charge', charge);
      if (!charged || charged.failed) return failure('unknown-charge', '原收费记录不存在');
      if (!charged.content.shares.some(share => share.method === method))
        return failure('exceeds-charge', '原收费没有用这种方式支付');
      const gone = books.refunded.get(charge) ?? 0;
      return gone + amount > charged.amount ? failure('exceeds-charge', '退费金额超过可退金额') : undefined;
    },
    effect: (books, { charge, amount }) => books.refunded.putSync(charge, (books.refunded.get(charge) ?? 0) + amount),
  },
};
