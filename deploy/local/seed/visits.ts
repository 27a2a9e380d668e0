/** Four weeks of visits, lived by people on their own clocks. */
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Driver } from '@yunzhen/people/driver';
import { doctor, patient, pharmacist } from '@yunzhen/people/intent';
import { acceptConsent, addPerson } from '@yunzhen/people/patient';
import { type Random, randomFrom } from '@yunzhen/people/random';
import { type Story, visit, type Who } from '@yunzhen/people/visit';
import { operator, pharmacistIds } from './catalogue.ts';
import { idOf, inParallel, minutes, plus, system } from './demo.ts';
import type { History } from './history.ts';
import type { DemoPatient } from './people.ts';
import { type DemoSession, sessionsOf } from './sessions.ts';
import { storyOf } from './story.ts';

export const registerPatients = (
  { give, life }: Pick<History, 'give' | 'life'>,
  patients: readonly DemoPatient[],
  at: Date,
): Promise<void> =>
  inParallel(patients, 32, async ({ openid, patientId, visitPersonId, name, idNumber, phone }) => {
    // As signing in by WeChat does.
    await give('patient', patientId, 'register', { openid }, system, at);
    const by = patient(patientId);
    const { send } = life(at.getTime());
    await send(addPerson(by, { visitPersonId, relation: 'self', name, idNumber, phone }));
    await send(acceptConsent(by, currentConsent.version));
  });

export interface Planned {
  readonly session: DemoSession;
  readonly patient: DemoPatient;
  readonly at: Date;
  readonly luck: Random;
}

/** Which visits took place on a day: the same ones on every machine. */
export const plan = (patients: readonly DemoPatient[], day: string, until: Date): Planned[] =>
  sessionsOf(day).flatMap(session => {
    const luck = randomFrom(Number.parseInt(session.id.slice(0, 8), 16));
    const first = luck.below(patients.length);
    return Array.from({ length: luck.below(3) }, (_, index) => {
      const patient = patients[(first + index * 7) % patients.length] as DemoPatient;
      const at = plus(session.startsAt, minutes(10 + index * 40 + luck.below(30)));
      return { session, patient, at, luck: randomFrom(Number.parseInt(session.id.slice(9, 13), 16) + index) };
    }).filter(({ at }) => at < until);
  });

/** Nobody holds two numbers at a time: one patient's visits follow each other. */
export const liveAll = (visits: readonly Planned[], live: (visit: Planned) => Promise<void>): Promise<void> => {
  const ofEach = new Map<string, Planned[]>();
  for (const one of visits.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const { patientId } = one.patient;
    ofEach.set(patientId, [...(ofEach.get(patientId) ?? []), one]);
  }
  return inParallel([...ofEach.values()], 24, async theirs => {
    for (const one of theirs) await live(one);
  });
};

export const liveVisit = async (driver: Driver, { session, luck, ...planned }: Planned, now: Date): Promise<void> => {
  const who: Who = {
    patient: patient(planned.patient.patientId),
    visitPersonId: planned.patient.visitPersonId,
    doctor: doctor(session.doctor.id),
    pharmacist: pharmacist(luck.pick(pharmacistIds)),
    operator,
  };
  const story: Story = storyOf(luck, session.doctor, now.getTime() - planned.at.getTime());
  await visit(driver, who, session.id, idOf('registration', session.id, planned.patient.patientId), story);
  // A hold that was forgotten is over by then, and its patient may book again.
  await driver.wait(minutes(20));
};
