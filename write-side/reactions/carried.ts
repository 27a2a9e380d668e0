/**
 * Text of a person that a reaction carries as its event holds it: sealed. Waiting work is stored, and holds nothing that an event keeps
 * closed; it is opened where the command is given or the call is made.
 */
import type { Sealed } from '@yunzhen/contracts/sealed';
import type { Ask } from '../feature.ts';

export interface Carried {
  readonly carried: Sealed<string>;
  /** What stands before it once it is opened. */
  readonly before: string;
  /** UTF-16 units of the whole at the most: the rest is cut off. */
  readonly most: number;
}

/** Where a text of a command or a call is asked for, one that is carried will do. */
export type Carrying<I> = { [K in keyof I]: I[K] | (Extract<I[K], string> extends never ? never : Carried) };

export const carried = (
  sealed: Sealed<string>,
  { before = '', most = 200 }: Partial<Pick<Carried, 'before' | 'most'>> = {},
): Carried => ({ carried: sealed, before, most });

export const isCarried = (value: unknown): value is Carried =>
  typeof value === 'object' && value !== null && 'carried' in value && 'before' in value && 'most' in value;

/** What is said in the place of a text whose person was erased. */
const erased = '资料已删除';

/** What is said once it is opened. */
export const spelled = ({ before, most }: Carried, text: string): string => `${before}${text}`.slice(0, most);

/** The input with what it carries opened. */
export const openCarried = async (open: Ask['open'], input: unknown): Promise<unknown> => {
  if (typeof input !== 'object' || input === null || !Object.values(input).some(isCarried)) return input;
  const fields = await Promise.all(
    Object.entries(input).map(async ([field, value]) => {
      if (!isCarried(value)) return [field, value];
      return [field, spelled(value, (await open(value.carried)) ?? erased)];
    }),
  );
  return Object.fromEntries(fields);
};
