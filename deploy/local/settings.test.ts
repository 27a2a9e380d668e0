import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { settingsTable } from '@yunzhen/platform/config';
import { type ServerName, serverSettings, serviceSettings, settingsOf } from '@yunzhen/platform/settings';
import { uses as projectionsUse } from '@yunzhen/projections/compose';
import { uses as queriesUse } from '@yunzhen/read-api/compose';
import { uses as pushesUse } from '@yunzhen/realtime/compose';
import { uses as commandsUse } from '@yunzhen/write-side/compose';
import { uses as reactionsUse } from '@yunzhen/write-side/reactions/compose';
import { outsideSettings } from '@yunzhen/write-side/settings';

const services = {
  'write-side': [...commandsUse, 'outside systems'],
  reactions: [...reactionsUse, 'outside systems'],
  projections: projectionsUse,
  'read-api': queriesUse,
  realtime: pushesUse,
};
const takes = (used: string): string =>
  used in settingsOf
    ? Object.keys(settingsOf[used as ServerName])
        .map(name => `\`${name}\``)
        .join(', ')
    : `all of the ${used}`;
const servicesTable = ['| Service | Takes |', '|---|---|']
  .concat(
    Object.entries(services).map(([name, uses]) => `| \`${name}\` | ${uses.map(takes).filter(Boolean).join(', ')} |`),
  )
  .join('\n');

const file = new URL('../../docs/settings.md', import.meta.url);
const page = `# Settings

Every process reads its settings from the environment. A local hospital (\`npm start\`) starts a stand-in for each server whose
URL is not set, and makes the keys it needs once, in its data folder. A broken setting is one line that names it.

## Servers and keys

${settingsTable(serverSettings)}

## Outside systems

${settingsTable(outsideSettings)}
## A service in a process of its own

Each is started as \`node --import @oxc-node/core/register <service>/main.ts\` (reactions: \`write-side/reactions/main.ts\`) and needs no other settings than these, besides
\`PORT\`, \`LOG_LEVEL\` and those of traces: keys are for those alone that use them.

${servicesTable}

${settingsTable(serviceSettings)}`;

test('docs/settings.md says what the code takes (WRITE_DOCS=1 writes it)', () => {
  if (process.env.WRITE_DOCS) writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});
