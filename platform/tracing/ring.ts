/** Keeps the last spans in memory, by trace, so that a trace can be shown without a collector. */
import { type Attributes, type HrTime, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-base';

export interface FinishedSpan {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  /** Milliseconds since 1970, with a fraction. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly attributes: Attributes;
  readonly failed: boolean;
}

export interface SpanRing extends SpanProcessor {
  spansOf(traceId: string): FinishedSpan[];
}

const milliseconds = ([seconds, nanoseconds]: HrTime): number => seconds * 1e3 + nanoseconds / 1e6;

const finished = (span: ReadableSpan): FinishedSpan => ({
  name: span.name,
  spanId: span.spanContext().spanId,
  parentSpanId: span.parentSpanContext?.spanId ?? null,
  start: milliseconds(span.startTime),
  duration: milliseconds(span.duration),
  attributes: span.attributes,
  failed: span.status.code === SpanStatusCode.ERROR,
});

/** @param size spans kept; whole traces are forgotten, the one begun longest ago first. */
export const spanRing = (size: number): SpanRing => {
  const traces = new Map<string, ReadableSpan[]>();
  let count = 0;
  return {
    // Kept from their start: clocks are too coarse to tell the order of steps afterwards.
    onStart: span => {
      const { traceId } = span.spanContext();
      const spans = traces.get(traceId);
      if (spans) spans.push(span);
      else traces.set(traceId, [span]);
      count += 1;
      for (const [oldest, gone] of traces) {
        if (count <= size) break;
        traces.delete(oldest);
        count -= gone.length;
      }
    },
    onEnd: () => undefined,
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
    spansOf: traceId => (traces.get(traceId) ?? []).filter(span => span.ended).map(finished),
  };
};
