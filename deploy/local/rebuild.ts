/** `npm run rebuild -- <view>`: asks the running hospital to fill a view afresh beside the old one, and shows how far it is. */
import { setTimeout } from 'node:timers/promises';
import { parsedWithWord, runCommand, UsageError } from '@yunzhen/platform/command-line';
import { mongo } from '@yunzhen/platform/mongo';
import { rebuilds } from '@yunzhen/projections/engine/rebuild';
import { allViews } from '@yunzhen/projections/registry';
import { running } from './running.ts';

const patienceMs = 5_000;

const run = async (): Promise<void> => {
  const options = { data: { type: 'string', default: '.data' } } as const;
  const { values, word: view } = parsedWithWord(
    process.argv.slice(2),
    options,
    '(npm run rebuild -- <view> [--data DIR])',
  );
  const names = (await allViews()).map(({ name }) => name);
  if (!names.includes(view)) throw new UsageError(`which view? One of: ${names.join(', ')}`);
  const { MONGODB_URL: url, MONGODB_DATABASE: database = 'yunzhen' } = running(values.data);
  if (!url) throw new UsageError('no hospital is running here; npm start first, or set MONGODB_URL');
  const server = mongo(url, database, 'rebuild');
  const asked = rebuilds(server.db);
  try {
    await asked.replaceOne({ _id: view }, { state: 'asked', events: 0 }, { upsert: true });
    for (const began = Date.now(); ; await setTimeout(200)) {
      const now = await asked.findOne({ _id: view });
      if (now?.state === 'asked' && Date.now() - began > patienceMs)
        throw new UsageError('no projections answer: is the hospital running?');
      if (now?.state === 'running') process.stdout.write(`\r${view}: ${now.events} events …`);
      if (now?.state === 'failed') throw new UsageError(`${view} could not be rebuilt: ${now.error}`);
      if (now?.state === 'done') {
        process.stdout.write(`\r${view}: rebuilt from ${now.events} events, readers follow\n`);
        return;
      }
    }
  } finally {
    await server.close();
  }
};

await runCommand(run);
