/** The process behind a part: its first message are the options, each further one asks for a round; it ends with its parent. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Answer, Delay, Prepared, Sent } from './part.ts';

type Module = { readonly prepare: (options: unknown) => Promise<Prepared<unknown, unknown, unknown>> };

let prepared: Prepared<unknown, unknown, unknown> | undefined;

const resolution = 1;
const loop = monitorEventLoopDelay({ resolution });

const delay = (): Delay => {
  // What is recorded is the time from one turn to the next, of which the timer itself is a part.
  const at = (percent: number) => Math.max(0, loop.percentile(percent) / 1e6 - resolution);
  const until = { p50: at(50), p99: at(99) };
  loop.enable();
  loop.reset();
  return until;
};

const answerTo = async (message: Sent): Promise<unknown> => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage();
    return user + system;
  }
  if (message === 'delay') return delay();
  if (prepared) return prepared.run(message.value);
  const { prepare } = (await import(`./parts/${process.argv[2]}.ts`)) as Module;
  prepared = await prepare(message.value);
  return prepared.told;
};

process.on('message', message => {
  answerTo(message as Sent).then(
    value => process.send?.({ value } satisfies Answer),
    (error: Error) => process.send?.({ error: error.stack ?? String(error) } satisfies Answer),
  );
});
process.on('disconnect', async () => {
  await prepared?.close();
  process.exit(0);
});
// The parent decides when it is over.
process.on('SIGINT', () => undefined);
