import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { consultationsView, queuesView } from '@yunzhen/contracts/consultation/row';
import { NotFound } from '@yunzhen/platform/problem';
import { answer, only, shown } from '../answer.ts';
import { consultationsShown } from '../consultations.ts';
import { all, equal, within } from '../filters.ts';
import { pageOf } from '../paging.ts';

export const consultations = answer('consultations', consultationQueries.consultations, async asking => {
  const { params, reachable, view } = asking;
  const { status, clinicSessionId, visitPersonId, from, to, ...paging } = params;
  const filter = { ...equal({ status, clinicSessionId, visitPersonId }), ...within('startsAt', from, to) };
  const running = status === 'waiting' || status === 'in-progress';
  const sort = { field: 'turn', direction: running ? 1 : -1 } as const;
  const { rows, next } = await pageOf(view(consultationsView), all(filter, reachable(consultationsView)), sort, paging);
  return { rows: await consultationsShown(view, rows), next };
});

export const consultation = answer(
  'consultation',
  consultationQueries.consultation,
  async ({ params, reachable, view }) => {
    const row = await view(consultationsView).findOne(
      all({ _id: params.consultationId }, reachable(consultationsView)),
    );
    return only(await consultationsShown(view, [shown(row)]));
  },
);

export const queue = answer('queue', consultationQueries.queue, async ({ params, by, reachable, view }) => {
  const { clinicSessionId } = params;
  const consultations = view(consultationsView);
  const isPatient = by?.role === 'patient';
  // A queue is everybody's; a patient sees it who has a place in it or had one.
  if (isPatient && !(await consultations.findOne(all({ clinicSessionId }, reachable(consultationsView)))))
    throw new NotFound();
  const found = await view(queuesView).findOne(all({ _id: clinicSessionId }, isPatient ? {} : reachable(queuesView)));
  const { called = null, waiting } = shown(found);
  const ordered = waiting.toSorted((a, b) => a.number - b.number);
  const persons = isPatient
    ? []
    : await consultations.find({ clinicSessionId, status: 'waiting' }).sort({ turn: 1 }).toArray();
  return {
    clinicSessionId,
    called,
    numbers: ordered.map(({ number }) => number),
    own: ordered.flatMap(({ consultationId, number, patientId }, ahead) =>
      patientId === by?.id ? [{ consultationId, number, ahead }] : [],
    ),
    persons: await consultationsShown(
      view,
      persons.map(row => shown(row)),
    ),
  };
});
