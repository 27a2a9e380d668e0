import { expect, test } from '@jest/globals';
import { viewShape } from '@yunzhen/contracts/shape';
import { z } from 'zod';
import { project } from './view.ts';

type Lit = { type: 'lamp.lit'; data: { lampId: string } };
type Out = { type: 'lamp.put-out'; data: { lampId: string } };
type Sold = { type: 'lamp.sold'; data: { lampId: string } };

const row = z.object({ lampId: z.string(), lit: z.boolean() });
const lamps = viewShape({ name: 'lamps', version: 3, row, owners: {}, events: ['lamp.lit', 'lamp.put-out'] });
const lit = ({ lampId }: Lit['data']) => ({ id: lampId, set: { lampId, lit: true } });
const out = ({ lampId }: Out['data']) => ({ id: lampId, set: { lit: false } });

test('a projection has the name, the version and the row of its view', () => {
  const table = project(lamps)<Lit | Out>({ 'lamp.lit': lit, 'lamp.put-out': out }, [{ lit: 1 }]);
  expect(table).toEqual({
    ...{ name: 'lamps', version: 3, row, indexes: [{ lit: 1 }] },
    on: { 'lamp.lit': lit, 'lamp.put-out': out },
  });
});

test('a table that does not name exactly the declared events does not compile', () => {
  const both = { 'lamp.lit': lit, 'lamp.put-out': out };
  // @ts-expect-error a declared event is left out
  const short = project(lamps)<Lit | Out>({ 'lamp.lit': lit });
  // @ts-expect-error an event is named that the view does not declare
  const long = project(lamps)<Lit | Out | Sold>({ 'lamp.lit': lit, 'lamp.put-out': out, 'lamp.sold': out });
  // @ts-expect-error a declared event is none of the events that there are
  const unknown = project(lamps)<Lit>(both);
  // @ts-expect-error a field is set that the row does not have
  const strange = project(lamps)<Lit | Out>({ ...both, 'lamp.lit': () => ({ id: 'x', set: { colour: 'red' } }) });
  expect([short, long, unknown, strange].map(({ name }) => name)).toEqual(Array(4).fill('lamps'));
});
