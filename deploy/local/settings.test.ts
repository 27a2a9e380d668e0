import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { settingsTable } from '@yunzhen/platform/config';
import { serverSettings, serviceSettings } from '@yunzhen/platform/settings';
import { outsideSettings } from '@yunzhen/write-side/settings';

const file = new URL('../../docs/settings.md', import.meta.url);
const page = `# Settings

Every process reads its settings from the environment. A local hospital (\`npm start\`) starts a stand-in for each server whose
URL is not set, and makes the keys it needs once, in its data folder. A broken setting is one line that names it.

## Servers and keys

${settingsTable(serverSettings)}

## Outside systems

${settingsTable(outsideSettings)}
## A service in a process of its own

\`write-side\`, \`projections\`, \`read-api\` and \`realtime\` are each started as \`node --import @oxc-node/core/register <service>/main.ts\`,
with the settings of servers and keys, these, and for the write side those of the outside systems.

${settingsTable(serviceSettings)}`;

test('docs/settings.md says what the code takes (WRITE_DOCS=1 writes it)', () => {
  if (process.env.WRITE_DOCS) writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});
