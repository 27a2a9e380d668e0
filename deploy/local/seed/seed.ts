/** Fills an empty hospital by commands, and adds the coming days' sessions to one that has been here before. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { Hospital } from '../hospital.ts';
import { seedCatalogue } from './catalogue.ts';
import { giving, plus } from './demo.ts';
import { leaveOpen } from './open-work.ts';
import { demoPatients } from './people.ts';
import { daysAround, publishSessions } from './sessions.ts';
import { saveTemplates } from './templates.ts';
import { liveVisits, plan, registerPatients } from './visits.ts';

interface Mark {
  readonly _id: string;
  readonly at: Date;
}

const dayMs = 86_400_000;

/**
 * @param openidOf what WeChat calls a person
 * @param say is told what is being done
 * @param weeks of history; without any there are no patients yet
 * @param open whether some visits are still under way
 */
export const seed = async (
  { dispatch, servers, settle }: Pick<Hospital, 'dispatch' | 'servers' | 'settle'>,
  openidOf: (person: string) => Promise<string>,
  say: (line: string) => void,
  weeks = 4,
  open = false,
): Promise<void> => {
  const marks = servers.mongo.db.collection<Mark>('marks');
  const now = new Date();
  let given = 0;
  const give = giving(dispatch, () => {
    given++;
  });
  if (await marks.findOne({ _id: 'seeded' })) {
    await publishSessions(give, daysAround(now, 0, 13), now);
    return;
  }
  const past = plus(now, -weeks * 7 * dayMs);
  say('seeding a demo hospital: departments, doctors, drugs, diagnoses');
  await seedCatalogue(give, dispatch, servers, past);
  await saveTemplates(give, past);
  say(`seeding sessions and patients (${given} commands so far)`);
  await publishSessions(give, daysAround(now, -weeks * 7, 13), past);
  const patients = weeks > 0 ? await demoPatients(openidOf) : [];
  await registerPatients(give, patients, past);
  const days = weeks > 0 ? daysAround(now, -weeks * 7, 0) : [];
  // Sessions that were over before the history begins were never published.
  const visits = days
    .flatMap(day => plan(patients, day, plus(now, -3 * 3_600_000)))
    .filter(({ session }) => session.endsAt > past);
  let lived = 0;
  await liveVisits(give, servers, visits, () => {
    lived++;
    if (lived % 100 === 0)
      say(`seeding ${weeks} weeks of history: ${lived} of ${visits.length} visits (${given} commands)`);
  });
  if (open) await leaveOpen(give, servers, patients, chinaDayOf(now), now);
  // What the seed did needs no reaction any more: the processes begin after it.
  await settle();
  await marks.insertOne({ _id: 'seeded', at: now });
  say(`seeded ${visits.length} visits with ${given} commands`);
};
