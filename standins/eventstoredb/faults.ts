/** Misbehaviour on request, for tests: nothing here happens unless somebody asks for it. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Call } from './grpc.ts';
import { notLeader, unavailable } from './refusals.ts';

/** One rule: which requests, what happens to them, how often. `stream` is a prefix; $all counts as "$all". */
const fault = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['unavailable', 'hang']), on: z.enum(['append', 'read', 'subscribe']) }),
  z.object({
    do: z.literal('not-leader'),
    on: z.enum(['append', 'read', 'subscribe']),
    host: z.string(),
    port: z.int(),
  }),
  z.object({ do: z.literal('delay-ack'), ms: z.int().nonnegative() }),
  /** The event is stored, the answer is not sent. */
  z.object({ do: z.literal('lose-ack') }),
  z.object({ do: z.literal('double-ack') }),
]);
const scope = z.object({ stream: z.string().default(''), times: z.int().positive().default(1) });
const rule = fault.and(scope);
export type Fault = z.input<typeof rule>;
type Rule = z.output<typeof rule>;
type Operation = 'append' | 'read' | 'subscribe';

export interface FaultControl {
  /** Adds a rule; it ends after `times` uses (1). */
  add(fault: Fault): void;
  /** Forgets all rules. */
  clear(): void;
  /** Ends running subscriptions to streams with this prefix: 'end' with status OK, 'break' as a stopping server does. */
  drop(how: 'end' | 'break', stream?: string): void;
}

export interface Faults extends FaultControl {
  /** Lets a request pass, or does to it what a rule says. */
  request(operation: Operation, stream: string, call: Call, pass: () => void): void;
  /** Sends an append's answer, or does with it what a rule says. */
  acknowledge(stream: string, send: () => void): void;
  /** Makes a subscription known to `drop`; returns how to forget it. */
  subscribed(stream: string, call: Call): () => void;
}

export const newFaults = (): Faults => {
  let rules: Rule[] = [];
  const subscriptions = new Map<Call, string>();

  const use = <T extends Rule>(stream: string, fits: (candidate: Rule) => candidate is T): T | undefined => {
    if (rules.length === 0) return undefined;
    const found = rules.find((candidate): candidate is T => stream.startsWith(candidate.stream) && fits(candidate));
    if (found) {
      found.times -= 1;
      rules = rules.filter(({ times }) => times > 0);
    }
    return found;
  };

  return {
    add: input => {
      rules.push(rule.parse(input));
    },
    clear: () => {
      rules = [];
    },
    drop: (how, prefix = '') => {
      for (const [call, stream] of subscriptions) {
        if (!stream.startsWith(prefix)) continue;
        if (how === 'end') call.end();
        else call.breakOff();
      }
    },
    request: (operation, stream, call, pass) => {
      const found = use(
        stream,
        (candidate): candidate is Extract<Rule, { on: Operation }> => 'on' in candidate && candidate.on === operation,
      );
      if (!found) pass();
      else if (found.do === 'unavailable') call.fail(unavailable());
      else if (found.do === 'not-leader') call.fail(notLeader(found.host, found.port));
    },
    acknowledge: (stream, send) => {
      const found = use(stream, (candidate): candidate is Exclude<Rule, { on: Operation }> => !('on' in candidate));
      if (found?.do === 'lose-ack') return;
      if (found?.do === 'delay-ack') {
        setTimeout(send, found.ms);
        return;
      }
      send();
      if (found?.do === 'double-ack') send();
    },
    subscribed: (stream, call) => {
      subscriptions.set(call, stream);
      return () => subscriptions.delete(call);
    },
  };
};

const drop = z.object({ how: z.enum(['end', 'break']), stream: z.string().optional() });

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
};

/** The same control for other processes: POST /faults (a rule), DELETE /faults, POST /drop. Answers 204, or 400 with the reason. */
export const serveFaults = async (faults: FaultControl, port: number): Promise<{ url: string; close(): void }> => {
  const server = createServer((request, response) => {
    const run = async (): Promise<void> => {
      const route = `${request.method} ${request.url}`;
      if (route === 'POST /faults') faults.add(rule.parse(await bodyOf(request)));
      else if (route === 'DELETE /faults') faults.clear();
      else if (route === 'POST /drop') {
        const { how, stream } = drop.parse(await bodyOf(request));
        faults.drop(how, stream);
      } else throw new Error(`No such control: ${route}`);
    };
    run().then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(400).end(String(error)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
