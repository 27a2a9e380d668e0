import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { control } from './control.ts';
import { forkHospital } from './forked.testing.ts';

const program = fileURLToPath(new URL('./visit.ts', import.meta.url));

/** Runs the visit as a person at the keyboard would. */
const visit = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', program, ...args], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  let [out, error] = ['', ''];
  child.stdout.on('data', chunk => {
    out += chunk;
  });
  child.stderr.on('data', chunk => {
    error += chunk;
  });
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  const scenes = out.split('\n').flatMap(line => /^━━ \d+ {2}(.*?) ━/.exec(line)?.[1] ?? []);
  return { code, out, error: error.trim(), scenes };
};

let dataDir = '';
let hospital: Awaited<ReturnType<typeof forkHospital>>;
let port = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-visit-test-'));
  hospital = await forkHospital(dataDir);
  port = new URL(hospital.origin).port;
}, 240_000);
afterAll(async () => {
  await hospital?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const minutes = 60_000;

test(
  '[P6.6] a visit is lived from the first sign-in to the figures, and again in the same hospital',
  async () => {
    for (const _ of ['once', 'again']) {
      const { code, error, scenes, out } = await visit('--port', port);
      expect({ code, error }).toEqual({ code: 0, error: '' });
      expect(scenes).toEqual([
        '大屏亮起',
        '登录与建档',
        '挂号',
        '缴费',
        '候诊',
        '问诊',
        '病历与处方',
        '审方',
        '缴药费与取药',
        '结束与评价',
        '数据',
      ]);
      for (const event of ['registration.held', 'consultation.accepted', 'prescription.passed', 'rating.rated'])
        expect(out).toContain(`event  ${event} → revision`);
    }
  },
  6 * minutes,
);

test(
  '[P6.11] what goes wrong is lived too: holds, refunds, races, notifications, lost connections, HIS',
  async () => {
    const { code, error, scenes } = await visit('--wrong');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(scenes).toHaveLength(13);
  },
  6 * minutes,
);

test(
  'a step that does not happen is one clear line and exit code 1',
  async () => {
    await control(`${hospital.origin}/wechat`)('POST', 'faults', {
      operation: 'sign-in',
      kind: 'refuse',
      code: '40226',
    });
    const { code, error } = await visit('--port', port);
    expect(code).toBe(1);
    expect(error).toMatch(/^.{2,4}（患者） could not sign in: Problem risky-user$/);
  },
  2 * minutes,
);

test(
  'without a hospital it says how to start one',
  async () => {
    const { code, error } = await visit('--port', '9');
    expect(code).toBe(1);
    expect(error).toBe('no hospital answers at http://127.0.0.1:9; start one with npm start, or give its --port');
  },
  2 * minutes,
);
