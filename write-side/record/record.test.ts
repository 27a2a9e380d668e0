import { expect, test } from '@jest/globals';
import { visitPersonSubject } from '@yunzhen/platform/sealing/subject';
import { contentHash } from '../canonical.ts';
import { diagnosisIdOf } from '../catalogue/diagnosis-id.ts';
import { idOf } from '../testing/harness.ts';
import { diabetes, doctor, ids, recordText, visit } from '../testing/visit.ts';

const stream = `record-${ids.consultation}`;
const belongs = {
  patientId: ids.patient,
  visitPersonId: ids.visitPerson,
  doctorId: ids.doctor,
  departmentId: ids.department,
};

test('[D3.7] [D3.8] the doctor writes the record of the consultation they hold, its text sealed for the visit person', async () => {
  const { send, events } = await visit();
  await send(stream, 'write', recordText, { by: doctor });
  const sealed = (text: string) => `<${visitPersonSubject(ids.patient, ids.visitPerson)}|${text}>`;
  expect(events(stream)).toEqual([
    {
      type: 'record.written',
      data: {
        recordId: ids.consultation,
        ...belongs,
        diagnoses: sealed(`=${JSON.stringify([diabetes])}`),
        chiefComplaint: sealed('复诊开药'),
        presentIllness: sealed('血糖控制平稳'),
        pastHistory: sealed('2型糖尿病五年'),
        advice: sealed('控制饮食'),
      },
    },
  ]);
});

test('[D3.9] the hash is that of the record as it is stored, so that any later change shows', async () => {
  const { send, events } = await visit();
  await send(stream, 'write', recordText, { by: doctor });
  await send(stream, 'publish', {}, { by: doctor });
  const [written, published] = events(stream);
  expect(published).toEqual({
    type: 'record.published',
    data: { recordId: ids.consultation, ...belongs, contentHash: contentHash(written?.data ?? {}) },
  });
  const forged = { ...written?.data, advice: `<${visitPersonSubject(ids.patient, ids.visitPerson)}|不必控制饮食>` };
  expect(contentHash(forged)).not.toBe(published?.data.contentHash);
});

test('[D3.8] nobody else writes it, and nobody before or after the consultation', async () => {
  const { send } = await visit();
  const refused = { code: 'consultation-not-in-progress' };
  const another = { id: idOf(99), role: 'doctor' } as const;
  await expect(send(stream, 'write', recordText, { by: another })).rejects.toMatchObject(refused);
  await expect(send(`record-${idOf(98)}`, 'write', recordText, { by: doctor })).rejects.toMatchObject(refused);
  await send(`consultation-${ids.consultation}`, 'cancel', { reason: '急诊手术' }, { by: doctor });
  await expect(send(stream, 'write', recordText, { by: doctor })).rejects.toMatchObject(refused);
});

test('[D3.9] it is published by its doctor alone, and before the consultation is completed', async () => {
  const { send, events } = await visit();
  const complete = () => send(`consultation-${ids.consultation}`, 'complete', {}, { by: doctor });
  await expect(complete()).rejects.toMatchObject({ code: 'record-not-published' });
  await send(stream, 'write', recordText, { by: doctor });
  await expect(complete()).rejects.toMatchObject({ code: 'record-not-published' });
  const another = { id: idOf(99), role: 'doctor' } as const;
  await expect(send(stream, 'publish', {}, { by: another })).rejects.toThrow('out of reach of a doctor');
  await send(stream, 'publish', {}, { by: doctor });
  await complete();
  expect(events(stream)).toHaveLength(2);
});

test('[D3.6] [D3.9] what was written in a visit that was cancelled is never published', async () => {
  const { send, events } = await visit();
  await send(stream, 'write', recordText, { by: doctor });
  await send(`consultation-${ids.consultation}`, 'terminate', { reason: '病情变化' }, { by: doctor });
  await expect(send(stream, 'publish', {}, { by: doctor })).rejects.toMatchObject({ code: 'visit-cancelled' });
  expect(events(stream)).toHaveLength(1);
});

test('[D3.7] a diagnosis is one of the catalogue, under the name it has there', async () => {
  const { send, opened } = await visit();
  const named = (diagnosis: object) => ({ ...recordText, diagnoses: [diagnosis] });
  await send(stream, 'write', named({ ...diabetes, name: '糖尿病' }), { by: doctor });
  expect(opened(stream)[0]?.data.diagnoses).toEqual([diabetes]);
  const refused = { code: 'unknown-diagnosis' };
  await expect(send(stream, 'write', named({ ...diabetes, code: 'E11.901' }), { by: doctor })).rejects.toMatchObject(
    refused,
  );
  await send(`diagnosis-${diagnosisIdOf(diabetes)}`, 'delist');
  await expect(send(stream, 'write', recordText, { by: doctor })).rejects.toMatchObject(refused);
});
