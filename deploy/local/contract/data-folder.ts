/** Whether the events of a data folder can be read by this build: told before anything is started on it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { UsageError } from '@yunzhen/platform/command-line';
import { type Declared, declaredEvents } from './events.ts';
import { type Promised, readPromised } from './promised.ts';

/** Wire name → version and digest of the shape it was last written in. */
export type Stamp = Readonly<Record<string, Pick<Declared, 'version' | 'digest'>>>;

export const stampOf = (events: readonly Declared[]): Stamp =>
  Object.fromEntries(events.map(({ name, version, digest }) => [name, { version, digest }]));

/** Names of events that were stored in a shape which this build can neither read nor upcast. */
export const unreadable = (stamp: Stamp, events: readonly Declared[], { declared }: Promised): string[] => {
  const now = stampOf(events);
  return Object.entries(stamp).flatMap(([name, stored]) => {
    const known = now[name];
    const same = [known?.digest, ...(declared[`event ${name}`]?.[stored.version] ?? [])];
    return known &&
      (known.version > stored.version || (known.version === stored.version && same.includes(stored.digest)))
      ? []
      : [name];
  });
};

/** What is stored beside the shapes of events: 2 since sealed values are JSON and files lie in a blob store. */
const storedForm = '2';
const wayOn = 'npm start -- --fresh starts over, --data DIR takes another folder';
const some = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

/**
 * Writes down in the folder in which shapes this build stores events. Throws a UsageError of one line, and changes nothing, where it was
 * filled by a build whose events this one cannot read.
 */
export const checkDataFolder = (dataDir: string): void => {
  const file = `${dataDir}/shapes.json`;
  const formFile = `${dataDir}/stored-form`;
  const events = declaredEvents();
  if (existsSync(`${dataDir}/eventstoredb`)) {
    if (!existsSync(file)) throw new UsageError(`${dataDir} was filled by an older build: ${wayOn}`);
    const names = unreadable(JSON.parse(readFileSync(file, 'utf8')) as Stamp, events, readPromised());
    if (names.length > 0)
      throw new UsageError(`${dataDir} was filled by another build, which stores ${some(names)} otherwise: ${wayOn}`);
    if (!existsSync(formFile) || readFileSync(formFile, 'utf8').trim() !== storedForm)
      throw new UsageError(`${dataDir} was filled by a build that stores files and sealed values otherwise: ${wayOn}`);
  }
  writeFileSync(formFile, `${storedForm}\n`);
  writeFileSync(file, `${JSON.stringify(stampOf(events), null, 1)}\n`);
};
