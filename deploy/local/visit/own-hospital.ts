/** A small hospital of one's own: nothing that is done to it or to its stand-ins harms another. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { children, freePort } from '../children.ts';
import { localEnvironment } from '../environment.ts';
import { type Hospital, hospital } from '../hospital.ts';
import { seed } from '../seed/seed.ts';

export interface OwnHospital {
  readonly origin: string;
  /** Where its stand-in for the hospital information system is, and what signs requests to it. */
  readonly his: { readonly url: string; readonly secret: string };
  readonly close: () => Promise<void>;
}

export interface OwnHospitalOptions {
  /** Holds everything; a hospital that was there before goes on. */
  readonly dataDir: string;
  readonly holdMinutes?: number;
  readonly say?: (line: string) => void;
}

/** Departments, staff, drugs and sessions, but no patients; whatever is configured in the environment, it uses stand-ins. */
export const ownHospital = async (options: OwnHospitalOptions): Promise<OwnHospital> => {
  const { dataDir, holdMinutes, say = () => undefined } = options;
  mkdirSync(`${dataDir}/log`, { recursive: true });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const parts = children(dataDir, (name, code) => say(`${name} ended (${code ?? 'killed'})`));
  let running: Hospital | undefined;
  const close = async () => {
    await running?.close();
    await parts.stop();
  };
  try {
    const configured = holdMinutes === undefined ? {} : { HOLD_MINUTES: String(holdMinutes) };
    const environment = await localEnvironment(dataDir, origin, parts, name => say(`started ${name}`), configured);
    running = await hospital(environment, createWriteStream(`${dataDir}/log/hospital.log`, { flags: 'a' }));
    await seed(running, async person => person, say, 0);
    await running.open(port);
    const { secret } = JSON.parse(await readFile(`${dataDir}/his/credentials.json`, 'utf8')) as { secret: string };
    return { origin, his: { url: `${environment.standins.his}`, secret }, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
};
