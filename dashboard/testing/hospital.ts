/** For tests: a hospital with a week of history and one front end, as a process of its own; says where it is, and ends with who started it. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { children, freePort } from '@yunzhen/local/children';
import { localEnvironment } from '@yunzhen/local/environment';
import { buildFronts } from '@yunzhen/local/fronts';
import { hospital } from '@yunzhen/local/hospital';
import { fetchDays } from '@yunzhen/local/seed/reconciled';
import { seed } from '@yunzhen/local/seed/seed';
import { z } from 'zod';
import { closableMonth, daysOf, liveMonth } from './month.ts';

const [dataDir, front] = process.argv.slice(2);
if (!dataDir || !front) throw new Error('a folder and a front end are needed');
mkdirSync(`${dataDir}/log`, { recursive: true });
const silent = () => undefined;
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const parts = children(dataDir, () => process.exit(1));
const fronts = buildFronts(silent, [front]);
fronts.catch(() => process.exit(1));
const environment = await localEnvironment(dataDir, origin, parts, silent);
const running = await hospital(environment, createWriteStream(`${dataDir}/log/hospital.log`));
const openidOf = async (person: string): Promise<string> => {
  const response = await fetch(`${environment.standins.wechat}/_standin/codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  });
  return z.object({ openid: z.string() }).parse(await response.json()).openid;
};
await seed(running, openidOf, silent, { days: 7 });
const over = new AbortController();
const month = closableMonth(new Date());
const { wechat } = environment.standins;
const withMonth = front === '/admin/' && wechat;
if (withMonth) await liveMonth(running, openidOf, wechat, month);
await running.open(port, await fronts);
// In the background: whoever looks at the month waits for it.
if (withMonth)
  fetchDays(running, daysOf(month), over.signal).catch(error => {
    if (!over.signal.aborted) process.stderr.write(`${(error as Error).stack}\n`);
  });
const { WECHAT_APP_ID: appid, WECHAT_PAY_MERCHANT: mchid } = environment.env;
process.send?.({ origin, merchant: { appid, mchid } });
const end = () => {
  over.abort();
  void running
    .close()
    .then(() => parts.stop())
    .finally(() => process.exit(0));
};
process.once('SIGTERM', end).once('disconnect', end);
