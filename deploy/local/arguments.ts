/** What the command line of the local hospital takes; anything wrong is one clear line. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface Arguments {
  readonly port: number;
  /** Everything is forgotten first. */
  readonly fresh: boolean;
  /** What is asked is answered with yes. */
  readonly yes: boolean;
  readonly dataDir: string;
  /** Each service in a process of its own. */
  readonly apart: boolean;
}

/** A mistake of the person at the keyboard: shown as one line, without a stack. */
export class Mistake extends Error {}

/** What stands on the command line; anything that is no option of these is one clear line that ends with `usage`. */
export const parsed = <const O extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: O,
  usage: string,
): ReturnType<typeof parseArgs<{ options: O }>>['values'] => {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new Mistake(`${(error as Error).message.split('\n')[0]} ${usage}`);
  }
};

export const defaultPort = 8080;

export const portOf = (text = process.env.PORT ?? String(defaultPort)): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Mistake(`a port (--port or PORT) is a number from 1 to 65535, not ${text}`);
  return port;
};

export const readArguments = (argv: readonly string[]): Arguments => {
  const options = {
    port: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    data: { type: 'string', default: '.data' },
    apart: { type: 'boolean', default: false },
  } as const;
  const values = parsed(argv, options, '(known: --port N, --fresh, --yes, --data DIR, --apart)');
  return { port: portOf(values.port), fresh: values.fresh, yes: values.yes, dataDir: values.data, apart: values.apart };
};
