import { expect, test } from '@jest/globals';
import { accountQueries } from '@yunzhen/contracts/account/views';
import { caseQueries } from '@yunzhen/contracts/case/views';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/views';
import { complaintQueries } from '@yunzhen/contracts/complaint/views';
import { consultationQueries } from '@yunzhen/contracts/consultation/views';
import { conversationQueries } from '@yunzhen/contracts/conversation/views';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/views';
import { patientQueries } from '@yunzhen/contracts/patient/views';
import { paymentQueries } from '@yunzhen/contracts/payment/views';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/views';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/views';
import type { Query } from '@yunzhen/contracts/query';
import { ratingQueries } from '@yunzhen/contracts/rating/views';
import { recordQueries } from '@yunzhen/contracts/record/views';
import { registrationQueries } from '@yunzhen/contracts/registration/views';
import { scheduleQueries } from '@yunzhen/contracts/schedule/views';
import { statisticsQueries } from '@yunzhen/contracts/statistics/views';
import { templateQueries } from '@yunzhen/contracts/template/views';
import { allFacts, allViews } from '../projections/registry.ts';
import { allAnswers } from './registry.ts';

const declared: Record<string, Query> = {
  ...accountQueries,
  ...caseQueries,
  ...complaintQueries,
  ...{ ...catalogueQueries, ...consultationQueries, ...conversationQueries, ...dispensingQueries },
  ...{ ...patientQueries, ...paymentQueries, ...practitionerQueries, ...prescriptionQueries, ...recordQueries },
  ...{ ...registrationQueries, ...ratingQueries, ...scheduleQueries, ...statisticsQueries, ...templateQueries },
} as Record<string, Query>;

test('every declared query is answered under its name, once, on a path of its own', async () => {
  const answers = await allAnswers();
  expect(answers.map(answer => answer.name).sort()).toEqual(Object.keys(declared).sort());
  for (const { name, query } of answers) expect(query).toBe(declared[name]);
  const paths = answers.map(({ query }) => query.path.replace(/:\w+/g, ':'));
  expect(new Set(paths).size).toBe(paths.length);
});

test('path parameters are taken', () => {
  for (const { path, params } of Object.values(declared))
    for (const [, name] of path.matchAll(/:(\w+)/g)) expect(Object.keys(params)).toContain(name);
});

test('what a query reads is there: each view has its projection, each fact its table', async () => {
  const projected = [...(await allViews()), ...(await allFacts())].map(({ name, version }) => `${name} ${version}`);
  const read = Object.values(declared)
    .flatMap(({ reads }) => reads)
    .filter(({ kind }) => kind !== 'log')
    .map(({ name, version }) => `${name} ${version}`);
  expect(read.filter(source => !projected.includes(source))).toEqual([]);
});
