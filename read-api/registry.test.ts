import { expect, test } from '@jest/globals';
import { queries } from '@yunzhen/contracts/index';
import { asksDepartment } from '@yunzhen/contracts/reach';
import { roles } from '@yunzhen/contracts/roles';
import type { ViewShape } from '@yunzhen/contracts/shape';
import { allFacts, allViews } from '../projections/registry.ts';
import { allAnswers } from './registry.ts';

test('every declared query is answered under its name, once, on a path of its own', async () => {
  const answers = await allAnswers();
  expect(answers.map(answer => answer.name).sort()).toEqual([...queries.keys()].sort());
  for (const { name, query } of answers) expect(query).toBe(queries.get(name));
  const paths = answers.map(({ query }) => query.path.replace(/:\w+/g, ':'));
  expect(new Set(paths).size).toBe(paths.length);
});

test('path parameters are taken', () => {
  for (const { path, params } of [...queries.values()])
    for (const [, name] of path.matchAll(/:(\w+)/g)) expect(Object.keys(params)).toContain(name);
});

test('what a query reads is there: each view has its projection, each fact its table', async () => {
  const projected = [...(await allViews()), ...(await allFacts())].map(({ name, version }) => `${name} ${version}`);
  const read = [...queries.values()]
    .flatMap(({ reads }) => reads)
    .filter(({ kind }) => kind !== 'log')
    .map(({ name, version }) => `${name} ${version}`);
  expect(read.filter(source => !projected.includes(source))).toEqual([]);
});

const owned = [...queries].flatMap(([name, { access, reads }]) =>
  access === 'everyone' ? [] : roles.filter(role => access[role] === 'own').map(role => ({ name, role, reads })),
);
test.each(owned)('[T2] $name has rows that are a $role’s own', ({ role, reads }) => {
  const views = reads.filter((shape): shape is ViewShape => shape.kind !== 'fact');
  expect(views.some(({ owners }) => owners[role])).toBe(true);
});

test('a query whose reach asks for the department reads practitioners, so that a move makes its answer old', () => {
  for (const [name, { access, reads }] of queries)
    if (access !== 'everyone' && Object.values(access).some(asksDepartment))
      expect([name, reads.map(shape => shape.name)]).toEqual([name, expect.arrayContaining(['practitioners'])]);
});
