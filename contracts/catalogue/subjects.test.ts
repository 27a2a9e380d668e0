import { expect, test } from '@jest/globals';
import { subjectOf, subjects, treatsChildren } from './subjects.ts';

test('[O2.2] a subject is one of the national list, whatever lies below it', () => {
  expect(['03', '03.04', '07.01', '50.04'].map(subjectOf)).toEqual([
    '内科',
    '内科 · 心血管内科',
    '儿科 · 新生儿',
    '中医科 · 儿科',
  ]);
  // Below the second level, and where a province has added one.
  expect(['04.03.02', '03.99'].map(subjectOf)).toEqual(['外科 · 骨科', '内科']);
  expect(['00', '29', '49', '99.01'].map(subjectOf)).toEqual([undefined, undefined, undefined, undefined]);
});

test('[O2.2] every subject to choose from is found by its code, once', () => {
  expect(new Set(subjects.map(({ code }) => code)).size).toBe(subjects.length);
  expect(subjects.filter(({ code, name }) => subjectOf(code) !== name)).toEqual([]);
});

test('[P6.8] children are treated by paediatrics of each kind, and by nothing that only begins alike', () => {
  expect(['07', '07.01', '08', '09.02', '50.04', '50.04.01'].filter(code => !treatsChildren(code))).toEqual([]);
  expect(['03', '03.07', '50', '50.01', '50.0', '70', '10.07'].filter(treatsChildren)).toEqual([]);
});
