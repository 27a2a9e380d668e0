/** The doctor's documents: diagnosis and drugs found by pinyin initials, the record, the prescription, the pharmacist's review. */

import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { channels } from '@yunzhen/contracts/channels';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { unitPriceText } from '@yunzhen/contracts/unit-price';
import * as intents from '@yunzhen/people/prescription';
import { publish as give, write } from '@yunzhen/people/record';
import { v7 } from 'uuid';
import { yuan } from '../narrator.ts';
import type { Person } from '../person.ts';
import { must, type Stage } from '../stage.ts';
import type { Chat } from './chatting.ts';

export interface Diagnosed {
  readonly code: string;
  readonly name: string;
  readonly system: 'icd10' | 'tcm-disease' | 'tcm-syndrome';
}

export const writeRecord = (stage: Stage, { doctor, consultationId }: Chat): Promise<Diagnosed> =>
  stage.step(doctor, '输入 yfxgxy 找到诊断，写病历', async ({ command, view }) => {
    const [found] = await view(catalogueQueries.diagnoses, { q: 'yfxgxy' }, ([row]) => {
      return row !== undefined && `${row.code} ${row.name}`;
    });
    must(found, 'there is no such diagnosis');
    const { code, name, system } = found;
    await command(
      'record.written',
      write(doctor.actor, consultationId, {
        diagnoses: [{ code, name, system }],
        chiefComplaint: '血压控制不稳，晨起偏高。',
        presentIllness: '规律服药，晨起血压 150/95 mmHg，偶有头晕，休息后缓解。',
        pastHistory: '高血压病史六年，否认药物过敏。',
        advice: '低盐饮食，每日早晚测压并记录，两周后复诊。',
      }),
    );
    await view(recordQueries.record, { recordId: consultationId }, row => {
      return row.publishedAt === null && `${row.diagnoses.map(one => one.name)}; not published yet`;
    });
    return { code, name, system };
  });

export const prescribe = (
  stage: Stage,
  { doctor, consultationId }: Chat,
  pharmacist: Person,
  diagnosis: Diagnosed,
): Promise<string> =>
  stage.step(doctor, '输入 bhsal 找到药，开处方，交给药师', async ({ command, told, view }) => {
    const prescriptionId = v7();
    const [drug] = await view(catalogueQueries.drugs, { q: 'bhsal' }, ([row]) => {
      return row !== undefined && `${row.name} ${row.specification}, ${unitPriceText(row.unitPrice)} a ${row.unit}`;
    });
    must(drug, 'there is no such drug');
    const { position } = await command(
      'prescription.submitted',
      intents.submit(doctor.actor, prescriptionId, consultationId, {
        diagnoses: [diagnosis],
        lines: [intents.lineOf(drug.drugId, { dose: { value: 5, unit: 'mg' } })],
      }),
    );
    await told(pharmacist, channels.board('review'), 'prescription.submitted', { position });
    await view(prescriptionQueries.prescription, { prescriptionId }, ({ status, version, total }) => {
      return status === 'submitted' && `${status}, version ${version}, ${yuan(total)}`;
    });
    return prescriptionId;
  });

/** The pharmacist takes it from the list, so that nobody else does. */
export const claim = (stage: Stage, pharmacist: Person, prescriptionId: string): Promise<void> =>
  stage.step(pharmacist, '从待审列表里领走处方', async ({ command, view }) => {
    await view(prescriptionQueries.reviewList, { limit: 100 }, ({ rows }) => {
      return rows.some(row => row.prescriptionId === prescriptionId) && `${rows.length} to review`;
    });
    await command('prescription.claimed', intents.claim(pharmacist.actor, prescriptionId));
    await view(prescriptionQueries.prescription, { prescriptionId }, ({ status, chiefComplaint, record, lines }) => {
      return (
        status === 'claimed' &&
        record !== null &&
        `${chiefComplaint} | ${record.diagnoses[0]?.name} | ${lines[0]?.name}`
      );
    });
  });

export const pass = (stage: Stage, pharmacist: Person, doctor: Person, prescriptionId: string): Promise<void> =>
  stage.step(pharmacist, '审方通过', async ({ command, told, view }) => {
    await command('prescription.passed', intents.pass(pharmacist.actor, prescriptionId));
    await told(doctor, channels.personal(doctor.id), 'prescription.passed', { prescriptionId });
    await view(prescriptionQueries.prescription, { prescriptionId }, ({ status, pharmacistName, reviews }) => {
      return status === 'passed' && reviews.at(-1)?.passed === true && `${status} by ${pharmacistName}`;
    });
  });

export const publishRecord = (stage: Stage, { doctor, patient, consultationId }: Chat): Promise<void> =>
  stage.step(doctor, '把病历发给患者', async ({ command, told, view }) => {
    await command('record.published', give(doctor.actor, consultationId));
    await told(patient, channels.personal(patient.id), 'record.published', { recordId: consultationId });
    const message = { kind: 'record', documentId: consultationId };
    await told(patient, channels.consultation(consultationId), 'conversation.message-sent', message);
    const shown = { recordId: consultationId };
    await view(recordQueries.record, shown, row => row.contentHash !== null && `sha256 ${row.contentHash}`, patient);
  });

/** What a visit needs that ends without a prescription. */
export const writeAndPublish = async (stage: Stage, chat: Chat): Promise<void> => {
  await writeRecord(stage, chat);
  await publishRecord(stage, chat);
};

export const publish = async (stage: Stage, chat: Chat, prescriptionId: string) => {
  const { doctor, patient, consultationId } = chat;
  const mine = channels.personal(patient.id);
  const inChat = channels.consultation(consultationId);
  await publishRecord(stage, chat);
  await stage.step(doctor, '把处方发给患者', async ({ command, told, view }) => {
    await command('prescription.published', intents.publish(doctor.actor, prescriptionId));
    await told(patient, mine, 'prescription.published', { prescriptionId });
    await told(patient, inChat, 'conversation.message-sent', { kind: 'prescription', documentId: prescriptionId });
    const shown = { payment: 'payable' } as const;
    await view(
      prescriptionQueries.prescriptions,
      shown,
      ({ rows }) => {
        const row = rows.find(one => one.prescriptionId === prescriptionId);
        return row !== undefined && `${row.lines.map(line => line.name)}, ${yuan(row.total)} to be paid`;
      },
      patient,
    );
  });
};
