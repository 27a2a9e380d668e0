/** What a patient can do about a visit now, the most urgent first: the first one is the button of the page, none hides the others. */
import { isolated } from '@yunzhen/contracts/text';
import { yuan } from '../../words/format';
import type { Visit } from './steps';

export interface Action {
  readonly words: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** Nothing waits for it. */
  readonly optional?: true;
}

const over = new Set(['timed-out', 'cancelled', 'failed']);

export const actionsOf = ({ registration, consultation, prescriptions, dispensings, rating }: Visit): Action[] => {
  const { registrationId, doctorId, fee, status } = registration;
  const due = prescriptions.filter(one => one.status === 'published');
  const ready = dispensings.filter(one => one.status === 'ready');
  const named = (drugs: readonly { readonly name: string }[]) => isolated(drugs[0]?.name);
  return [
    ...(status === 'held'
      ? [
          {
            words: `去支付挂号费 ${yuan(fee)}`,
            path: '/booking/pay/index',
            params: { business: 'registration', subjectId: registrationId },
          },
        ]
      : []),
    ...due.map(({ prescriptionId, total, lines }) => ({
      words: due.length > 1 ? `支付处方（${named(lines)}等）${yuan(total)}` : `支付处方 ${yuan(total)}`,
      path: '/booking/pay/index',
      params: { business: 'prescription', subjectId: prescriptionId },
    })),
    ...ready.map(({ dispensingId, lines }) => ({
      words: ready.length > 1 ? `出示取药码（${named(lines)}等）` : '出示取药码',
      path: '/care/pick-up/index',
      params: { dispensingId },
    })),
    ...(consultation?.status === 'in-progress'
      ? [{ words: '进入问诊', path: '/care/chat/index', params: { consultationId: registrationId } }]
      : []),
    ...(consultation?.status === 'completed' && !rating
      ? [{ words: '评价医生', path: '/care/rate/index', params: { consultationId: registrationId } }]
      : []),
    ...(over.has(status)
      ? [{ words: '重新预约', path: '/booking/doctor/index', params: { doctorId }, optional: true as const }]
      : []),
  ];
};
