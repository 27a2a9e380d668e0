/** What the command line of the local hospital takes; anything wrong is one clear line. */
import { parsed, UsageError } from '@yunzhen/platform/command-line';

export interface Arguments {
  readonly port: number;
  /** Everything is forgotten first. */
  readonly fresh: boolean;
  /** What is asked is answered with yes. */
  readonly yes: boolean;
  readonly dataDir: string;
  /** Each service in a process of its own. */
  readonly apart: boolean;
  /** What is edited is seen: services are started again, front ends built again. */
  readonly watch: boolean;
}

export const defaultPort = 8080;

export const portOf = (text = process.env.PORT ?? String(defaultPort)): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UsageError(`a port (--port or PORT) is a number from 1 to 65535, not ${text}`);
  return port;
};

export const readArguments = (argv: readonly string[]): Arguments => {
  const options = {
    port: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    data: { type: 'string', default: '.data' },
    apart: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
  } as const;
  const values = parsed(argv, options, '(known: --port N, --fresh, --yes, --data DIR, --apart, --watch)');
  const { fresh, yes, data: dataDir, watch } = values;
  // A service alone can be started again only where it is a process of its own.
  return { port: portOf(values.port), fresh, yes, dataDir, apart: values.apart || watch, watch };
};
