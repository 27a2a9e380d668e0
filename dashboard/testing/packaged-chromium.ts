/** The Chromium of npm, unpacked once per version for all test processes, with the libraries and letters that a bare system lacks. */
import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { LaunchOptions } from 'playwright-core';

const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
const home = join(dirname(entry), '../..');

/** It unpacks its shared libraries (NSS, expat) only where it believes to be on AWS. */
const unpackInto = async (dir: string): Promise<void> => {
  const script = `await (await import(${JSON.stringify(join(home, 'build/esm/index.js'))})).default.executablePath()`;
  const env = { ...process.env, TMPDIR: dir, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
};

const fontsConf = (...dirs: readonly string[]) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${dirs.map(dir => `<dir>${dir}</dir>`).join('')}<cachedir>${join(tmpdir(), 'fontconfig')}</cachedir></fontconfig>
`;

/** Unpacks beside and renames: whoever comes second at the same time finds it whole. */
const unpacked = async (): Promise<string> => {
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const dir = join(tmpdir(), `yunzhen-chromium-${version}-${userInfo().uid}`);
  const there = () =>
    access(dir).then(
      () => true,
      () => false,
    );
  if (await there()) return dir;
  const fresh = await mkdtemp(`${dir}-`);
  await unpackInto(fresh);
  await writeFile(join(fresh, 'fonts.conf'), fontsConf('/usr/share/fonts', join(dir, 'fonts/fonts')));
  await rename(fresh, dir).catch(async error => {
    await rm(fresh, { recursive: true });
    if (!(await there())) throw error;
  });
  return dir;
};

/**
 * How Playwright launches it. The flags that the package recommends are for AWS: with `--single-process` among them the browser
 * ends when a context is closed.
 */
export const packagedChromium = async (): Promise<LaunchOptions> => {
  const dir = await unpacked();
  const libraries = [join(dir, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(dir, 'fonts.conf') };
  return { executablePath: join(dir, 'chromium'), env };
};
