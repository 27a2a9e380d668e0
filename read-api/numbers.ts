/** What somebody typed as the number of something: one of ours, whole or its end, or one of HIS or WeChat, whole. */
import { literally } from './filters.ts';

const uuid = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/;
/** Characters of an end that are worth looking for. */
const shortest = 4;

/**
 * Finds rows by their own id, the ids in these fields, and numbers of others; WeChat has our ids without hyphens.
 * @param ids fields with ids of ours @param numbers fields with numbers of others
 */
export const byNumber = (typed: string | undefined, ids: readonly string[], numbers: readonly string[]): object => {
  if (typed === undefined) return {};
  const text = typed.toLowerCase();
  const [, ...parts] = uuid.exec(text) ?? [];
  const ours = parts.length > 0 ? [{ _id: parts.join('-') }, ...ids.map(field => ({ [field]: parts.join('-') }))] : [];
  const end = /^[0-9a-f-]+$/.test(text) && text.length >= shortest && text.length < 32;
  return {
    $or: [
      ...ours,
      ...(end ? [{ _id: { $regex: `${literally(text)}$` } }] : []),
      ...numbers.map(field => ({ [field]: typed })),
      // Never an empty list of conditions, which MongoDB refuses.
      { _id: typed },
    ],
  };
};
