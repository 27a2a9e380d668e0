/** ClickHouse through its official client over HTTP, with limits on every wait. */
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';

export interface ClickHouse {
  readonly client: ClickHouseClient;
  /** Creates the database; idempotent. */
  prepare(): Promise<void>;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** @param name shown in the server's query log. */
export const clickhouse = (url: string, database: string, name: string): ClickHouse => {
  const client = createClient({
    url,
    database,
    application: name,
    // Its own log repeats queries; what fails is thrown.
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: 30_000,
    max_open_connections: 10,
    // Shorter than the server's own limit: a socket it is about to close is not used again.
    keep_alive: { enabled: true, idle_socket_ttl: 2_000 },
    clickhouse_settings: {
      // Positions and sums are 64-bit; a number would lose the last digits.
      output_format_json_quote_64bit_integers: 1,
      date_time_input_format: 'best_effort',
    },
  });
  return {
    client,
    prepare: async () => {
      // A client that names a database is refused until it exists.
      const bare = createClient({ url, application: name });
      await bare.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` }).finally(() => bare.close());
    },
    healthy: () =>
      client.ping().then(
        ({ success }) => success,
        () => false,
      ),
    close: () => client.close(),
  };
};
