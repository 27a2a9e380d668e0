import { expect, test } from '@jest/globals';
import { personal, recognisable } from '@yunzhen/contracts/personal';
import { z } from 'zod';
import { masker } from './show.ts';

const shape = z.object({
  rows: z.array(z.object({ name: recognisable('name').nullable(), phone: personal('phone'), fee: z.int() })),
});
const answer = {
  rows: [
    { name: '李小雷', phone: '13012345689', fee: 1 },
    { name: null, phone: '13000000000', fee: 2 },
  ],
};

test('[T2] who may only recognise a person gets all of it masked', () => {
  expect(masker(shape, 'all')?.(answer)).toEqual({
    rows: [
      { name: '李**', phone: '130******89', fee: 1 },
      { name: null, phone: '130******00', fee: 2 },
    ],
  });
});

test('[T2] what nobody sees in full is masked for everybody else', () => {
  expect(masker(shape, 'always')?.(answer)).toEqual({
    rows: [{ ...answer.rows[0], name: '李**' }, answer.rows[1]],
  });
  expect(masker(z.object({ phone: personal('phone') }), 'always')).toBeNull();
});

test('[T2] an answer that masking cannot look into is not served at all', () => {
  const name = personal('name');
  for (const shape of [z.union([name, z.int()]), z.record(z.string(), name), z.tuple([name]), name.transform(String)])
    expect(() => masker(z.object({ shape }), 'all')).toThrow('cannot be masked');
});
