/** What every server process stands on: its log, metrics, traces and its servers. */
import { type Logger, log as logger } from './log.ts';
import { type Metrics, metrics } from './metrics.ts';
import { servers as connect, type Servers } from './servers.ts';
import { everyServer, type ServerName, type ServerSettings } from './settings.ts';
import { startTracing } from './tracing.ts';

export interface Ground<U extends ServerName = ServerName> {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly servers: Servers<U>;
  readonly close: () => Promise<void>;
}

export interface ProcessOptions {
  /** All of them by default. */
  readonly uses?: readonly ServerName[];
  /** Of the log; standard output by default. */
  readonly destination?: { write(line: string): void } | undefined;
}

export const startProcess = async <U extends ServerName = ServerName>(
  service: string,
  from: ServerSettings<U>,
  { uses = everyServer, destination }: ProcessOptions = {},
): Promise<Ground<U>> => {
  const log = logger({ service, level: from.LOG_LEVEL, ...(destination && { destination }) });
  const stopTracing = await startTracing({
    service,
    endpoint: from.OTEL_EXPORTER_OTLP_ENDPOINT,
    sample: from.OTEL_TRACES_SAMPLER_ARG,
  });
  const measures = metrics(service);
  const servers = await connect<U>(from, service, log, uses, measures);
  return {
    log,
    metrics: measures,
    servers,
    close: async () => {
      await servers.close();
      await stopTracing();
    },
  };
};
