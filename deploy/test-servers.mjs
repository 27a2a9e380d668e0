/** `npm run test:servers`: the conformance suites on the real servers whose URLs are set, in place of the stand-ins. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const suites = {
  EVENT_STORE_URL: 'standins/eventstoredb',
  MONGODB_URL: 'standins/mongodb/conformance',
  REDIS_URL: 'standins/redis',
  CENTRIFUGO_URL: 'standins/centrifugo',
  S3_URL: 'standins/s3/conformance',
};

const there = Object.entries(suites).filter(([setting]) => process.env[setting]);
if (there.length === 0) {
  process.stderr.write(`no server is set: give one or more of ${Object.keys(suites).join(', ')}\n`);
  process.exit(1);
}
process.stdout.write(`on ${there.map(([setting]) => setting.replace('_URL', '').toLowerCase()).join(', ')}\n`);
const test = fileURLToPath(new URL('./test.mjs', import.meta.url));
process.exit(spawnSync(process.execPath, [test, ...there.map(([, path]) => path)], { stdio: 'inherit' }).status ?? 1);
