/** The front ends while they are edited: the servers of Vite and of Taro, which build what changed and tell the open pages. */
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Children, freePort } from './children.ts';
import type { Front } from './fronts.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const builtWithin = 120_000;

const vite = createRequire(`${root}dashboard/package.json`)
  .resolve('vite/package.json')
  .replace('package.json', 'bin/vite.js');
const servers = [
  {
    path: '/admin/',
    workspace: 'dashboard',
    file: vite,
    args: (port: number) => ['--port', String(port), '--strictPort', '--host', '127.0.0.1'],
    env: () => ({}),
  },
  {
    path: '/m/',
    workspace: 'miniprogram',
    file: `${root}miniprogram/node_modules/@tarojs/cli/bin/taro`,
    args: () => ['build', '--type', 'h5', '--watch', '--no-check'],
    env: (port: number) => ({ NODE_ENV: 'development', TARO_OUT: 'dist/watch', TARO_PORT: String(port) }),
  },
] as const;

/** Resolves when both serve: the first build of the phone takes half a minute. */
export const serveFronts = async (children: Children): Promise<readonly Front[]> =>
  Promise.all(
    servers.map(async ({ path, workspace, file, args, env }) => {
      const port = await freePort();
      await children.tool(workspace, {
        file,
        args: args(port),
        env: { ...process.env, ...env(port) },
        cwd: `${root}${workspace}`,
      });
      const upstream = `http://127.0.0.1:${port}`;
      for (const until = Date.now() + builtWithin; ; await setTimeout(100)) {
        if (
          await fetch(`${upstream}${path}`).then(
            ({ ok }) => ok,
            () => false,
          )
        )
          return { path, upstream };
        if (Date.now() > until) throw new Error(`${workspace} is not served: see its log`);
      }
    }),
  );
