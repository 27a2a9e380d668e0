/** Fixtures as the events of one hospital that several people share: the same story with other ids. */
import { currentFixtures } from '@yunzhen/contracts/testing/fixtures';
import { v5 } from 'uuid';

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const ids = '5b6f3e0a-55d4-5b0b-9a1e-1d1c8a0f7e11';
const all = currentFixtures();

/** What a fixture's id is called in a set of them. */
export const idIn = (set: string, id: string): string => v5(`${set} ${id}`, ids);

/**
 * The data of an event in a set of its own.
 * @param given fields in place of the fixture's, wherever they stand at the top
 */
export const eventIn = (set: string, type: string, given: object = {}): Record<string, unknown> => {
  const data = all.get(type);
  if (!data) throw new RangeError(`there is no fixture of ${type}`);
  const other = JSON.parse(JSON.stringify(data).replaceAll(uuid, id => idIn(set, id))) as Record<string, unknown>;
  return { ...other, ...Object.fromEntries(Object.entries(given).filter(([field]) => field in other)) };
};
