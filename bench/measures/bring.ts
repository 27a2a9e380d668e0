/** Brings a day's statements as finance does, and waits until the board of the day shows that they are matched. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { request } from 'undici';
import { z } from 'zod';
import { type Merchant, writeFlow, writeTrade } from '../statement-files.ts';

export interface Brought {
  readonly origin: string;
  readonly token: string;
  readonly folder: string;
  readonly day: string;
  readonly count: number;
  readonly merchant: Merchant;
  readonly progress: (line: string) => void;
}
const looked = z.object({ is: z.literal('whole'), fileId: z.string() });
const shown = z.object({
  status: z.string(),
  result: z.object({ terms: z.array(z.object({ outcome: z.string(), count: z.number() })) }).nullable(),
});

/** Writes the files; what it answers is the work that is measured. */
export const bring = async (of: Brought): Promise<() => Promise<void>> => {
  const { origin, token, folder, day, count, merchant, progress } = of;
  const files = { trade: join(folder, 'trade.csv.gz'), 'fund-flow': join(folder, 'flow.csv.gz') } as const;
  progress(`writing two statements of ${count} payments`);
  await writeTrade({ path: files.trade, day, count, merchant });
  await writeFlow({ path: files['fund-flow'], day, count });

  const authorization = `Bearer ${token}`;
  const id = reconciliationIdOf('wechat', day);
  const answerOf = async (path: string, options: Parameters<typeof request>[1] = {}): Promise<unknown> => {
    const headers = { authorization, ...options.headers };
    const answer = await request(`${origin}${path}`, { headersTimeout: 0, bodyTimeout: 0, ...options, headers });
    const body = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${path} ${answer.statusCode} ${body}`);
    return JSON.parse(body);
  };
  const put = async (statement: keyof typeof files): Promise<void> => {
    const body = createReadStream(files[statement]);
    const bytes = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body } as const;
    const { fileId } = looked.parse(await answerOf('/api/statements', bytes));
    const input = JSON.stringify({ channel: 'wechat', day, statement, fileId });
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    await answerOf(`/api/reconciliation/${id}/upload`, { method: 'POST', headers, body: input });
  };
  return async () => {
    const begun = performance.now();
    const tell = (what: string) => progress(`${what} after ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
    await put('trade');
    tell('trade statement read');
    await put('fund-flow');
    tell('fund flow read');
    for (;;) {
      const { status, result } = shown.parse(await answerOf(`/api/reconciliations/${id}`));
      if (status === 'doubted') throw new Error('the books do not agree');
      if (status === 'matched' && result) {
        const agree = result.terms.find(({ outcome }) => outcome === 'matched')?.count;
        if (agree !== count) throw new Error(`${agree} of ${count} payments agree`);
        tell('board shown');
        return;
      }
      await setTimeout(100);
    }
  };
};
