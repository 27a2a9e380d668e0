/** The servers of the hospital that runs on a folder; see `running.json` in main.ts. */
import { readFileSync } from 'node:fs';

export const running = (dataDir: string): Record<string, string | undefined> => {
  try {
    return {
      ...(JSON.parse(readFileSync(`${dataDir}/running.json`, 'utf8')) as Record<string, string>),
      ...process.env,
    };
  } catch {
    return process.env;
  }
};
