/** Rounds of visits in a hospital of real processes, while one after the other is killed; then everything is held against everything. */
import { setTimeout } from 'node:timers/promises';
import { settings } from '@yunzhen/platform/config';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { startProcess } from '@yunzhen/platform/process';
import type { Servers } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { children, freePort } from '../children.ts';
import { localEnvironment } from '../environment.ts';
import { serviceNames } from '../services.ts';
import { control } from '../visit/control.ts';
import { type ForkedHospital, forkHospital } from '../visit/forked.testing.ts';
import { type Acknowledged, allAgree } from './audit.ts';
import { people, publish, visit } from './people.ts';

const standins = ['eventstoredb', 'mongodb', 'clickhouse', 'redis', 'centrifugo', 's3', 'wechat', 'his'] as const;
const victims = [...serviceNames, ...standins];

export interface CampaignOptions {
  readonly dataDir: string;
  readonly rounds: number;
  /** The power goes in every so many-th round. */
  readonly powerEvery: number;
  readonly say: (line: string) => void;
}
export interface Campaign {
  readonly findings: readonly string[];
  readonly visits: number;
  readonly kills: number;
  readonly acknowledged: readonly Acknowledged[];
}

/** Who comes in a round; those who change their minds soon give their numbers to the others. */
const visitors = [
  ...Array.from({ length: 12 }, () => 'changes-mind' as const),
  ...(['cancels', 'cancels', 'is-rejected', 'is-treated', 'is-treated', 'is-treated'] as const),
];
/** Fewer numbers than visitors: somebody may find none left. */
const capacity = 12;

export const campaign = async ({ dataDir, rounds, powerEvery, say }: CampaignOptions): Promise<Campaign> => {
  const acknowledged: Acknowledged[] = [];
  const port = await freePort();
  let hospital: ForkedHospital = await forkHospital(dataDir, true, port);
  const { origin } = hospital;
  const wechat = control(`${origin}/wechat`);
  // What WeChat does in minutes it does here in seconds.
  await wechat('PATCH', 'settings', { timeFactor: 0.02 });
  const all = people(origin, acknowledged);
  const [operator, doctor, pharmacist] = await Promise.all(['operator', 'doctor', 'pharmacist'].map(all.staff));
  if (!operator || !doctor || !pharmacist) throw new Error('nobody is there');
  const house = { operator, doctor, pharmacist };
  const counts = { visits: 0, kills: 0 };
  const failed: string[] = [];

  const kill = async (): Promise<void> => {
    await setTimeout(Math.random() * 1_500);
    const name = victims[Math.floor(Math.random() * victims.length)] as string;
    counts.kills++;
    const { up } = await hospital.crash(name);
    say(`  ${name} was killed`);
    await up;
  };
  const loseAll = async (): Promise<void> => {
    await setTimeout(500 + Math.random() * 1_500);
    counts.kills += await hospital.kill();
    say('  the power is gone');
    hospital = await forkHospital(dataDir, true, port);
  };

  try {
    for (let round = 1; round <= rounds; round++) {
      const began = performance.now();
      const clinicSessionId = await publish(all.driver, house, capacity);
      const visits = visitors.map((end, index) =>
        visit(all, house, clinicSessionId, round * 100 + index, end).catch((error: Error) => {
          failed.push(`a visit of round ${round}: ${error.message}${error.cause ? `: ${error.cause}` : ''}`);
          say(`  ${failed.at(-1)}`);
        }),
      );
      const breaking = round % powerEvery === 0 ? [loseAll()] : [kill().then(kill), kill()];
      await Promise.all([...visits, ...breaking]);
      counts.visits += visits.length;
      say(`round ${round}: ${visits.length} visits in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    }
    const open = async () =>
      ((await wechat('GET', 'notifications')) as { dueAt?: number }[]).some(({ dueAt }) => dueAt !== undefined);
    while (await open()) await setTimeout(200);
    await hospital.rest();
  } finally {
    await hospital.stop();
  }
  const findings = await opened(dataDir, (servers, events) => allAgree({ dataDir, acknowledged, servers, events }));
  return { ...counts, acknowledged, findings: [...failed, ...findings] };
};

/** Opens what lies in the folder of a hospital that was stopped. */
export const opened = async <T>(
  dataDir: string,
  look: (servers: Servers, events: readonly RecordedEvent[]) => Promise<T>,
): Promise<T> => {
  const parts = children(dataDir, (name, why) => process.stderr.write(`${name} ${why}\n`));
  const nowhere = 'http://127.0.0.1:9';
  const configured = { WECHAT_PAY_MERCHANT: 'none', HIS_URL: nowhere, CENTRIFUGO_URL: nowhere };
  const { env } = await localEnvironment(dataDir, nowhere, parts, () => undefined, { configured });
  const { servers, close } = await startProcess('audit', settings(serverSettings, env), {
    destination: { write: () => undefined },
  });
  try {
    const events: RecordedEvent[] = [];
    for (let at: bigint | null = null, end = false; !end; ) {
      const page = await servers.store.readAll(at, 1_000);
      events.push(...page.events);
      ({ last: at, end } = page);
    }
    return await look(servers, events);
  } finally {
    await close();
    await parts.stop();
  }
};
