/** `npm run fixtures`: writes the fixture of each event version that has none, and records what was newly declared. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { capabilities } from '@yunzhen/contracts/index';
import { eventSchemas } from '@yunzhen/contracts/language';
import { fixtureFolder, fixtures } from '@yunzhen/contracts/testing/fixtures';
import { versions } from '@yunzhen/contracts/versions';
import { declared } from './declared.ts';
import { broken, readPromised, recorded, unrecorded, writePromised } from './promised.ts';
import { sampleOf } from './sample.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const { of: versionOf, upcast } = versions(capabilities);
/** The older fixture in its new shape where there is one. */
const writeFixtures = (): void => {
  const known = new Map(fixtures().map(one => [`${one.type}.v${one.version}`, one]));
  for (const [type, schema] of capabilities.flatMap(one => [...eventSchemas(one)])) {
    const version = versionOf(type) ?? 1;
    const name = `${type}.v${version}`;
    if (known.has(name)) continue;
    const older = known.get(`${type}.v${version - 1}`);
    const data = older
      ? upcast({ type, data: older.data, metadata: { version: older.version } }).data
      : sampleOf(schema);
    writeFileSync(new URL(`${name}.json`, fixtureFolder), `${JSON.stringify(data, null, 2)}\n`);
    say(`contracts/fixtures/${name}.json written: make it likely before it is committed`);
  }
};

const { values } = parseArgs({
  options: {
    freeze: { type: 'boolean', default: false },
    same: { type: 'string', multiple: true, default: [] },
    gone: { type: 'string', multiple: true, default: [] },
  },
});
writeFixtures();
const before = readPromised();
const promised = values.freeze ? { ...before, frozen: true } : before;
const now = await declared();
if (promised.frozen) {
  for (const { kind, name, version } of unrecorded(promised, now)) say(`recorded ${kind} ${name} version ${version}`);
  const after = recorded(promised, now, values);
  writePromised(after);
  const wrong = broken(after, now);
  for (const { what, why } of wrong) say(`${what}: ${why}`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
} else say('the contract is not frozen: nothing is recorded');
