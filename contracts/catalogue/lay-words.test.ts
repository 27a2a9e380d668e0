import { expect, test } from '@jest/globals';
import { leadsTo, subjectsFor } from './lay-words.ts';
import { subjectOf } from './subjects.ts';

const department = (name: string, subjectCode: string, introduction = '') => ({ name, subjectCode, introduction });

test('[P1] what people say they have leads to the department that treats it', () => {
  const neurology = department('神经内科', '03.03', '头痛、眩晕的复诊。');
  const cardiology = department('心血管内科', '03.04');
  expect(['头疼', '头疼三天了', '头 疼', '神经'].map(words => leadsTo(words, neurology))).toEqual(Array(4).fill(true));
  expect(['心梗', '放过支架', '胸闷'].map(words => leadsTo(words, cardiology))).toEqual(Array(3).fill(true));
  expect(['头疼', '李', ''].map(words => leadsTo(words, cardiology))).toEqual(Array(3).fill(false));
  expect(leadsTo('月经', department('妇科', '05.01'))).toBe(true);
});

test('every subject that words lead to is on the national list', () =>
  expect(
    subjectsFor('头疼')
      .concat(subjectsFor('调理'))
      .every(code => subjectOf(code) !== undefined),
  ).toBe(true));
