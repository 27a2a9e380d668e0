import { expect, test } from '@jest/globals';
import type { Actor } from '@yunzhen/contracts/roles';
import { Forbidden } from '@yunzhen/platform/problem';
import { visitPersonSubject } from '@yunzhen/platform/sealing/subject';
import { idOf } from '../testing/harness.ts';
import { diabetes, doctor, ids, patient, pharmacist, recordText, usage, visit } from '../testing/visit.ts';

const stream = `complaint-${ids.consultation}`;
const about = { subject: 'consultation', kind: 'attitude', text: '医生没有回答我的问题' };
const operator: Actor = { id: idOf(90), role: 'operator' };
const stranger: Actor = { id: idOf(91), role: 'patient' };
const unknown = { code: 'unknown-subject' };

test('[P10.4] a patient complains about a consultation of their own, and what is written is sealed', async () => {
  const { send, events } = await visit();
  await expect(send(stream, 'file', about, { by: stranger })).rejects.toMatchObject(unknown);
  await expect(send(`complaint-${idOf(99)}`, 'file', about, { by: patient })).rejects.toMatchObject(unknown);
  await expect(send(stream, 'file', about, { by: doctor })).rejects.toThrow(Forbidden);
  await send(stream, 'file', about, { by: patient });
  await expect(send(stream, 'withdraw', {}, { by: stranger })).rejects.toThrow(Forbidden);
  await send(stream, 'take', {}, { by: operator });
  await send(stream, 'answer', { outcome: 'rejected', text: '医生当时已回复' }, { by: operator });
  const sealed = (text: string) => `<${visitPersonSubject(ids.patient, ids.visitPerson)}|${text}>`;
  const [filed, , answered] = events(stream);
  const whose = { patientId: ids.patient, visitPersonId: ids.visitPerson };
  const subject = { doctorId: ids.doctor, departmentId: ids.department, consultationId: ids.consultation };
  expect(filed?.data).toMatchObject({ ...whose, ...subject, text: sealed(about.text), pictures: [] });
  expect(answered?.data).toMatchObject({ ...whose, text: sealed('医生当时已回复') });
});

test('[P10.4] a prescription can be complained about once its patient sees it', async () => {
  const { send, events } = await visit();
  const id = idOf(50);
  const complain = () => send(`complaint-${id}`, 'file', { ...about, subject: 'prescription' }, { by: patient });
  await send(`record-${ids.consultation}`, 'write', recordText, { by: doctor });
  const written = { consultationId: ids.consultation, diagnoses: [diabetes], lines: [usage(ids.tablets)] };
  await send(`prescription-${id}`, 'submit', written, { by: doctor });
  await send(`prescription-${id}`, 'claim', {}, { by: pharmacist });
  await send(`prescription-${id}`, 'pass', {}, { by: pharmacist });
  await expect(complain()).rejects.toMatchObject(unknown);
  await send(`prescription-${id}`, 'publish', {}, { by: doctor });
  await complain();
  expect(events(`complaint-${id}`)[0]?.data).toMatchObject({ complaintId: id, consultationId: ids.consultation });
});
