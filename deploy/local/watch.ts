/** `npm run dev`: a service whose sources changed is started again; the stand-ins and what they keep stay up. */
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Children } from './children.ts';
import { type ServiceName, serviceNames } from './services.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** An editor writes a file more than once, and a branch many files. */
const settleMs = 60;

/** The services made of a folder at the top. */
const madeOf: Readonly<Record<string, readonly ServiceName[]>> = {
  contracts: serviceNames,
  platform: serviceNames,
  'write-side': ['write-side', 'reactions'],
  projections: ['projections'],
  'read-api': ['read-api'],
  realtime: ['realtime'],
};

const isSource = (path: string): boolean =>
  path.endsWith('.ts') && !/(^|\/)(node_modules|dist|testing|fixtures)\/|\.(test|testing)\.ts$/.test(path);

/** The services that a changed file is part of: `write-side/visit.ts`. */
export const servicesOf = (path: string): readonly ServiceName[] =>
  isSource(path) ? (madeOf[path.slice(0, path.indexOf('/'))] ?? []) : [];

/** @param say told of each service that serves again */
export const watchServices = (children: Children, say: (line: string) => void, signal: AbortSignal): void => {
  const due = new Set<ServiceName>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const restart = async (name: ServiceName): Promise<void> => {
    const began = performance.now();
    await children.restart(name);
    if (!signal.aborted) say(`${name} is new after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  };
  const restartAll = async (): Promise<void> => {
    const names = [...due];
    due.clear();
    await Promise.all(names.map(restart));
  };

  for (const folder of Object.keys(madeOf))
    watch(`${root}${folder}`, { recursive: true, signal }, (_, file) => {
      for (const name of servicesOf(`${folder}/${file}`.replaceAll('\\', '/'))) due.add(name);
      if (due.size === 0) return;
      clearTimeout(timer);
      timer = setTimeout(() => (turn = turn.then(restartAll)), settleMs);
    });
};
