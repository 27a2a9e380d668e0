/** The five services as processes of their own, as they are deployed: each is told what it uses and nothing else. */
import { fileURLToPath } from 'node:url';
import type { SettingsShape } from '@yunzhen/platform/config';
import type { Serving } from '@yunzhen/platform/service';
import { type ServerName, serverSettings, settingsOfService } from '@yunzhen/platform/settings';
import { uses as projectionsUse } from '@yunzhen/projections/compose';
import { uses as queriesUse } from '@yunzhen/read-api/compose';
import { uses as pushesUse } from '@yunzhen/realtime/compose';
import { uses as commandsUse } from '@yunzhen/write-side/compose';
import { uses as reactionsUse } from '@yunzhen/write-side/reactions/compose';
import { outsideSettings } from '@yunzhen/write-side/settings';
import { type Children, freePort } from './children.ts';
import type { Environment } from './environment.ts';

const program = (main: string, uses: readonly ServerName[], own: SettingsShape = {}) => ({
  file: fileURLToPath(new URL(`../../${main}`, import.meta.url)),
  settings: { ...settingsOfService(uses), ...own },
});
const programs = {
  'write-side': program('write-side/main.ts', commandsUse, outsideSettings),
  reactions: program('write-side/reactions/main.ts', reactionsUse, outsideSettings),
  projections: program('projections/main.ts', projectionsUse),
  'read-api': program('read-api/main.ts', queriesUse),
  realtime: program('realtime/main.ts', pushesUse),
} as const;
const everySetting = { ...serverSettings, ...outsideSettings };
/** What a service does not use it is not told. */
const told = (env: NodeJS.ProcessEnv, taken: SettingsShape): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => name in taken || !(name in everySetting)));
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
    file: programs[service].file,
    env: { ...told({ ...process.env, ...env }, programs[service].settings), PORT: String(port) },
  });
  return { name, url: `http://127.0.0.1:${port}`, routes, up: () => children.up(name) };
};
