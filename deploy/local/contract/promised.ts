/** What was promised when the contract was frozen, held against what is declared now. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Declared } from './events.ts';

/** Kind and name → version → digests that mean the same. */
type Digests = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
export interface Promised {
  /** Before it is frozen nothing is promised, and shapes may change without a version. */
  readonly frozen: boolean;
  readonly declared: Digests;
}
export interface Broken {
  /** `event registration.held`. */
  readonly what: string;
  /** What happened to it, and what to do. */
  readonly why: string;
}

const file = new URL('../../../contracts/snapshot.json', import.meta.url);
export const readPromised = (): Promised => JSON.parse(readFileSync(file, 'utf8')) as Promised;
/** One name a line, so that two branches that change different names merge. */
export const writePromised = ({ frozen, declared }: Promised): void => {
  const lines = Object.keys(declared)
    .sort()
    .map(what => `    ${JSON.stringify(what)}: ${JSON.stringify(declared[what])}`);
  const body = lines.length > 0 ? `{\n${lines.join(',\n')}\n  }` : '{}';
  writeFileSync(file, `{\n  "frozen": ${frozen},\n  "declared": ${body}\n}\n`);
};

export const nameOf = ({ kind, name }: Pick<Declared, 'kind' | 'name'>): string => `${kind} ${name}`;
const same = (what: string) => `or, where it means the same, npm run fixtures -- --same "${what}"`;
const changed: Readonly<Record<Declared['kind'], (what: string) => string>> = {
  event: what => `its shape changed: declare an upcast from the older one (contracts/language.ts), ${same(what)}`,
  fixture: () => 'it was changed: what was once stored stays as it is; a new shape has a fixture of its own version',
  view: what => `its table changed: raise its version, so that it is filled anew, ${same(what)}`,
  fact: what => `its table changed: raise its version, so that it is filled anew, ${same(what)}`,
  command: what => `it changed: older phones still send it as it was. Add optional input only, then ${accept(what)}`,
  query: what => `it changed: older phones still ask and read it as it was. Add only, then ${accept(what)}`,
  endpoint: what => `it changed: older phones still call and read it as it was. Add only, then ${accept(what)}`,
};
const accept = (what: string) => `npm run fixtures -- --same "${what}"`;
const gone: Readonly<Record<Declared['kind'], (what: string) => string>> = {
  event: () => 'it is gone: stored events stay for ever, and so does their declaration',
  fixture: () => 'it is gone: what was once stored must stay readable',
  view: what => `it is gone: a build beside this one may still read it; npm run fixtures -- --gone "${what}"`,
  fact: what => `it is gone: a build beside this one may still read it; npm run fixtures -- --gone "${what}"`,
  command: what => `it is gone: older phones still send it; npm run fixtures -- --gone "${what}"`,
  query: what => `it is gone: older phones still ask it; npm run fixtures -- --gone "${what}"`,
  endpoint: what => `it is gone: older phones still call it; npm run fixtures -- --gone "${what}"`,
};

/** Nothing for what was not promised yet. */
export const broken = ({ frozen, declared }: Promised, now: readonly Declared[]): Broken[] => {
  if (!frozen) return [];
  const names = new Map(now.map(one => [nameOf(one), one]));
  return Object.entries(declared).flatMap(([what, versions]): Broken[] => {
    const one = names.get(what);
    const kind = what.slice(0, what.indexOf(' ')) as Declared['kind'];
    if (!one) return [{ what, why: gone[kind](what) }];
    const newest = Math.max(...Object.keys(versions).map(Number));
    if (one.version < newest) return [{ what, why: `it is in version ${one.version} and was in version ${newest}` }];
    const promised = versions[one.version];
    return promised && !promised.includes(one.digest) ? [{ what, why: changed[kind](what) }] : [];
  });
};

/** Names and versions that are declared and not yet promised. */
export const unrecorded = ({ frozen, declared }: Promised, now: readonly Declared[]): readonly Declared[] =>
  frozen ? now.filter(one => !declared[nameOf(one)]?.[one.version]) : [];

/**
 * With everything that is new, and with the changes that mean the same.
 * @param same names whose change is promised too
 * @param gone names that are not promised any more
 */
export const recorded = (
  { frozen, declared }: Promised,
  now: readonly Declared[],
  { same = [], gone = [] }: { readonly same?: readonly string[]; readonly gone?: readonly string[] } = {},
): Promised => {
  const all = new Map(Object.entries(declared).filter(([what]) => !gone.includes(what)));
  for (const one of now) {
    const what = nameOf(one);
    const versions = all.get(what) ?? {};
    const known = versions[one.version] ?? [];
    if (known.includes(one.digest) || (known.length > 0 && !same.includes(what))) continue;
    all.set(what, { ...versions, [one.version]: [...known, one.digest] });
  }
  return { frozen, declared: Object.fromEntries(all) };
};
