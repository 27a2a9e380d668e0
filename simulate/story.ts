/** What is told of a seed: of a violation the lines about the very things it names and the faults between them, else the last ones. */
import type { Lived } from './run.ts';

const ids = /[0-9a-f]{32}/g;
const plain = (text: string): string => text.replaceAll('-', '');
const fault = /CRASHES|goes away|comes back|the faults stop|VIOLATION/;

export const story = ({ violation, trace }: Pick<Lived, 'violation' | 'trace'>, lines: number): readonly string[] => {
  const named = plain(violation?.message ?? '').match(ids) ?? [];
  const about = trace.filter(line => fault.test(line) || named.some(id => plain(line).includes(id)));
  return (named.length > 0 ? about : trace).slice(-lines);
};
