/** What `run.ts` chose, as the script's environment tells it. */
import { journeyNames } from './journeys/names.ts';

/** Always this machine: load is for no hospital but one's own. */
export const origin = `http://127.0.0.1:${__ENV.LOAD_PORT ?? '8080'}`;
export const shapeName = __ENV.LOAD_SHAPE ?? 'smoke';
const one = __ENV.LOAD_JOURNEY ?? 'all';
export const chosen = journeyNames.filter(name => one === 'all' || one === name);
/** For shapes that can be made bigger and longer. */
export const users = Number(__ENV.LOAD_USERS ?? 50);
export const minutes = Number(__ENV.LOAD_MINUTES ?? 5);
