/** The front ends of a local hospital: built when their sources changed since the last build, served under their paths. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify, stripVTControlCharacters } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import files from '@fastify/static';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A front end that is built. */
export interface Built {
  /** Where it is served, with both slashes. */
  readonly path: string;
  /** The folder that holds index.html. */
  readonly folder: string;
}
/** Or one that is edited, behind a server of its own. */
export type Front = Built | { readonly path: string; readonly upstream: string };

const builds: readonly { readonly path: string; readonly workspace: string; readonly build: Build }[] = [
  { path: '/admin/', workspace: 'dashboard', build: (workspace, outDir) => vite(workspace, outDir) },
  { path: '/m/', workspace: 'miniprogram', build: (workspace, outDir) => taro(workspace, outDir) },
];

/**
 * Builds what is not built yet; a folder of `dist` is named after the sources it was made of.
 * @param only their paths; all when absent
 */
export const buildFronts = async (
  progress: (line: string) => void,
  only: readonly string[] = builds.map(({ path }) => path),
): Promise<readonly Built[]> => {
  const fronts: Built[] = [];
  for (const { path, workspace, build } of builds)
    if (only.includes(path)) fronts.push({ path, folder: await built(workspace, build, progress) });
  return fronts;
};

/** Fills a folder of its own with what a front end is made into. */
type Build = (workspace: string, outDir: string) => Promise<void>;

const built = async (workspace: string, build: Build, progress: (line: string) => void): Promise<string> => {
  const dist = `${root}${workspace}/dist`;
  const name = await sourcesOf(workspace);
  const folder = `${dist}/${name}`;
  if (existsSync(folder)) {
    const now = new Date();
    await utimes(folder, now, now);
    return folder;
  }
  progress(`building ${workspace}`);
  const unfinished = `${folder}.${process.pid}`;
  await build(workspace, unfinished);
  await compressed(unfinished);
  // Two hospitals may build at once: the first is kept, both are the same.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  await forgetOld(dist, folder);
  return folder;
};

/** A name made of everything the build depends on. */
export const sourcesOf = async (workspace: string): Promise<string> => {
  const found = await Promise.all(
    [workspace, 'contracts', 'client'].map(async part =>
      (await filesIn(`${root}${part}`)).map(path => `${part}/${path}`),
    ),
  );
  const sources = found.flat().filter(path => !/(^|\/)(node_modules|dist|tests|testing)\/|\.test\.tsx?$/.test(path));
  const hash = createHash('sha256');
  for (const path of [...sources, 'package-lock.json', 'deploy/local/fronts.ts'].sort())
    hash.update(path).update(await readFile(`${root}${path}`));
  return hash.digest('hex').slice(0, 16);
};

/** All files below a folder, by their paths in it. */
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

/** Runs a build tool; what it complains of is the error. */
const run = async (workspace: string, args: readonly string[], env: Record<string, string> = {}): Promise<void> => {
  const child = spawn(process.execPath, args, {
    cwd: `${root}${workspace}`,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => said.push(String(chunk)));
  const [code] = await once(child, 'exit');
  if (code === 0) return;
  // Before the reason stands all the progress there was.
  const reason = stripVTControlCharacters(said.join('')).trim().split('\n').slice(-50).join('\n');
  throw new Error(`${workspace} could not be built: ${reason}`);
};

const vite: Build = (workspace, outDir) => {
  const require = createRequire(`${root}${workspace}/package.json`);
  const program = require.resolve('vite/package.json').replace(/package\.json$/, 'bin/vite.js');
  const env = { NODE_ENV: 'production' };
  return run(workspace, [program, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'], env);
};

/** Taro writes where its configuration says; a build of another process must not be in the way. */
const taro: Build = async (workspace, outDir) => {
  const program = `${root}${workspace}/node_modules/@tarojs/cli/bin/taro`;
  const env = { NODE_ENV: 'production', TARO_OUT: relative(`${root}${workspace}`, outDir) };
  await run(workspace, [program, 'build', '--type', 'h5', '--no-check'], env);
};

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** `.br` and `.gz` beside everything that is text: served as they are to whoever takes them. */
const compressed = async (folder: string): Promise<void> => {
  for (const path of (await filesIn(folder)).filter(name => /\.(html|js|css|svg)$/.test(name))) {
    const text = await readFile(`${folder}/${path}`);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    await writeFile(`${folder}/${path}.br`, await brotli(text, { params }));
    await writeFile(`${folder}/${path}.gz`, await gzipped(text));
  }
};

/** Another hospital may still serve a build that was new yesterday: those used within a week stay. */
const forgetOld = async (dist: string, current: string): Promise<void> => {
  const limit = Date.now() - 7 * 86_400_000;
  for (const entry of await readdir(dist)) {
    const path = `${dist}/${entry}`;
    if (path !== current && (await stat(path)).mtimeMs < limit) await rm(path, { recursive: true, force: true });
  }
};

/** What a page of ours may do: run its own scripts, speak with its own origin, show its own pictures. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  // Big workbooks are packed by a worker that is made from a blob.
  "worker-src 'self' blob:",
  // The two phones of /demo.
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

type Fastify = Parameters<typeof files>[0];

/** Every address below the path that is no file is the page itself, which knows what to show there. */
export const serveFront = async (fastify: Fastify, { path, folder }: Built): Promise<void> => {
  await fastify.register(
    async scope => {
      await scope.register(files, {
        root: folder,
        preCompressed: true,
        cacheControl: false,
        setHeaders: (reply, file) => {
          const hashed = file.startsWith(`${folder}/assets/`);
          reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
          if (!hashed) reply.header('content-security-policy', policy);
        },
      });
      scope.setNotFoundHandler((request, reply) => {
        if ((request.method !== 'GET' && request.method !== 'HEAD') || request.url.startsWith(`${path}assets/`))
          return reply.code(404).send();
        return reply.sendFile('index.html');
      });
    },
    { prefix: path },
  );
  fastify.get(path.slice(0, -1), (_, reply) => reply.redirect(path, 308));
};
