/** Structured logs (pino): one JSON line each with the trace's id, readable in a terminal, no personal data. */
import { type DestinationStream, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino';
import { pretty } from './log/pretty.ts';
import { redact, scrubJson } from './log/scrub.ts';
import { traceId } from './tracing.ts';

export type { Logger } from 'pino';

export interface LogOptions {
  readonly service: string;
  readonly level: string;
  /** Standard output by default: JSON, or readable lines in a terminal. */
  readonly destination?: DestinationStream;
}

interface ErrorRecord {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack?: string;
  readonly cause?: ErrorRecord;
}

/** Named parts only: errors of drivers carry whole documents in other properties. */
const errorRecord = (error: unknown): ErrorRecord => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { name, message, stack, cause, code } = error as Error & { code?: unknown };
  return {
    type: name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause: errorRecord(cause) }),
  };
};

const context = (): object => {
  const trace = traceId();
  return trace === undefined ? {} : { traceId: trace };
};

export const log = ({ service, level, destination }: LogOptions): Logger => {
  const options: LoggerOptions = {
    level,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: errorRecord, error: errorRecord },
    formatters: { level: label => ({ level: label }), log: object => redact(object) as Record<string, unknown> },
    mixin: context,
    hooks: { streamWrite: scrubJson },
  };
  if (destination !== undefined) return pino(options, destination);
  return process.stdout.isTTY ? pino(options, { write: line => process.stdout.write(pretty(line)) }) : pino(options);
};
