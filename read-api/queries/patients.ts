import type { ConsultationRow } from '@yunzhen/contracts/consultation/row';
import { consultationsView } from '@yunzhen/contracts/consultation/row';
import { lookedUpBy } from '@yunzhen/contracts/lookup';
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { patientsView, visitPersonsView } from '@yunzhen/contracts/patient/row';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import { answer, shown } from '../answer.ts';
import { doctorCards } from '../doctor-cards.ts';
import { all } from '../filters.ts';
import { byId } from '../names.ts';

export const consent = answer('consent', patientQueries.consent, async () => {
  const { version, title, sections } = currentConsent;
  return { version, title, sections: sections.map(({ heading, text }) => ({ heading, text })) };
});

const own = <T extends { lookup: unknown }>({ lookup: _, ...row }: T) => row;

export const me = answer('me', patientQueries.me, async ({ reachable, view }) => {
  const patient = shown(await view(patientsView).findOne(reachable(patientsView)));
  const persons = await view(visitPersonsView)
    .find(all(reachable(visitPersonsView), { removed: false }))
    .sort({ addedAt: 1, _id: 1 })
    .toArray();
  return { ...patient, visitPersons: persons.map(row => own(shown(row))) };
});

export const persons = answer('persons', patientQueries.persons, async ({ params: { q, limit }, view, index }) => {
  const filter = { lookup: { $in: lookedUpBy(q, index) } };
  const [rows, total] = await Promise.all([
    view(visitPersonsView).find(filter).sort({ addedAt: -1, _id: 1 }).limit(limit).toArray(),
    view(visitPersonsView).countDocuments(filter),
  ]);
  return {
    rows: rows.map(({ patientId, visitPersonId, name, gender, birthDate, phone, idNumber }) => ({
      ...{ patientId, visitPersonId, name, gender },
      ...{ birthDate, phone, idNumber },
    })),
    total,
  };
});

/** Doctors of this many last consultations. */
const consultationsSeen = 200;

export const myDoctors = answer('myDoctors', patientQueries.myDoctors, async ({ reachable, view, now }) => {
  const patient = shown(await view(patientsView).findOne(reachable(patientsView)));
  const past = await view(consultationsView)
    .find(all(reachable(consultationsView), { status: { $in: ['in-progress', 'completed'] } }))
    .sort({ turn: -1 })
    .limit(consultationsSeen)
    .project<Pick<ConsultationRow, 'doctorId'>>({ _id: 0, doctorId: 1 })
    .toArray();
  const followed = patient.followed.map(({ doctorId }) => doctorId).reverse();
  const consulted = [...new Set(past.map(({ doctorId }) => doctorId))];
  const rows = await byId(view, practitionersView, [...followed, ...consulted]);
  const cards = await doctorCards(
    view,
    [...rows.values()].map(row => shown(row)),
    now,
  );
  const card = new Map(cards.map(one => [one.practitionerId, one]));
  const pick = (ids: readonly string[]) => ids.flatMap(id => card.get(id) ?? []);
  return { followed: pick(followed), consulted: pick(consulted) };
});
