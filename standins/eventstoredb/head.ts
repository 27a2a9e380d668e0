/** What is known of a stream without reading its events: one small entry per stream, rewritten with every append. */
import { TOMBSTONE } from './record.ts';

export interface Head {
  /** Names the stream in the index: position of its first event, 0 before there is one. */
  readonly id: number;
  /** Revision of the last event, -1 without one. */
  readonly last: number;
  readonly tombstoned: boolean;
  /** Metadata: first revision to show, TOMBSTONE when soft-deleted. */
  readonly truncateBefore: number;
  /** Metadata: events to show, 0 for all. */
  readonly maxCount: number;
  /** Metadata: seconds an event is shown, 0 for ever. */
  readonly maxAge: number;
}

export const noHead: Head = { id: 0, last: -1, tombstoned: false, truncateBefore: 0, maxCount: 0, maxAge: 0 };

export const isSoftDeleted = (head: Head): boolean => head.truncateBefore === TOMBSTONE;

export const metastreamOf = (stream: string): string => `$$${stream}`;
/** The stream a metadata stream speaks of. */
export const describedBy = (stream: string): string | undefined =>
  stream.startsWith('$$') ? stream.slice(2) : undefined;

/** The soft delete: 2^63 - 1 has no exact JavaScript number, so the text is fixed. */
export const SOFT_DELETE = Buffer.from('{"$tb":9223372036854775807}');

const asCount = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.floor(value) : 0);

const asObject = (json: Uint8Array): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(json).toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

/** The head under new metadata; what cannot be read counts as no metadata. */
export const withMetadata = (head: Head, json: Uint8Array): Head => {
  const { $tb, $maxCount, $maxAge } = asObject(json) ?? {};
  return { ...head, truncateBefore: asCount($tb), maxCount: asCount($maxCount), maxAge: asCount($maxAge) };
};

/** The metadata with another $tb, for a stream that lives again. */
export const truncatedAt = (json: Uint8Array, revision: number): Buffer | undefined => {
  const metadata = asObject(json);
  return metadata && Buffer.from(JSON.stringify({ ...metadata, $tb: revision }));
};

/** First revision that reads show, age left aside. */
export const firstVisible = (head: Head): number =>
  Math.max(head.truncateBefore, head.maxCount > 0 ? head.last - head.maxCount + 1 : 0, 0);
