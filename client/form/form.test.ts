import { describe, expect, test } from '@jest/globals';
import type { Offered } from '@yunzhen/contracts/api/client';
import { Problem } from '@yunzhen/contracts/api/problem';
import { drug } from '@yunzhen/contracts/catalogue/drug';
import { capabilities } from '@yunzhen/contracts/index';
import type { Capability } from '@yunzhen/contracts/language';
import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import { clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import fc from 'fast-check';
import { z } from 'zod';
import type { Field } from './field.ts';
import { fieldIn, formOf } from './form.ts';
import { refusedIn } from './refused.ts';
import { inputOf, nested, type Typed, typedFrom, typedOf } from './typed.ts';
import { wrongWith } from './wrong.ts';

const chinese = /\p{Script=Han}/u;
const commands = capabilities.flatMap(capability =>
  Object.entries(capability.commands)
    .filter(([, { access }]) => access)
    .map(([command, { input }]) => {
      const form = formOf(capability as Capability, command as Offered<Capability>);
      return { form, name: form.command, input, fields: [...form.fields.values()] };
    }),
);
const withFields = commands.filter(({ fields }) => fields.length > 0);

test('every command that people send has a form, and some of them have fields', () => {
  expect(withFields.length).toBeGreaterThan(50);
  expect(commands.length).toBeGreaterThan(withFields.length);
});

/** With what stands in its rows. */
const all = (field: Field): readonly Field[] => [field, ...field.parts.flatMap(all)];

test.each(withFields)('$name: each field has a label, and each choice', ({ fields }) => {
  for (const field of fields.flatMap(all))
    expect([field.name, field.label]).toEqual([field.name, expect.stringMatching(chinese)]);
  for (const { name, choices } of fields)
    for (const { value, label } of choices)
      expect([name, value, label]).toEqual([name, value, expect.stringMatching(/\S/)]);
});

test.each(withFields)('$name: a refusal beside a field is about a field of some form', ({ form, fields }) => {
  const capability = capabilities.find(({ name }) => form.command.startsWith(`${name}.`));
  const known = commands.filter(({ name }) => name.startsWith(`${capability?.name}.`)).flatMap(one => one.fields);
  for (const [code, at] of Object.entries(form.refusedAt)) {
    expect(capability?.refusals).toContain(code);
    expect(known.map(({ name }) => name)).toContain(at);
  }
  expect(fields.every(({ name }) => fieldIn(form, name).name === name)).toBe(true);
});

const takes = ({ schema }: Field, value: unknown) => schema.safeParse(value).success;

test.each(withFields)('$name: its limits are those of the schema, to the last character', ({ fields }) => {
  for (const field of fields.flatMap(all)) {
    const { holds, least, most, choices, parts } = field;
    if (holds === 'whole' || holds === 'yuan' || holds === 'unit-price') {
      if (least !== undefined) expect([takes(field, least), takes(field, least - 1)]).toEqual([true, false]);
      if (most !== undefined) expect([takes(field, most), takes(field, most + 1)]).toEqual([true, false]);
    }
    // Letters alone, which any text takes; what has a pattern takes some of them.
    if ((holds === 'line' || holds === 'lines') && most !== undefined)
      expect(takes(field, '字'.repeat(most + 1))).toBe(false);
    if (holds === 'choice') expect(choices.every(({ value }) => takes(field, value))).toBe(true);
    if (holds === 'list' && most !== undefined)
      expect(takes(field, Array(most + 1).fill(parts.length > 1 ? {} : '字'))).toBe(false);
  }
});

/** What people type, slips and nonsense included. */
const typedIn = (field: Field): fc.Arbitrary<unknown> => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '',
      ' ',
      '字',
      '王小明',
      '13800000000',
      '11010119900307803X',
      'E11.900',
      '03.04',
      '2026-01-31',
      '12.5',
    ),
    fc.integer({ min: 1, max: (field.most ?? 20) + 2 }).map(length => '字'.repeat(Math.min(length, 2_002))),
    fc.uuid(),
  );
  switch (field.holds) {
    case 'whole':
    case 'yuan':
    case 'unit-price':
      return fc.oneof(
        text,
        fc.integer().map(String),
        fc.integer({ min: (field.least ?? 0) - 2, max: (field.most ?? 1_000) + 2 }).map(n => String(typedOf(field, n))),
        fc.tuple(fc.nat(20_000), fc.nat(999)).map(([yuan, cents]) => `${yuan}.${cents}`),
      );
    case 'choice':
      return fc.oneof(fc.constantFrom('', ...field.choices.map(({ value }) => value)), text);
    case 'switch':
    case 'agreed':
      return fc.constantFrom(true, false, undefined);
    case 'list':
      return fc.oneof(text, fc.array(text, { maxLength: (field.most ?? 3) + 2 }));
    default:
      return text;
  }
};

describe('what the form takes, the schema takes', () => {
  test.each(withFields)('$name', ({ fields, input }) => {
    const schema = z.object(input);
    const typed = fc.record(Object.fromEntries(fields.map(field => [field.name, typedIn(field)])));
    fc.assert(
      fc.property(typed, (values: Typed) => {
        const wrong = fields.map(field => wrongWith(field, values[field.name]));
        for (const words of wrong) if (words !== null) expect(words).toMatch(chinese);
        for (const [at, field] of fields.entries()) {
          const value = inputOf(field, values[field.name]);
          const missing = value === undefined && !field.required;
          expect([field.name, missing || takes(field, value)]).toEqual([field.name, wrong[at] === null]);
        }
        if (wrong.some(words => words !== null)) return;
        const sent = nested(Object.fromEntries(fields.map(field => [field.name, inputOf(field, values[field.name])])));
        expect(schema.safeParse(sent).error).toBeUndefined();
      }),
    );
  });
});

test('an amount stands in its field as it is sent, to the fen', () =>
  fc.assert(
    fc.property(fc.integer({ min: -1e11, max: 1e11 }), fen => {
      expect(inputOf({ holds: 'yuan' }, typedOf({ holds: 'yuan' }, fen))).toBe(fen === 0 ? 0 : fen);
    }),
  ));

const said = (of: Field, typed: unknown) => wrongWith(of, typed);
const hire = formOf(practitioner, 'hire');
const list = formOf(drug, 'list');

test('what is wrong is said as a person would', () => {
  const publish = formOf(clinicSession, 'publish');
  expect(said(fieldIn(publish, 'doctorId'), '')).toBe('请选择医生');
  expect(said(fieldIn(publish, 'capacity'), '0')).toBe('号数应在 1 到 200 之间');
  expect(said(fieldIn(publish, 'capacity'), '十')).toBe('号数是整数');
  // Not 10,000 yuan: the contract says what a session may cost.
  expect(said(fieldIn(publish, 'fee'), '1000.01')).toBe('挂号费应在 ¥0.01 到 ¥1000 之间');
  expect(said(fieldIn(publish, 'fee'), '三十')).toBe('挂号费是以元为单位的金额，如 12.50');
  expect(said(fieldIn(publish, 'fee'), '￥1，000')).toBeNull();
  expect(said(fieldIn(list, 'code'), '阿莫')).toBe('编码是 6 到 23 位字母和数字');
  expect(said(fieldIn(list, 'maker'), '字'.repeat(61))).toBe('厂家最多 60 字');
  expect(said(fieldIn(hire, 'licence.number'), ' ')).toBe('请填写执业证号');
  expect(said(fieldIn(hire, 'name'), '王2')).toBe('姓名里只能有文字');
  const specialities = fieldIn(hire, 'specialities');
  expect(inputOf(specialities, ' 高血压、冠心病，心律失常,高血压； ')).toEqual(['高血压', '冠心病', '心律失常']);
  expect(said(specialities, Array.from({ length: 13 }, (_, n) => `病${n}`).join('、'))).toBe('最多 12 项');
  expect(said(specialities, '长'.repeat(31))).toBe('“长长长长长长长长…”太长，每项最多 30 字');
});

test('a row stands in the fields of the command that changes it', () =>
  expect(
    typedFrom(
      [fieldIn(hire, 'name'), fieldIn(hire, 'licence.number'), fieldIn(list, 'unitPrice'), fieldIn(hire, 'photo')],
      {
        name: '王小明',
        licence: { number: '110' },
        unitPrice: 120_500,
        photo: null,
      },
    ),
  ).toEqual({ name: '王小明', 'licence.number': '110', unitPrice: '12.05' }));

describe('a refusal', () => {
  const explain = (problem: unknown) => (problem instanceof Problem ? problem.code : 'no answer');
  const names = ['practisingSince', 'licence.number', 'specialities'];
  const at = (problem: unknown) => refusedIn(hire, names, problem, explain);

  test('stands beside the field that it is about, else at the head', () => {
    expect(at(null)).toEqual({ fields: {}, head: false });
    expect(at(new Problem(409, 'practice-too-short'))).toEqual({
      fields: { practisingSince: 'practice-too-short' },
      head: false,
    });
    // The field is not shown here.
    expect(at(new Problem(409, 'unknown-department'))).toEqual({ fields: {}, head: true });
    expect(at(new Problem(409, 'practitioner-retired'))).toEqual({ fields: {}, head: true });
    expect(at(new TypeError('lost'))).toEqual({ fields: {}, head: true });
  });

  test('of the input names each of its fields, in Chinese, and the head where there is none', () => {
    const errors = [
      { path: 'licence.number', message: 'Too small: expected string to have >=1 characters' },
      { path: 'specialities.3', message: '太长' },
    ];
    const fields = { 'licence.number': '请检查执业证号', specialities: '太长' };
    expect(at(new Problem(400, 'invalid-input', { errors }))).toEqual({ fields, head: false });
    const other = [...errors, { path: 'photo', message: 'x' }];
    expect(at(new Problem(400, 'invalid-input', { errors: other }))).toEqual({ fields, head: true });
  });
});
