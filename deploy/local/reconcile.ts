/** `npm run reconcile -- <day>`: asks the running hospital to fetch and match a day, and shows how far it is. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { day as dayShape } from '@yunzhen/contracts/language';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { isDifference } from '@yunzhen/contracts/reconciliation/kinds';
import { reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { type ReconciliationRow, reconciliationsView } from '@yunzhen/contracts/reconciliation/row';
import { differenceText, reconciliationText } from '@yunzhen/contracts/reconciliation/text.zh';
import { parsedWithWord, runCommand, UsageError } from '@yunzhen/platform/command-line';
import { mongo } from '@yunzhen/platform/mongo';
import { pointers } from '@yunzhen/read-api/pointers';
import { askedDays } from '@yunzhen/write-side/reconciliation/asked';
import { running } from './running.ts';

const patienceMs = 10_000;
const longMs = 60_000;
const yuan = (fen: number): string => (fen / 100).toFixed(2);
const say = (text: string) => process.stdout.write(text);

const shown = (row: ReconciliationRow): string => {
  const { channelSays, platform, terms } = row.result ?? {};
  const differences = (terms ?? []).filter(({ outcome }) => outcome === 'foreign' || isDifference(outcome));
  return [
    `${row.day} ${reconciliationText.states[row.status].word}`,
    `  渠道 收 ${yuan(channelSays?.paid.amount ?? 0)} 退 ${yuan(channelSays?.refunded.amount ?? 0)}`,
    `  平台 收 ${yuan(platform?.paid.amount ?? 0)} 退 ${yuan(platform?.refunded.amount ?? 0)}`,
    ...differences.map(
      ({ outcome, line, count, effect }) =>
        `  ${differenceText.choices.kind[outcome]}（${differenceText.choices.line[line]}）${count} 笔 ${yuan(effect)}`,
    ),
    '',
  ].join('\n');
};

const run = async (): Promise<void> => {
  const options = { data: { type: 'string', default: '.data' } } as const;
  const usage = '(npm run reconcile -- 2026-03-02 [--data DIR])';
  const { values, word } = parsedWithWord(process.argv.slice(2), options, usage);
  const { data: day, success } = dayShape.safeParse(word);
  if (!success) throw new UsageError(`which day? ${usage}`);
  const { MONGODB_URL: url, MONGODB_DATABASE: database = 'yunzhen' } = running(values.data);
  if (!url) throw new UsageError('no hospital is running here; npm start first, or set MONGODB_URL');
  const server = mongo(url, database, 'reconcile');
  const reading = await pointers(server.db);
  const _id = reconciliationIdOf('wechat', day);
  const look = () => reading.view(reconciliationsView).findOne({ _id });
  try {
    const before = (await look())?.run ?? 0;
    const days = askedDays(server.db);
    await days.replaceOne({ _id: day }, { state: 'asked', requestId: randomUUID() }, { upsert: true });
    let told = false;
    for (const began = Date.now(); ; await setTimeout(300)) {
      if (!told && Date.now() - began > longMs) {
        told = true;
        say('\n还在等微信的账单。Ctrl-C 不影响取账单和对账，稍后在“对账”里看结果。\n');
      }
      const asked = await days.findOne({ _id: day });
      if (asked?.state === 'refused') {
        const words: Readonly<Record<string, unknown>> = reconciliationText.refusals;
        throw new UsageError(`${reconciliation.name}: ${words[asked.code ?? ''] ?? asked.code}`);
      }
      if (asked?.state === 'asked' && Date.now() - began > patienceMs)
        throw new UsageError('no reactions answer: is the hospital running?');
      const row = await look();
      const arrived = row?.arrivals.at(-1);
      if (arrived) {
        const rows = arrived.rows === null ? '' : ` ${arrived.rows} 行`;
        say(`\r${day}: ${reconciliationText.choices.statement[arrived.statement]}${rows} …`);
        if (arrived.state === 'broken' && arrived.fault && Date.parse(arrived.at) > began)
          throw new UsageError(
            `第 ${arrived.line} 行 ${arrived.column ?? ''}：${reconciliationText.choices.fault[arrived.fault]}`,
          );
      }
      if (row && row.run > before && (row.status === 'matched' || row.status === 'doubted'))
        return void say(`\r${shown(row)}`);
    }
  } finally {
    reading.stop();
    await server.close();
  }
};

await runCommand(run);
