/** Doctors write the record of a consultation, and give it to the patient. */
import type { InputOf } from '@yunzhen/contracts/api/client';
import type { record } from '@yunzhen/contracts/record/record';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Behaviour, each, onTheWay, type Want } from './behaviour.ts';
import { doctor, wanting } from './intent.ts';

const want = wanting<typeof record>('record');
type Content = InputOf<typeof record, 'write'>;

/** During the consultation; again as often as it takes. */
export const write = (by: Actor, id: string, content: Pick<Content, 'diagnoses'> & Partial<Content>) =>
  want(by, id, 'write', {
    chiefComplaint: '复诊开药',
    presentIllness: '规律服药，病情平稳。',
    pastHistory: '既往诊断明确，否认药物过敏。',
    advice: '清淡饮食，按时服药，两周后复诊。',
    ...content,
  });
export const publish = (by: Actor, id: string) => want(by, id, 'publish', {});

/** Who has written seldom writes again. */
const writeOne: Want = ({ truth, random, diagnosis }) =>
  [...truth.consultation].flatMap(([id, { status, doctorId }]) =>
    status === 'in-progress' && (!truth.record.has(id) || random.chance(0.03))
      ? [() => write(doctor(doctorId), id, { diagnoses: [diagnosis] })]
      : [],
  );

export const behaviours: readonly Behaviour[] = [
  onTheWay(25, writeOne),
  onTheWay(
    15,
    each(
      'record',
      ({ status }) => status === 'written',
      (id, { written }) => publish(doctor(written?.doctorId ?? ''), id),
    ),
  ),
];
