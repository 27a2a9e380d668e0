/** Whether the audit trail is what was written: every chain is walked from its beginning, and held against where it stood hour by hour. */
import { auditYears } from '@yunzhen/contracts/audit/row';
import type { Anchor } from './anchors.ts';
import { type AuditEntry, beginning, hashOf } from './chain.ts';

/**
 * `changed`: it does not have its own hash; `unlinked`: it does not have that of the entry before it; `missing`: it is not there;
 * `anchored-otherwise`: an anchor has another hash of it; `unanchored`: older than two hours, and no anchor has it or one after it.
 */
export type AuditFault = 'changed' | 'unlinked' | 'missing' | 'anchored-otherwise' | 'unanchored';
export interface BrokenLink {
  readonly fault: AuditFault;
  readonly writer: string;
  readonly number: number;
  /** Of the entry; null where there is none. */
  readonly at: string | null;
}
export interface Verified {
  readonly writers: number;
  readonly entries: number;
  readonly anchors: number;
  readonly broken: readonly BrokenLink[];
}

/** Two hourly anchors have had their time. */
const anchoredWithinMs = 2 * 3_600_000;

/** The links of one chain. @param anchors hashes by number; @param entries in the order of their numbers */
const walk = async (
  writer: string,
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  anchors: ReadonlyMap<number, readonly string[]>,
  now: number,
): Promise<{ readonly count: number; readonly broken: BrokenLink[] }> => {
  const kept = new Date(now);
  kept.setUTCFullYear(kept.getUTCFullYear() - auditYears);
  const broken: BrokenLink[] = [];
  const missing = (from: number, until: number) => {
    if (from < until) broken.push({ fault: 'missing', writer, number: from, at: null });
  };
  const newest = Math.max(-1, ...anchors.keys());
  let before: { number: number; hash: string } | null = null;
  let late: BrokenLink | null = null;
  let count = 0;
  for await (const entry of entries) {
    const { at, hash, previous } = entry;
    const number = Number(entry.number);
    const link = { writer, number, at };
    const first = before === null;
    // What is older than it has to be kept may be gone from the beginning of a chain.
    if (!(first && at < kept.toISOString())) {
      missing(before ? before.number + 1 : 0, number);
      const expected = before?.hash ?? beginning;
      if (number === (before ? before.number + 1 : 0) && previous !== expected)
        broken.push({ fault: 'unlinked', ...link });
    }
    if (hashOf({ ...entry, number }) !== hash) broken.push({ fault: 'changed', ...link });
    else if (anchors.get(number)?.some(anchored => anchored !== hash))
      broken.push({ fault: 'anchored-otherwise', ...link });
    if (number > newest && now - Date.parse(at) > anchoredWithinMs) late ??= { fault: 'unanchored', ...link };
    before = { number, hash };
    count += 1;
  }
  missing((before?.number ?? -1) + 1, newest + 1);
  return { count, broken: late ? [...broken, late] : broken };
};

/**
 * @param writers those that the trail has; @param entriesOf those of one of them, in the order of their numbers
 * @param now epoch milliseconds
 */
export const verifyAudit = async (
  writers: readonly string[],
  entriesOf: (writer: string) => AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  anchors: readonly Anchor[],
  now: number,
): Promise<Verified> => {
  const anchored = new Map<string, Map<number, string[]>>();
  for (const { heads } of anchors)
    for (const { writer, number, hash } of heads) {
      const numbers = anchored.get(writer) ?? new Map<number, string[]>();
      anchored.set(writer, numbers.set(number, [...(numbers.get(number) ?? []), hash]));
    }
  const all = [...new Set([...writers, ...anchored.keys()])].sort();
  const broken: BrokenLink[] = [];
  let entries = 0;
  for (const writer of all) {
    const walked = await walk(writer, entriesOf(writer), anchored.get(writer) ?? new Map(), now);
    entries += walked.count;
    broken.push(...walked.broken);
  }
  return { writers: all.length, entries, anchors: anchors.length, broken };
};
