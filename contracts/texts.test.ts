import { expect, test } from '@jest/globals';
import { edge } from './api/problem.zh.ts';
import { capabilities, states } from './index.ts';
import type { Audience, Said } from './said.ts';
import { shared } from './shared.zh.ts';
import { problemsFor, texts } from './texts.zh.ts';
import { saidTo, statesFor, type Text } from './words.ts';

const audiences: readonly Audience[] = ['patient', 'doctor', 'staff'];
const all = Object.entries<Text>(texts);

test.each(audiences)('whatever refuses says so in words for %s', audience => {
  const problems = problemsFor(audience);
  const silent = capabilities.flatMap(({ refusals }) => refusals.filter(code => !problems[code]));
  expect(silent).toEqual([]);
});

test.each(all)('%s has a word for each of its states, and for no other', (name, text) => {
  expect(Object.keys(text.states).sort()).toEqual([...(states[name as keyof typeof states]?.statuses ?? [])].sort());
});

test('no code is said in two ways', () => {
  const codes = [edge, shared, ...all.map(([, { refusals }]) => refusals)].flatMap(one => Object.keys(one));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test('what is shared is known to more than one', () => {
  const alone = Object.keys(shared).filter(
    code => capabilities.filter(({ refusals }) => refusals.includes(code)).length < 2,
  );
  expect(alone).toEqual([]);
});

test('sentences bear no full stop: whoever shows them sets it', () => {
  const said = [edge, shared, ...all.map(([, { refusals }]) => refusals)].flatMap(one => Object.values<Said>(one));
  const spoken = audiences.flatMap(audience => said.map(one => saidTo(audience, one)));
  expect(spoken.filter(words => /[。.！!]$/.test(words))).toEqual([]);
});

test('each audience reads its own words, or those for all', () => {
  const gone = { word: { all: '已取药', staff: '已发药' }, tone: 'well' } as const;
  expect(audiences.map(audience => statesFor(audience, { gone }).gone)).toEqual([
    { word: '已取药', tone: 'well' },
    { word: '已取药', tone: 'well' },
    { word: '已发药', tone: 'well' },
  ]);
});
