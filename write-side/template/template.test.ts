import { expect, test } from '@jest/globals';
import { idOf } from '../testing/harness.ts';
import { diabetes, doctor, ids, pharmacist, usage, visit } from '../testing/visit.ts';

const stream = `template-${idOf(50)}`;
const named = { name: '糖尿病续方', sharing: 'department' };
const prescription = (...lines: object[]) => ({ ...named, diagnoses: [diabetes], lines, validDays: 1 });
const record = { ...named, diagnoses: [diabetes], advice: '控制饮食' };
const refused = (code: string) => ({ name: 'Refusal', code });

test('[D4.3] a template is of the author’s department, its drugs and diagnoses as the catalogue has them', async () => {
  const { send, events } = await visit();
  const diagnoses = [{ ...diabetes, name: '糖尿病' }];
  await send(stream, 'save-prescription', { ...prescription(usage(ids.tablets)), diagnoses }, { by: doctor });
  const drug = {
    ...{
      code: 'XA01AB',
      name: '二甲双胍片',
      kind: 'western',
      specification: '0.5g*20片',
      unit: '盒',
      unitPrice: 125_000,
      facts: { form: '片剂' },
    },
  };
  expect(events(stream)).toEqual([
    {
      type: 'template.prescription-saved',
      data: {
        ...{ templateId: idOf(50), doctorId: ids.doctor, departmentId: ids.department, ...named },
        ...{ diagnoses: [diabetes], validDays: 1, lines: [{ ...usage(ids.tablets), ...drug }] },
      },
    },
  ]);
});

test('[D4.3] what the catalogue does not have is not in a template', async () => {
  const { send } = await visit();
  const unknown = { ...diabetes, code: 'E11.901' };
  await expect(send(stream, 'save-record', { ...record, diagnoses: [unknown] }, { by: doctor })).rejects.toMatchObject(
    refused('unknown-diagnosis'),
  );
  await send(`drug-${ids.syrup}`, 'delist');
  await expect(send(stream, 'save-prescription', prescription(usage(ids.syrup)), { by: doctor })).rejects.toMatchObject(
    refused('unknown-drug'),
  );
  await expect(
    send(stream, 'save-prescription', prescription(usage(ids.opioid)), { by: doctor }),
  ).rejects.toMatchObject(refused('drug-controlled'));
});

test('[D4.3] colleagues use a department’s template, and only its author changes it', async () => {
  const { send } = await visit();
  await send(stream, 'save-record', record, { by: doctor });
  const colleague = { id: idOf(60), role: 'doctor' } as const;
  for (const [command, input] of [
    ['save-record', record],
    ['change', named],
    ['delete', {}],
  ] as const)
    await expect(send(stream, command, input, { by: colleague })).rejects.toThrow('out of reach of a doctor');
  await expect(send(stream, 'delete', {}, { by: pharmacist })).rejects.toThrow('may not');
});

test('[D4.3] only doctors of the house have templates', async () => {
  const { send } = await visit();
  const by = { id: idOf(60), role: 'doctor' } as const;
  await expect(send(stream, 'save-record', record, { by })).rejects.toMatchObject(refused('unknown-doctor'));
});
