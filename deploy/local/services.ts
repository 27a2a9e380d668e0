/** The four services as processes of their own, as they are deployed: each gets nothing but its environment. */
import { fileURLToPath } from 'node:url';
import type { Serving } from '@yunzhen/platform/service';
import { type Children, freePort } from './children.ts';
import type { Environment } from './environment.ts';

const programs = {
  'write-side': new URL('../../write-side/main.ts', import.meta.url),
  projections: new URL('../../projections/main.ts', import.meta.url),
  'read-api': new URL('../../read-api/main.ts', import.meta.url),
  realtime: new URL('../../realtime/main.ts', import.meta.url),
} as const;
export type ServiceName = keyof typeof programs;
export const serviceNames = Object.keys(programs) as ServiceName[];

export interface Service extends Serving {
  readonly name: string;
  readonly url: string;
  /** While it is being started again, resolves when it serves. */
  readonly up: () => Promise<unknown> | undefined;
}

/** @param as a name among the children and a port of its own, for a second one beside it */
export const startService = async (
  children: Children,
  env: Environment['env'],
  service: ServiceName,
  as: { readonly name?: string; readonly port?: number } = {},
): Promise<Service> => {
  const { name = service, port = await freePort() } = as;
  const { routes } = await children.program<Serving>(name, {
    file: fileURLToPath(programs[service]),
    env: { ...process.env, ...env, PORT: String(port) },
  });
  return { name, url: `http://127.0.0.1:${port}`, routes, up: () => children.up(name) };
};
