/** Metrics for Prometheus: declared once with a fixed set of labels, which are few-valued names and never ids or people. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

type Labels<L extends string> = Readonly<Record<L, string>>;
/** Labels come first and all of them; a metric without labels takes none. */
type Args<L extends string, Rest extends unknown[]> = [L] extends [never] ? Rest : [labels: Labels<L>, ...Rest];

export interface Metrics {
  /** Returns a function that counts, by one unless told otherwise. */
  counter<L extends string = never>(
    name: string,
    help: string,
    labels?: readonly L[],
  ): (...args: Args<L, [by?: number]>) => void;
  /** Returns a function that records a duration in seconds. */
  histogram<L extends string = never>(
    name: string,
    help: string,
    labels?: readonly L[],
    buckets?: readonly number[],
  ): (...args: Args<L, [seconds: number]>) => void;
  /** Returns a function that sets a value. */
  gauge<L extends string = never>(
    name: string,
    help: string,
    labels?: readonly L[],
  ): (...args: Args<L, [value: number]>) => void;
  /** The page Prometheus reads. */
  text(): Promise<string>;
  readonly contentType: string;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const split = (args: readonly unknown[]): { labels: Record<string, string>; value: number | undefined } => {
  const [first, second] = args;
  return typeof first === 'object' && first !== null
    ? { labels: first as Record<string, string>, value: second as number | undefined }
    : { labels: {}, value: first as number | undefined };
};

/** A registry of its own, with the process's memory, CPU, garbage collection and event loop delay in it. */
export const metrics = (service: string): Metrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 10 });
  const registers = [registry];
  return {
    counter: (name, help, labels = []) => {
      // Parts that run in one process and count the same share a counter.
      const known = registry.getSingleMetric(name) as Counter | undefined;
      const counter = known ?? new Counter({ name, help, labelNames: labels as readonly string[], registers });
      return (...args) => {
        const { labels: values, value = 1 } = split(args);
        counter.inc(values, value);
      };
    },
    histogram: (name, help, labels = [], buckets = seconds) => {
      const histogram = new Histogram({
        name,
        help,
        labelNames: labels as readonly string[],
        buckets: [...buckets],
        registers,
      });
      return (...args) => {
        const { labels: values, value = 0 } = split(args);
        histogram.observe(values, value);
      };
    },
    gauge: (name, help, labels = []) => {
      const gauge = new Gauge({ name, help, labelNames: labels as readonly string[], registers });
      return (...args) => {
        const { labels: values, value = 0 } = split(args);
        gauge.set(values, value);
      };
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};
