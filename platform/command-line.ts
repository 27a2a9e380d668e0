/** What stands on a command line, and what is wrong with it in one clear line. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A mistake of the person at the keyboard: shown as one line, without a stack. */
export class UsageError extends Error {}

/** What stands on the command line; anything that is no option of these is one clear line that ends with `usage`. */
export const parsed = <const O extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: O,
  usage: string,
): ReturnType<typeof parseArgs<{ options: O }>>['values'] => {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0]} ${usage}`);
  }
};
