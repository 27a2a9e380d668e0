import { openSheets } from '@yunzhen/contracts/prescription/overlap';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { prescriptionsPayable, prescriptionsView } from '@yunzhen/contracts/prescription/row';
import { recordsView } from '@yunzhen/contracts/record/row';
import { registrationsView } from '@yunzhen/contracts/registration/row';
import { answer, only, shown } from '../answer.ts';
import { all, equal, within } from '../filters.ts';
import { byNumber } from '../numbers.ts';
import { pageOf } from '../paging.ts';
import { prescriptionsShown } from '../prescriptions.ts';
import { inTime, late } from '../waiting.ts';

const byPayment = (payment: 'payable' | 'paid' | 'over' | undefined, now: Date): object => {
  switch (payment) {
    case 'payable':
      return inTime(prescriptionsPayable, now);
    case 'paid':
      return { status: { $in: ['paid', 'dispensed'] } };
    case 'over':
      return {
        $or: [{ status: { $in: ['expired', 'rejected', 'cancelled'] } }, late(prescriptionsPayable, now)],
      };
    default:
      return {};
  }
};

export const prescriptions = answer('prescriptions', prescriptionQueries.prescriptions, async asking => {
  const { params, by, reachable, view, now } = asking;
  const { status, payment, visitPersonId, consultationId, departmentId, number, from, to, ...paging } = params;
  const filter = {
    $and: [equal({ status }), byPayment(payment, now)],
    ...equal({ visitPersonId, consultationId, departmentId }),
    ...within('submittedAt', from, to),
    ...byNumber(number, ['consultationId'], []),
  };
  const sort = { field: 'submittedAt', direction: -1 } as const;
  const { rows, next } = await pageOf(view(prescriptionsView), all(filter, reachable(prescriptionsView)), sort, paging);
  return { rows: await prescriptionsShown(view, rows, by), next };
});

const mostOthers = 20;

export const prescription = answer('prescription', prescriptionQueries.prescription, async asking => {
  const { params, by, reachable, view } = asking;
  const filter = all({ _id: params.prescriptionId }, reachable(prescriptionsView));
  const row = shown(await view(prescriptionsView).findOne(filter));
  const treats = by?.role === 'doctor' || by?.role === 'pharmacist';
  const { patientId, visitPersonId, prescriptionId } = row;
  const [named, registration, record, others] = await Promise.all([
    prescriptionsShown(view, [row], by),
    treats ? view(registrationsView).findOne({ _id: row.consultationId }) : null,
    treats ? view(recordsView).findOne({ _id: row.consultationId }) : null,
    treats
      ? view(prescriptionsView)
          .find({ patientId, visitPersonId, _id: { $ne: prescriptionId }, status: { $in: [...openSheets] } })
          .sort({ submittedAt: -1 })
          .limit(mostOthers)
          .toArray()
      : [],
  ]);
  return {
    ...only(named),
    chiefComplaint: registration?.chiefComplaint ?? null,
    record: record && shown(record),
    others: others.map(({ prescriptionId, status, submittedAt, lines }) => ({
      prescriptionId,
      status,
      submittedAt,
      lines,
    })),
  };
});

export const reviewList = answer(
  'reviewList',
  prescriptionQueries.reviewList,
  async ({ params, by, reachable, view }) => {
    const { state, ...paging } = params;
    const mine = by?.id ?? '';
    const filters = {
      pending: { status: 'submitted' },
      claimed: { status: 'claimed', pharmacistId: mine },
      done: { 'reviews.pharmacistId': mine },
    };
    const sort = { field: 'submittedAt', direction: state === 'done' ? -1 : 1 } as const;
    const { rows, next } = await pageOf(
      view(prescriptionsView),
      all(filters[state], reachable(prescriptionsView)),
      sort,
      paging,
    );
    return { rows: await prescriptionsShown(view, rows, by), next };
  },
);
