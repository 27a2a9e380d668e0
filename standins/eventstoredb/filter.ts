/** Filters of $all: by prefix or regular expression, on stream name or event type. */
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { streamOf, typeOf } from './record.ts';
import { handlerThrew } from './refusals.ts';

export interface EventFilter {
  matches(record: Buffer): boolean;
  /** Events looked at per page. */
  readonly window: number;
  /** Events looked at per checkpoint. */
  readonly interval: number;
}

/** Events per page where the client names no window; also the most that one page delivers. */
export const PAGE = 32;

const testOf = (expression: streams.ReadReq.Options.FilterOptions.Expression): ((text: string) => boolean) => {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return text => prefixes.some(prefix => text.startsWith(prefix));
  try {
    // The one .NET inline option that is common and that JavaScript has no syntax for.
    const source = expression.getRegex().replace(/^\(\?i\)/, '');
    const regex = new RegExp(source, source === expression.getRegex() ? '' : 'i');
    return text => regex.test(text);
  } catch {
    throw handlerThrew();
  }
};

export const filterOf = (options: streams.ReadReq.Options.FilterOptions | undefined): EventFilter | undefined => {
  const byStream = options?.getStreamIdentifier();
  const expression = byStream ?? options?.getEventType();
  if (!options || !expression) return undefined;
  const test = testOf(expression);
  const window = options.hasMax() ? options.getMax() : PAGE;
  const textOf = byStream ? streamOf : typeOf;
  return {
    matches: record => test(textOf(record)),
    window,
    interval: window * Math.max(1, options.getCheckpointintervalmultiplier()),
  };
};
