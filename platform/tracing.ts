/** Traces (OpenTelemetry), from a command to what follows from it, sent over OTLP when an endpoint is set. Off costs nothing. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type SpanContext,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import { Refusal } from './refusal.ts';

export interface TracingOptions {
  readonly service: string;
  /** Base URL of an OTLP/HTTP collector; without it nothing is traced. */
  readonly endpoint?: string | undefined;
  /** Share of new traces that is recorded, 0 to 1; what came with a traceparent follows its decision. */
  readonly sample?: number;
  /** Takes the spans instead of a collector. */
  readonly processor?: SpanProcessor;
}

let tracer: Tracer | undefined;
/** Where in its trace the work of this moment is: goes along through every await. */
const place = new AsyncLocalStorage<Context>();

const exporterTo = async (endpoint: string): Promise<SpanProcessor> => {
  // Loaded only where it is used: it is a large part of a process's start.
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` }));
};

/** Traces this process from now on. The function returned sends what is left and ends it. */
export const startTracing = async (options: TracingOptions): Promise<() => Promise<void>> => {
  const { service, endpoint, sample = 1 } = options;
  const processor = options.processor ?? (endpoint === undefined ? undefined : await exporterTo(endpoint));
  if (!processor) return async () => undefined;
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sample) }),
    spanProcessors: [processor],
  });
  tracer = provider.getTracer('yunzhen');
  return async () => {
    tracer = undefined;
    await provider.shutdown();
  };
};

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

/**
 * Runs `fn` as a step of the current trace; its result, or what it throws, is passed on. Attributes are ids, names and
 * counts, never personal data; an error is recorded by its name and code only, for the same reason.
 */
export const span = <T>(name: string, attributes: Attributes, fn: () => T): T => {
  if (tracer === undefined) return fn();
  const parent = place.getStore() ?? ROOT_CONTEXT;
  const current = tracer.startSpan(name, { attributes }, parent);
  const fail = (error: unknown): never => {
    const { name: kind = 'Error', code } = (error ?? {}) as { name?: string; code?: unknown };
    current.setAttribute('error.type', code === undefined ? kind : `${kind}: ${code}`);
    // A refusal is an answer, not a failure.
    if (!(error instanceof Refusal)) current.setStatus({ code: SpanStatusCode.ERROR });
    current.end();
    throw error;
  };
  let result: T;
  try {
    result = place.run(trace.setSpan(parent, current), fn);
  } catch (error) {
    return fail(error);
  }
  if (isPromise(result))
    return result.then(value => {
      current.end();
      return value;
    }, fail) as T;
  current.end();
  return result;
};

const currentContext = (): SpanContext | undefined => {
  const context = place.getStore();
  return context && trace.getSpanContext(context);
};

/** The current trace's id, for logs and answers. */
export const traceId = (): string | undefined => currentContext()?.traceId;

/** The W3C header value that continues the current trace elsewhere: in a request, or in an event's metadata. */
export const traceparent = (): string | undefined => {
  const context = currentContext();
  return context && `00-${context.traceId}-${context.spanId}-${context.traceFlags.toString(16).padStart(2, '0')}`;
};

const header = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Runs `fn` in the trace a traceparent names; without one, or with a broken one, as it is. */
export const withTraceparent = <T>(parent: string | undefined, fn: () => T): T => {
  if (tracer === undefined) return fn();
  const [, id = '', spanId = '', flags = ''] = header.exec(parent ?? '') ?? [];
  const context: SpanContext = { traceId: id, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(context) ? place.run(trace.setSpanContext(ROOT_CONTEXT, context), fn) : fn();
};

/** What is worth a span each: beyond that a page is history being read, not a command being followed. */
const followed = 16;

/**
 * Runs the work on a page of events as a step in the trace of every command they came from, so that a trace leads from the command
 * to what follows from it.
 */
export const follow = <T>(
  name: string,
  events: readonly { readonly type: string; readonly metadata: Readonly<Record<string, unknown>> }[],
  work: () => Promise<T>,
): Promise<T> => {
  if (tracer === undefined || events.length === 0 || events.length > followed) return work();
  const result = work();
  for (const { type, metadata } of events)
    void withTraceparent(metadata.traceparent as string | undefined, () =>
      span(`${name} ${type}`, {}, () => result),
    ).catch(() => undefined);
  return result;
};
