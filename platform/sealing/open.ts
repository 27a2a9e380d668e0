/** Opens sealed values: all keys in one look-up, and one that does not open never takes the others with it. */
import type { Sealed } from '@yunzhen/contracts/sealed';
import { openWith, parseSealed, SealBroken, type SealedBox } from './cipher.ts';
import type { subjectKeys } from './keys.ts';

export interface OpenOptions {
  /** Opens what erasure under a legal hold has restricted; only for the purpose of the hold. */
  readonly restricted?: boolean;
}

/** Why a value stays closed: its person was erased or restricted, or it does not open with their key. */
export type Unreadable = 'erased' | 'broken';

/** What sealed values hold, by themselves; null for one that does not open. */
export type Opened = ReadonlyMap<Sealed<unknown>, unknown>;

/** `failed` is told of what does not open, and of the error of a broken one. */
export const opener =
  (load: ReturnType<typeof subjectKeys>['load']) =>
  async (
    values: Iterable<Sealed<unknown>>,
    { restricted = false }: OpenOptions,
    failed: (why: Unreadable, error?: SealBroken) => void,
  ): Promise<Opened> => {
    const parsed = new Map([...values].map(value => [value, parseSealed(value)]));
    const broken = new Map<string, SealBroken>();
    const subjects = [...parsed.values()].flatMap(sealed => (sealed ? [sealed.subjectId] : []));
    const keys = await load(subjects, (subjectId, error) => broken.set(subjectId, error));

    const plain = (sealed: SealedBox | null): unknown => {
      if (!sealed) throw new SealBroken('the value is not in the sealed form');
      const entry = keys.get(sealed.subjectId);
      if (entry === undefined)
        throw broken.get(sealed.subjectId) ?? new SealBroken('a sealed value names a subject that never had a key');
      return entry === null || (entry.restricted && !restricted) ? null : openWith(entry.key, sealed);
    };
    const opened = new Map<Sealed<unknown>, unknown>();
    for (const [value, sealed] of parsed) {
      try {
        const held = plain(sealed);
        opened.set(value, held);
        if (held === null) failed('erased');
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
        opened.set(value, null);
        failed('broken', error);
      }
    }
    return opened;
  };
