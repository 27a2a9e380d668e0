/** What a route may answer, by status: its own answer, its refusals, and the problems that come with what it reads. */
import {
  always,
  ofAbsence,
  ofBody,
  ofDecision,
  ofInput,
  ofKey,
  ofRole,
  ofToken,
  ofWaiting,
} from '@yunzhen/contracts/api/problems';
import { type Endpoint, isBytes } from '@yunzhen/contracts/endpoint';
import type { Capability } from '@yunzhen/contracts/language';
import type { Query } from '@yunzhen/contracts/query';
import { z } from 'zod';
import { json, schema } from './schema.ts';

/** Code → status. */
type Codes = Readonly<Record<string, number>>;
type Pairs = readonly (readonly [code: string, status: number])[];

/** problem+json (RFC 9457), the codes of a status named. */
const problem = (codes: readonly string[]) => ({
  description: `problem+json with one of the codes: ${codes.join(', ')}`,
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { type: 'object', properties: { code: { type: 'string', enum: codes } } },
        ],
      },
    },
  },
});

const byStatus = (...codes: Pairs): object => {
  const groups = new Map<number, Set<string>>();
  for (const [code, status] of codes) groups.set(status, (groups.get(status) ?? new Set()).add(code));
  return Object.fromEntries([...groups].map(([status, named]) => [status, problem([...named])]));
};
const pairs = (...codes: readonly (Codes | false | undefined)[]): Pairs =>
  codes.flatMap(one => (one ? Object.entries(one) : []));

const refusalsOf = (capabilities: readonly Capability[]): Codes =>
  Object.fromEntries(capabilities.flatMap(({ refusals }) => refusals.map(code => [code, 409])));

const moved = schema(z.object({ revision: z.int(), position: z.string() }), 'output');
export const commandAnswers = (of: Capability): object => ({
  '200': { description: 'done; give `position` as `after` to a query', ...json(moved) },
  ...byStatus(...pairs(ofInput, ofBody, ofToken, ofRole, ofAbsence, refusalsOf([of]), ofDecision, ofKey, always)),
});

export const queryAnswers = ({ access, posted, params, result }: Query): object => ({
  '200': { description: 'OK', ...json(schema(result, 'output')) },
  ...(access === 'everyone' && { '304': { description: 'as the ETag in If-None-Match says' } }),
  ...byStatus(
    ...pairs(ofInput, posted && ofBody, ofToken, access !== 'everyone' && ofRole),
    ...pairs(Object.keys(params).length > 0 && ofAbsence, ofWaiting, always),
  ),
});

/** A text is one; anything else has no schema (OpenAPI 3.1). */
const binary = (type: string): object => (type.startsWith('text/') ? { schema: { type: 'string' } } : {});
const said = ({ answer, alsoAnswers = [] }: Endpoint): object => {
  if (answer === null) return { '204': { description: 'done' } };
  const content = isBytes(answer)
    ? { content: Object.fromEntries(answer.types.map(type => [type, binary(type)])) }
    : json(schema(answer, 'output'));
  const others = alsoAnswers.map(status => [status, { description: 'it is not well', ...content }]);
  return { '200': { description: 'OK', ...content }, ...Object.fromEntries(others) };
};

export const endpointAnswers = (of: Endpoint, capabilities: readonly Capability[]): object => {
  const { access, method, params, takes, sends = [], refusals, refusedAs } = of;
  const given = Object.keys(params).length > 0 || takes !== undefined;
  const asked = access !== 'everyone' && access !== 'signature';
  const own = Object.entries<number>(refusals);
  const sent = refusalsOf(capabilities.filter(({ name }) => sends.includes(name)));
  return {
    ...byStatus(
      // What is signed is proved before it is read, and refused in the outside system's own words.
      ...pairs(given && access !== 'signature' && ofInput, given && method === 'POST' && ofBody),
      ...pairs(asked && ofToken, asked && ofRole, of.path.includes(':') && ofAbsence),
      ...(refusedAs ? own.map(([, status]) => [refusedAs, status] as const) : [...pairs(sent), ...own]),
      ...pairs(sends.length > 0 && ofDecision, always),
    ),
    ...said(of),
  };
};
