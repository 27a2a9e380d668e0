import { expect, test } from '@jest/globals';
import { Problem } from '@yunzhen/contracts/api/problem';
import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import { type FormOptions, filledForm, untouched } from './filled.ts';
import { formOf } from './form.ts';
import type { Typed } from './typed.ts';

/** Somebody before a form of two fields; each step looks at it anew, as a screen does. */
const somebody = (options: Partial<FormOptions> = {}) => {
  let now = untouched;
  let typed: Typed = {};
  let problem: unknown = null;
  const focused: string[] = [];
  const form = () =>
    filledForm(
      {
        form: formOf(practitioner, 'hire'),
        names: ['name', 'licence.number', 'practisingSince'],
        typed,
        onChange: part => {
          typed = { ...typed, ...part };
        },
        problem,
        explain: error => (error instanceof Problem ? error.code : ''),
        focus: name => focused.push(name),
        ...options,
      },
      now,
      next => {
        now = next;
      },
    );
  return {
    form,
    focused,
    types: (name: string, text: string) => form().change(name, text),
    answers: (next: unknown) => {
      problem = next;
    },
  };
};

test('a field says what is wrong once it was left, and not while it is passed by', () => {
  const { form, types } = somebody();
  form().leave('name');
  expect(form().error('name')).toBeNull();
  types('name', '王2');
  expect(form().error('name')).toBeNull();
  form().leave('name');
  expect(form().error('name')).toBe('姓名里只能有文字');
  types('name', '王二');
  expect(form().error('name')).toBeNull();
});

test('what cannot be sent says all that is wrong, and the first of it is gone to', () => {
  const { form, types, focused } = somebody();
  types('name', '王二');
  expect(form().missing).toBe('请填写执业证号');
  expect(form().submit()).toBeNull();
  expect(focused).toEqual(['licence.number']);
  expect([form().error('name'), form().error('licence.number'), form().error('practisingSince')]).toEqual([
    null,
    '请填写执业证号',
    '请选择独立执业自',
  ]);
});

test('what is sent has the form in which it is stored; an emptied form is no mistake', () => {
  const { form, types } = somebody();
  form().submit();
  types('name', ' 王二 ');
  types('licence.number', '110\u3000');
  types('practisingSince', '2015-07-01');
  expect(form().submit()).toEqual({ name: '王二', licence: { number: '110' }, practisingSince: '2015-07-01' });
  types('name', '');
  expect(form().error('name')).toBeNull();
});

test('what the hospital refused stands beside its field until that field is changed, and again when it is refused again', () => {
  const { form, types, answers } = somebody();
  types('practisingSince', '2025-07-01');
  answers(new Problem(409, 'practice-too-short'));
  expect([form().refused, form().error('practisingSince'), form().head]).toEqual([
    'practisingSince',
    'practice-too-short',
    null,
  ]);
  types('name', '王二');
  expect(form().error('practisingSince')).toBe('practice-too-short');
  types('practisingSince', '2015-07-01');
  expect(form().error('practisingSince')).toBeNull();
  answers(new Problem(409, 'practice-too-short'));
  expect(form().error('practisingSince')).toBe('practice-too-short');
  answers(new Problem(409, 'practitioner-retired'));
  expect([form().error('practisingSince'), form().head]).toEqual([null, 'practitioner-retired']);
});

test('a page says of a field what the contract cannot know', () => {
  const special = {
    name: { label: '本人', atOnce: () => true, wrong: ({ name }: Typed) => (name === '甲' ? '太短' : null) },
    specialities: { required: true },
  };
  const { form, types } = somebody({ special, names: ['name'] });
  expect(form().error('name')).toBe('请填写本人');
  types('name', '甲');
  expect(form().error('name')).toBe('太短');
});
