/** What every server process stands on: its log, metrics, traces and the five servers. */
import { type Logger, log as logger } from './log.ts';
import { type Metrics, metrics } from './metrics.ts';
import { servers as connect, type ServerSettings, type Servers } from './servers.ts';
import { startTracing } from './tracing.ts';

export interface Ground {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly servers: Servers;
  readonly close: () => Promise<void>;
}

/** @param destination of the log; standard output by default */
export const startProcess = async (
  service: string,
  from: ServerSettings,
  destination?: { write(line: string): void },
): Promise<Ground> => {
  const log = logger({ service, level: from.LOG_LEVEL, ...(destination && { destination }) });
  const stopTracing = await startTracing({
    service,
    endpoint: from.OTEL_EXPORTER_OTLP_ENDPOINT,
    sample: from.OTEL_TRACES_SAMPLER_ARG,
  });
  const servers = await connect(from, service, log);
  return {
    log,
    metrics: metrics(service),
    servers,
    close: async () => {
      await servers.close();
      await stopTracing();
    },
  };
};
