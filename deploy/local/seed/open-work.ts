/** Visits that are under way when the hospital opens, so that every role finds something to do at any hour. */
import { LeftOpen, leaving } from '@yunzhen/people/driver';
import { type Random, randomFrom } from '@yunzhen/people/random';
import { minutes, plus } from './demo.ts';
import type { History } from './history.ts';
import type { DemoPatient } from './people.ts';
import { sessionsOf } from './sessions.ts';
import { liveVisit, plan } from './visits.ts';

/** The command that somebody has yet to give, when the visit began in minutes before now, and how often. */
const open = [
  { before: 'consultation/accept', ago: 9, times: 2 },
  { before: 'record/write', ago: 40, times: 1 },
  { before: 'prescription/claim', ago: 50, times: 4 },
  { before: 'prescription/publish', ago: 55, times: 1 },
  { before: 'dispensing/dispense', ago: 70, times: 3 },
] as const;

/** Nothing goes wrong, and there is a prescription. */
const lucky = (seed: number): Random => ({ ...randomFrom(seed), chance: share => share > 0.5 });

/** @param day today; the first patients are left alone, they are who visitors play */
export const leaveOpen = async (
  { life }: Pick<History, 'life'>,
  patients: readonly DemoPatient[],
  day: string,
  now: Date,
): Promise<void> => {
  const [session] = sessionsOf(day);
  if (!session) return;
  const busy = new Set(plan(patients, day, now).map(({ patient }) => patient.patientId));
  const free = patients.slice(8).filter(({ patientId }) => !busy.has(patientId));
  const work = open.flatMap(({ times, ...one }) => Array.from({ length: times }, (_, index) => ({ ...one, index })));
  for (const [number, { before, ago, index }] of work.entries()) {
    const patient = free[number];
    if (!patient) return;
    const at = plus(now, -minutes(ago + 3 * index));
    const driver = leaving(life(at.getTime()), before);
    await liveVisit(driver, { session, patient, at, luck: lucky(number) }, now).catch(error => {
      if (!(error instanceof LeftOpen)) throw error;
    });
  }
};
