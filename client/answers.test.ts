import { expect, test } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { Problem } from '@yunzhen/contracts/api/problem';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { answers, keyOf, metaOf } from './answers.ts';
import { positions } from './positions.ts';

const asked = (behind = false) => {
  const after: (string | undefined)[] = [];
  const cache = new QueryClient();
  const query = async (_query: object, _params: object, options: { after?: string | undefined } = {}) => {
    after.push(options.after);
    if (behind && options.after) throw new Problem(504, 'view-behind');
    return [] as never;
  };
  return { after, cache, answers: answers({ query }, cache) };
};

test('a question waits for what was heard of its own views, and for nothing else', async () => {
  const { after, answers } = asked();
  await answers.ask(catalogueQueries.departments, {});
  answers.note('consultation.completed', '12');
  answers.note('registration.held', '99');
  await answers.ask(catalogueQueries.departments, {});
  answers.forgetPositions();
  await answers.ask(catalogueQueries.departments, {});
  expect(after).toEqual([undefined, '12', undefined]);
});

test('a view that cannot keep up answers with what it has', async () => {
  const { after, answers } = asked(true);
  answers.note('department.changed', '5');
  await expect(answers.ask(catalogueQueries.departments, {})).resolves.toEqual([]);
  expect(after).toEqual(['5', undefined]);
});

test('what happened makes old what was made of it', () => {
  const { cache, answers } = asked();
  for (const query of [catalogueQueries.departments, dispensingQueries.pickUpCode])
    new QueryObserver(cache, {
      queryKey: keyOf(query, {}),
      queryFn: async () => [],
      meta: metaOf(query),
      enabled: false,
      initialData: [],
    });
  answers.happened('department.changed', '1');
  const old = ({ path }: { path: string }) => cache.getQueryState(['one', path, {}])?.isInvalidated;
  expect([old(catalogueQueries.departments), old(dispensingQueries.pickUpCode)]).toEqual([true, false]);
});

test('a position never goes back', () => {
  const heard = positions();
  const { reads } = catalogueQueries.departments;
  heard.note('department.changed', '90071992547409931');
  heard.note('department.changed', '5');
  expect([heard.after(reads), heard.after(catalogueQueries.drugs.reads)]).toEqual(['90071992547409931', undefined]);
});
