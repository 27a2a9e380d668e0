/** Events as they were stored, one file for each version of each: never changed once the contract is frozen. */
import { readdirSync, readFileSync } from 'node:fs';
import { capabilities } from '../index.ts';
import type { Stored } from '../language.ts';
import { versions } from '../versions.ts';

export const fixtureFolder = new URL('../fixtures/', import.meta.url);

export interface Fixture {
  readonly type: string;
  readonly version: number;
  readonly data: Stored;
}

/** Of every version, as it was stored. Throws RangeError for a file whose name is not `<event>.v<number>.json`. */
export const fixtures = (): Fixture[] =>
  readdirSync(fixtureFolder).map(name => {
    const [, type, version] = /^([a-z-]+\.[a-z0-9-]+)\.v([1-9]\d*)\.json$/.exec(name) ?? [];
    if (!type || !version) throw new RangeError(`contracts/fixtures/${name} is to be named <event>.v<number>.json`);
    const data = JSON.parse(readFileSync(new URL(name, fixtureFolder), 'utf8')) as Stored;
    return { type, version: Number(version), data };
  });

const { of, upcast } = versions(capabilities);
/** One of each event in the shape of today. */
export const currentFixtures = (): ReadonlyMap<string, Record<string, unknown>> =>
  new Map(fixtures().flatMap(({ type, version, data }) => (version === of(type) ? [[type, { ...data }]] : [])));

/** Of every version, as this build reads it. */
export const upcastFixtures = (): Fixture[] =>
  fixtures().map(({ type, version, data }) => ({
    type,
    version,
    data: upcast({ type, data, metadata: { version } }).data,
  }));
