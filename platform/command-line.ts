/** What stands on a command line, and what is wrong with it in one clear line. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A mistake of the person at the keyboard: shown as one line, without a stack. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;
const read = <C extends ParseArgsConfig>(config: C, usage: string): ReturnType<typeof parseArgs<C>> => {
  try {
    return parseArgs(config);
  } catch (error) {
    const [said = ''] = (error as Error).message.split(/\n|\. To specify/);
    throw new UsageError(`${said} ${usage}`);
  }
};

/** What stands on the command line; anything that is no option of these is one clear line that ends with `usage`. */
export const parsed = <const O extends Options>(argv: readonly string[], options: O, usage: string) =>
  read({ args: [...argv], options }, usage).values;

/** The same beside one word, such as a day; '' without one. */
export const parsedWithWord = <const O extends Options>(argv: readonly string[], options: O, usage: string) => {
  const { values, positionals } = read({ args: [...argv], options, allowPositionals: true }, usage);
  const [word = '', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`Too much: ${more.join(' ')} ${usage}`);
  return { values, word };
};

/** Runs a command: a mistake at the keyboard is one line, a fault its stack, and either ends with 1. */
export const runCommand = (run: () => Promise<void>): Promise<void> =>
  run().catch((error: Error) => {
    process.stderr.write(`${error instanceof UsageError ? error.message : error.stack}\n`);
    process.exit(1);
  });
