/** A small hospital of one's own: nothing that is done to it or to its stand-ins harms another. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { checkpoints as processes } from '@yunzhen/write-side/reactions/compose';
import { type Children, children, freePort } from '../children.ts';
import { localEnvironment } from '../environment.ts';
import { type Hospital, hospital } from '../hospital.ts';
import { seed } from '../seed/seed.ts';

export interface OwnHospital {
  readonly origin: string;
  /** Where its stand-in for the hospital information system is, and what signs requests to it. */
  readonly his: { readonly url: string; readonly secret: string };
  /** Resolves when everybody who follows the events has dealt with all of them, and nothing waits to be tried again. */
  readonly rest: () => Promise<void>;
  /** Its stand-ins, and its services when they are apart. */
  readonly parts: Pick<Children, 'up' | 'kill'>;
  readonly close: () => Promise<void>;
}

export interface OwnHospitalOptions {
  /** Holds everything; a hospital that was there before goes on. */
  readonly dataDir: string;
  readonly holdMinutes?: number;
  /** Each service in a process of its own, and all that end are started again. */
  readonly apart?: boolean;
  /** Where it listens; anywhere by default. */
  readonly port?: number;
  readonly say?: (line: string) => void;
}

/** Departments, staff, drugs and sessions, but no patients; whatever is configured in the environment, it uses stand-ins. */
export const ownHospital = async (options: OwnHospitalOptions): Promise<OwnHospital> => {
  const { dataDir, holdMinutes, apart = false, say = () => undefined } = options;
  mkdirSync(`${dataDir}/log`, { recursive: true });
  const port = options.port ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const parts = children(dataDir, (name, why) => say(`${name} ${why}`), apart);
  let running: Hospital | undefined;
  const close = async () => {
    await running?.close();
    await parts.stop();
  };
  try {
    const configured = holdMinutes === undefined ? {} : { HOLD_MINUTES: String(holdMinutes) };
    const started = (name: string) => say(`started ${name}`);
    const environment = await localEnvironment(dataDir, origin, parts, started, { configured });
    const log = createWriteStream(`${dataDir}/log/hospital.log`, { flags: 'a' });
    const opened = await hospital(environment, log, apart ? parts : undefined);
    running = opened;
    await seed(running, async person => person, say, { days: 0 });
    await running.open(port);
    const { secret } = JSON.parse(await readFile(`${dataDir}/his/credentials.json`, 'utf8')) as { secret: string };
    return {
      origin,
      his: { url: `${environment.standins.his}`, secret },
      rest: () => rest(opened.servers),
      parts,
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
};

const followers = [...processes, 'views', 'facts', 'realtime'];

const rest = async ({ store, mongo }: Hospital['servers']): Promise<void> => {
  const checkpoints = mongo.db.collection<{ _id: string; position: number }>('checkpoints');
  const outbox = mongo.db.collection('outbox');
  for (;;) {
    const head = Number(await store.head());
    const there = await checkpoints.countDocuments({ _id: { $in: followers }, position: { $gte: head } });
    if (
      there === followers.length &&
      (await outbox.countDocuments({ $or: [{ state: 'running' }, { attempts: { $gt: 0 } }] })) === 0
    )
      return;
    await setTimeout(100);
  }
};
