/** Parts of the bench run in processes of their own, so that who asks and who answers never share an event loop. */
import { fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a module under `parts/` makes of its options: asked for rounds, one at a time. */
export interface Prepared<Told, Round, Result> {
  /** What the others need to know of it. */
  readonly told: Told;
  readonly run: (round: Round) => Promise<Result>;
  readonly close: () => Promise<void>;
}

type Prepare = (options: never) => Promise<Prepared<unknown, never, unknown>>;
type Of<P extends Prepare> =
  Awaited<ReturnType<P>> extends Prepared<infer T, infer Q, infer R> ? { told: T; round: Q; result: R } : never;

export interface Part<P extends Prepare> {
  readonly told: Of<P>['told'];
  readonly run: (round: Of<P>['round']) => Promise<Of<P>['result']>;
  readonly pid: number;
  /** CPU time the process has used so far, in microseconds. */
  readonly cpu: () => Promise<number>;
  /** How late its event loop was since this was last asked; nothing the first time. */
  readonly delay: () => Promise<Delay>;
  /** Holds the process still, so that it costs nothing while another is measured. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly close: () => Promise<void>;
}

/** Milliseconds. */
export interface Delay {
  readonly p50: number;
  readonly p99: number;
}

/** What a part is sent: its options first, then rounds; `cpu` and `delay` at any time. */
export type Sent = { readonly value: unknown } | 'cpu' | 'delay';
export type Answer = { readonly value: unknown } | { readonly error: string };

const entry = fileURLToPath(new URL('./worker.ts', import.meta.url));

export const part = async <P extends Prepare>(name: string, options: Parameters<P>[0]): Promise<Part<P>> => {
  const child = fork(entry, [name], { serialization: 'advanced' });
  let settle: (answer: Answer) => void = () => undefined;
  child.on('message', message => settle(message as Answer));
  child.on('exit', code => settle({ error: `${name} ended (${code})` }));
  const ask = async (message: Sent) => {
    const answered = new Promise<Answer>(resolve => {
      settle = resolve;
    });
    child.send(message as Serializable);
    const answer = await answered;
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  };
  return {
    told: (await ask({ value: options })) as Of<P>['told'],
    run: async round => (await ask({ value: round })) as Of<P>['result'],
    pid: child.pid ?? 0,
    cpu: async () => (await ask('cpu')) as number,
    delay: async () => (await ask('delay')) as Delay,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    close: async () => {
      if (child.exitCode !== null) return;
      if (child.connected) child.disconnect();
      await once(child, 'exit');
    },
  };
};
