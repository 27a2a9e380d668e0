import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serviceNames } from './services.ts';
import { forkHospital } from './visit/forked.testing.ts';
import { happy } from './visit/happy.ts';
import { type Narrator, silent } from './visit/narrator.ts';
import { type Stage, stage } from './visit/stage.ts';

let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-apart-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Lives the good visit; `before` the first step of each scene something may be done to the hospital. */
const live = async (origin: string, before: (scene: string) => void): Promise<void> => {
  let begun: string | undefined;
  const narrator: Narrator = {
    ...silent,
    scene: title => {
      begun = title;
    },
  };
  const on = stage(origin, narrator);
  const disturbed: Stage = {
    ...on,
    step: (...doing) => {
      if (begun) before(begun);
      begun = undefined;
      return on.step(...doing);
    },
  };
  await happy(disturbed).finally(on.leave);
};

/** Which service is gone while a scene begins. */
const gone: Readonly<Record<string, (typeof serviceNames)[number]>> = {
  缴费: 'write-side',
  候诊: 'projections',
  问诊: 'realtime',
  病历与处方: 'read-api',
  审方: 'write-side',
};

test('a visit is lived in a hospital whose services are apart, and each of them is killed meanwhile; whole, it goes on', async () => {
  const apart = await forkHospital(dataDir, true);
  const back: Promise<void>[] = [];
  await live(apart.origin, scene => {
    const name = gone[scene];
    // Not awaited: it goes while the step asks it.
    if (name) back.push(apart.crash(name).then(({ up }) => up));
  });
  expect(back).toHaveLength(Object.keys(gone).length);
  await Promise.all(back);
  const ready = await fetch(`${apart.origin}/health/ready`);
  const { checks } = (await ready.json()) as { checks: { name: string; ok: boolean }[] };
  expect(checks).toEqual(expect.arrayContaining(serviceNames.map(name => expect.objectContaining({ name, ok: true }))));
  await apart.stop();

  const whole = await forkHospital(dataDir);
  await live(whole.origin, () => undefined);
  await whole.stop();
}, 480_000);

test('a service says what is wrong with its settings, a line each', async () => {
  const program = fileURLToPath(new URL('../../read-api/main.ts', import.meta.url));
  const env = { PATH: process.env.PATH, PORT: '99999', REDIS_URL: 'none', CENTRIFUGO_API_KEY: 'key' };
  const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', program], { env });
  let said = '';
  child.stderr.on('data', chunk => {
    said += chunk;
  });
  expect(await once(child, 'close')).toEqual([1, null]);
  const lines = said.trim().split('\n');
  expect(lines).toContain('PORT: a number was given, expected port (Where it listens.)');
  expect(lines).toContain(
    'REDIS_URL: a text of 4 characters was given, expected redis:// URL (Redis: cached answers, failed sign-ins, news of views; shared by all services that use it.)',
  );
  expect(lines.filter(line => !/^[A-Z_]+: \S/.test(line))).toEqual([]);
});
