/** Fills an empty hospital by commands, on virtual clocks, and adds the coming days' sessions to one that has been here before. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { Hospital } from '../hospital.ts';
import { seedCatalogue } from './catalogue.ts';
import { plus } from './demo.ts';
import { history } from './history.ts';
import { leaveOpen } from './open-work.ts';
import { demoPatients } from './people.ts';
import { daysAround, publishSessions } from './sessions.ts';
import { saveTemplates } from './templates.ts';
import { liveAll, liveVisit, plan, registerPatients } from './visits.ts';

interface Mark {
  readonly _id: string;
  readonly at: Date;
}

const dayMs = 86_400_000;

/**
 * @param openidOf what WeChat calls a person
 * @param say is told what is being done
 * @param days of history; without any there are no patients yet
 * @param open whether some visits are still under way
 */
export const seed = async (
  hospital: Pick<Hospital, 'dispatch' | 'servers' | 'settle' | 'rules'>,
  openidOf: (person: string) => Promise<string>,
  say: (line: string) => void,
  { days = 28, open = false }: { readonly days?: number; readonly open?: boolean } = {},
): Promise<void> => {
  const { dispatch, servers, settle } = hospital;
  const marks = servers.mongo.db.collection<Mark>('marks');
  const now = new Date();
  let given = 0;
  const past = history(hospital, () => {
    given++;
  });
  const { give, life, arrive } = past;
  if (await marks.findOne({ _id: 'seeded' })) {
    await publishSessions(give, daysAround(now, 0, 13), now);
    return;
  }
  const begin = plus(now, -days * dayMs);
  say('seeding a demo hospital: departments, doctors, drugs, diagnoses');
  await seedCatalogue(give, dispatch, servers, begin);
  await saveTemplates(give, begin);
  say(`seeding sessions and patients (${given} commands so far)`);
  await publishSessions(give, daysAround(now, -days, 13), begin);
  const patients = days > 0 ? await demoPatients(openidOf) : [];
  await registerPatients(past, patients, begin);
  // Sessions that were over before the history begins were never published.
  const visits = (days > 0 ? daysAround(now, -days, 0) : [])
    .flatMap(day => plan(patients, day, plus(now, -3 * 3_600_000)))
    .filter(({ session }) => session.endsAt > begin);
  let lived = 0;
  await liveAll(visits, async visit => {
    await liveVisit(life(visit.at.getTime()), visit, now);
    lived++;
    if (lived % 100 === 0)
      say(`seeding ${days} days of history: ${lived} of ${visits.length} visits (people sent ${given} commands)`);
  });
  if (open) await leaveOpen(past, patients, chinaDayOf(now), now);
  await arrive(now);
  // What followed has followed: the processes begin after it.
  await settle();
  await marks.insertOne({ _id: 'seeded', at: now });
  say(`seeded ${visits.length} visits; people sent ${given} commands`);
};
