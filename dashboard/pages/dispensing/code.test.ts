import { expect, test } from '@jest/globals';
import { codeIn } from './code.ts';

test('[P8.2] ten digits are a code, typed in groups or read off the QR code', () => {
  expect(['9728506942', ' 9728 506 942 ', '972-850-6942', 'https://yunzhen.example/p/9728506942'].map(codeIn)).toEqual(
    Array(4).fill('9728506942'),
  );
});

test('fewer or more digits are none', () => {
  expect(['', '972850694', '97285069421', 'abc'].map(codeIn)).toEqual([null, null, null, null]);
});
