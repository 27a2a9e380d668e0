/** ClickHouse in this process: one engine on one folder, and one short connection per request so that nothing leaks between them. */
import { mkdirSync } from 'node:fs';
import { drainPending, Session } from 'chdb';

export interface Query {
  readonly sql: string;
  readonly database?: string | undefined;
  /** Output format when the statement names none. */
  readonly format?: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
  /** Values of `{name:Type}` placeholders, in the escaped text form that the HTTP interface takes. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly bytes: Uint8Array;
  readonly rowsRead: number;
  readonly bytesRead: number;
  /** Seconds. */
  readonly elapsed: number;
}

export interface Engine {
  /** Rejects with the engine's own text, `Code: 60. DB::Exception: … (UNKNOWN_TABLE)`. */
  readonly run: (query: Query) => Promise<Answer>;
  readonly version: string;
  /** Waits for running statements, then frees the folder. */
  readonly close: () => Promise<void>;
}

/** A statement nobody waits for any more cannot be interrupted: it must end by itself. UTC is what the server's image has. */
const defaults = {
  output_format_json_quote_64bit_integers: '1',
  session_timezone: 'UTC',
  max_execution_time: '120',
};

const quoted = (text: string) =>
  `'${text.replace(/[\\'\0]/g, character => (character === '\0' ? '\\0' : `\\${character}`))}'`;
const identifier = (name: string) => `\`${name.replace(/[\\`]/g, '\\$&')}\``;

const assignments = (values: Readonly<Record<string, string>>, prefix = '') =>
  Object.entries(values).map(([name, value]) => {
    if (!/^\w+$/.test(name)) throw new Error(`Code: 115. DB::Exception: Unknown setting '${name}'. (UNKNOWN_SETTING)`);
    return `${prefix}${name} = ${quoted(value)}`;
  });

const opened = (dir: string) => {
  mkdirSync(dir, { recursive: true });
  try {
    return new Session(dir);
  } catch (cause) {
    throw new Error(`ClickHouse cannot open ${dir}: the folder is in use by another process or not writable`, {
      cause,
    });
  }
};

/** Opens or creates the data in `dir`; throws when another process has it. One folder per process is the engine's limit. */
export const openEngine = (dir: string): Engine => {
  // Holds the engine open; requests get connections of their own because SET and USE last as long as a connection.
  const root = opened(dir);
  return {
    version: root.query('SELECT version()', 'TabSeparated').trim(),
    run: async ({ sql, database, format = 'TabSeparated', settings, params }) => {
      const before = [...assignments({ ...defaults, ...settings }), ...assignments(params, 'param_')];
      const session = new Session(dir);
      try {
        await session.queryAsync(`${database ? `USE ${identifier(database)}; ` : ''}SET ${before.join(', ')}`);
        const result = await session.queryAsync(sql, { format });
        return {
          bytes: result.bytes(),
          rowsRead: result.rowsRead,
          bytesRead: result.bytesRead,
          elapsed: result.elapsed,
        };
      } finally {
        session.close();
      }
    },
    close: async () => {
      root.close();
      await drainPending();
    },
  };
};
