import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { queries } from '@yunzhen/contracts/index';
import { type Query, query } from '@yunzhen/contracts/query';
import { reachOf, roles } from '@yunzhen/contracts/roles';
import { auditCollection } from '@yunzhen/platform/audit/chain';
import { testServers } from '@yunzhen/platform/servers.testing';
import { z } from 'zod';
import { composeReadApi } from './compose.ts';
import { personFields, projection } from './project.ts';

/** Where personal data stands in an answer, with nobody named around it. */
const unnamed = (schema: z.ZodType, path: string, named: boolean): string[] => {
  const { personal, opened } = schema.meta() ?? {};
  if (personal !== undefined || opened !== undefined) return named ? [] : [path];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return unnamed(schema.unwrap() as z.ZodType, path, named);
  if (schema instanceof z.ZodArray) return unnamed(schema.element as z.ZodType, path, named);
  if (!(schema instanceof z.ZodObject)) return [];
  const here = named || personFields.some(field => field in schema.shape);
  return Object.entries(schema.shape).flatMap(([name, field]) => unnamed(field as z.ZodType, `${path}.${name}`, here));
};

/** What an answer shows without naming its person, and why that is enough. */
const told: Readonly<Record<string, string>> = {
  pickUpCode: 'the asking patient’s own',
  approvals: 'of staff for staff; what it is about is an id of its own',
  audit: 'names of staff alone',
  registrationTimeline: 'traced by the visit it is asked for',
  prescriptionTimeline: 'traced by the prescription it is asked for',
  paymentTimeline: 'traced by the payment it is asked for',
  complaintTimeline: 'traced by the complaint it is asked for',
  sessionTimeline: 'traced by the session it is asked for',
  caseTimeline: 'traced by the case it is asked for',
};

const walked = [...queries].map(([name, { access, result, path }]) => ({ name, access, result, path }));
test.each(walked)('[T2] what $name shows of people names them, or is listed with the reason why not', one => {
  const { name, access, result } = one;
  const places = access === 'everyone' ? [] : unnamed(result, '', false);
  expect([name, places.length > 0]).toEqual([name, name in told]);
  expect(places.length > 0 && !projection(result).personal).toBe(false);
});

test('[T2] a query that has just been written with personal data is seen to have it, and whose', async () => {
  const { sealed } = await import('@yunzhen/contracts/sealed');
  const { result }: Query = query({
    path: '/new',
    summary: 'new',
    access: { doctor: 'any' },
    params: {},
    result: z.object({ rows: z.array(z.object({ patientId: z.uuid(), note: sealed('patientId') })) }),
    reads: [],
  });
  expect(unnamed(result, '', false)).toEqual([]);
});

let house: Awaited<ReturnType<typeof testServers>>;
let app: Awaited<ReturnType<typeof house.app>>;
beforeAll(async () => {
  house = await testServers();
  app = await house.app(await composeReadApi(house.servers, house.log, house.metrics));
});
afterAll(() => house.close());

test.each(walked)('[T2] who is refused $name leaves a trace, signed in or not', async ({ name, access, path }) => {
  const posted = queries.get(name)?.posted;
  const url = `/api${path.replaceAll(/:\w+/g, () => randomUUID())}`;
  const ask = (headers: Record<string, string>) => app.inject({ method: posted ? 'POST' : 'GET', url, headers });
  const refused: (string | null)[] = [];
  const outsider = roles.find(role => reachOf(access, role) === null);
  if (outsider) {
    const id = randomUUID();
    await ask(await house.bearer(id, outsider));
    refused.push(id);
  }
  if (access !== 'everyone') {
    await ask({});
    refused.push(null);
  }
  await ask({ authorization: 'Bearer x' });
  refused.push(null);
  await house.servers.audit.flush();
  const entries = await auditCollection(house.given.db)
    .find({ what: `query.${name}`, outcome: { $ne: 'done' } })
    .sort({ number: 1 })
    .toArray();
  const outcomes = { some: 'forbidden', nobody: 'token-invalid' };
  expect(entries.map(({ who, outcome }) => [who, outcome])).toEqual(
    refused.map(who => [who, who ? outcomes.some : outcomes.nobody]),
  );
});
