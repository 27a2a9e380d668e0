/** Opens sealed values: all keys in one look-up, and one that does not open never takes the others with it. */
import { openWith, parseSealed, SealBroken, type Sealed } from './cipher.ts';
import type { subjectKeys } from './keys.ts';

export interface OpenOptions {
  /** Opens what erasure under a legal hold has restricted; only for the purpose of the hold. */
  readonly restricted?: boolean;
}

/** Why a value stays closed: its person was erased or restricted, or it does not open with their key. */
export type Unreadable = 'erased' | 'broken';

/** Each text with what it holds, null when it does not open; `failed` is told of those, and of the error of a broken one. */
export const opener =
  (load: ReturnType<typeof subjectKeys>['load']) =>
  async (
    texts: Iterable<string>,
    { restricted = false }: OpenOptions,
    failed: (why: Unreadable, error?: SealBroken) => void,
  ): Promise<Map<string, string | null>> => {
    const parsed = new Map([...texts].map(text => [text, parseSealed(text)]));
    const broken = new Map<string, SealBroken>();
    const subjects = [...parsed.values()].flatMap(sealed => (sealed ? [sealed.subjectId] : []));
    const keys = await load(subjects, (subjectId, error) => broken.set(subjectId, error));

    const plain = (sealed: Sealed | null): string | null => {
      if (!sealed) throw new SealBroken('the value is not in the sealed form');
      const entry = keys.get(sealed.subjectId);
      if (entry === undefined)
        throw broken.get(sealed.subjectId) ?? new SealBroken('a sealed value names a subject that never had a key');
      return entry === null || (entry.restricted && !restricted) ? null : openWith(entry.key, sealed);
    };
    const opened = new Map<string, string | null>();
    for (const [text, sealed] of parsed) {
      try {
        const value = plain(sealed);
        opened.set(text, value);
        if (value === null) failed('erased');
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
        opened.set(text, null);
        failed('broken', error);
      }
    }
    return opened;
  };
