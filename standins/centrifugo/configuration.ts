/** Where settings come from: the caller, else `config.json` in the data folder, else development defaults with fresh secrets. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HubSettings, InvalidSettings, parseSettings, type Settings } from './settings.ts';

const history = { history_size: 100, history_ttl: '600s', force_recovery: true };

/** The channels of the product; secrets are made for each folder. */
const development = () =>
  ({
    client: { token: { hmac_secret_key: randomBytes(32).toString('base64url') }, allowed_origins: ['*'] },
    http_api: { key: randomBytes(32).toString('base64url') },
    channel: {
      namespaces: [
        { name: 'personal', ...history, allow_user_limited_channels: true },
        {
          name: 'consultation',
          ...history,
          presence: true,
          join_leave: true,
          allow_presence_for_subscriber: true,
          allow_history_for_subscriber: true,
        },
        { name: 'queue', ...history },
        { name: 'call', ...history, allow_publish_for_subscriber: true },
        { name: 'board', ...history, history_size: 10 },
      ],
    },
  }) satisfies HubSettings;

const stored = async (file: string): Promise<object | undefined> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidSettings(`${file} is not JSON`);
  }
};

/**
 * A section the caller gives replaces the one in `config.json`. When the secret or the key is in neither, the file is written,
 * readable by its owner only, so that other processes and the next start find the same ones. Throws InvalidSettings.
 */
export const configuration = async (dir: string, given: Partial<HubSettings>): Promise<Settings> => {
  const file = join(dir, 'config.json');
  const kept = given.client && given.http_api ? {} : await stored(file);
  if (kept) return parseSettings({ channel: development().channel, ...kept, ...given });
  const fresh = { ...development(), ...given };
  const settings = parseSettings(fresh);
  await mkdir(dir, { recursive: true });
  const { client, channel, http_api } = fresh;
  await writeFile(file, `${JSON.stringify({ client, channel, http_api }, null, 2)}\n`, { mode: 0o600 });
  return settings;
};
