/** The API's documentation, derived from the contracts: every command, query and endpoint, who may use it, what it takes and answers. */
import { type Endpoint, type EndpointAccess, pathParams } from '@yunzhen/contracts/endpoint';
import type { Capability } from '@yunzhen/contracts/language';
import type { Query } from '@yunzhen/contracts/query';
import { z } from 'zod';
import { commandAnswers, endpointAnswers, queryAnswers } from './openapi/answers.ts';
import { json, problemSchema, schema } from './openapi/schema.ts';

/** `patient: own` reads as: a patient, for what is theirs. */
const reach = (access: EndpointAccess): string => {
  if (access === 'everyone') return 'everyone, signed in or not';
  if (access === 'signature') return 'nobody signed in: the outside system proves itself by its signature';
  return Object.entries(access)
    .map(([role, how]) => `${role} (${how})`)
    .join(', ');
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', format: 'uuid' },
  description: 'The command id: the same key asks for the same thing again and gets the first answer.',
};
const after = {
  name: 'after',
  in: 'query',
  schema: { type: 'string' },
  description:
    'Waits until this position is seen: of a command answer or a push; `now` for everything until this moment.',
};
const purpose = {
  name: 'purpose',
  in: 'query',
  schema: { type: 'string', enum: ['export'] },
  description: 'Said by who makes a file of the answers: the audit trail keeps it.',
};

/** OpenAPI's own spelling of `:name`. */
const pathOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');
const parametersOf = (path: string, params: z.ZodRawShape, where: readonly ('path' | 'query')[]): object[] => {
  const inPath = pathParams(path);
  return Object.entries(params).flatMap(([name, type]) => {
    const place = inPath.includes(name) ? 'path' : 'query';
    if (!where.includes(place)) return [];
    const required = place === 'path' || !(type as z.ZodType).safeParse(undefined).success;
    return [{ name, in: place, required, schema: schema(type as z.ZodType, 'input') }];
  });
};
const open = (access: EndpointAccess) => (access === 'everyone' || access === 'signature' ? { security: [] } : {});

const commandPaths = (of: Capability) =>
  Object.entries(of.commands).flatMap(([command, { summary, access, input }]) =>
    access
      ? [
          [
            `/api/${of.name}/{id}/${command}`,
            'post',
            {
              tags: [`commands: ${of.name}`],
              summary,
              description: `For: ${reach(access)}.`,
              parameters: [
                { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
                idempotencyKey,
              ],
              requestBody: json(schema(z.strictObject(input), 'input')),
              responses: commandAnswers(of),
            },
          ] as const,
        ]
      : [],
  );

const queryPath = (of: Query) => {
  const { path, posted, summary, access, params } = of;
  const asked = posted
    ? {
        requestBody: json(
          schema(
            z.object({ ...params, after: z.string().optional(), purpose: z.literal('export').optional() }),
            'input',
          ),
        ),
      }
    : { parameters: [...parametersOf(path, params, ['path', 'query']), after, purpose] };
  const tags = [`queries: ${path.split('/')[1]}`];
  const described = { tags, summary, description: `For: ${reach(access)}.`, ...open(access), ...asked };
  return [`/api${pathOf(path)}`, posted ? 'post' : 'get', { ...described, responses: queryAnswers(of) }] as const;
};

const bodyOf = ({ method, path, params, takes }: Endpoint): object => {
  if (takes)
    return { requestBody: { required: true, content: Object.fromEntries(takes.types.map(type => [type, {}])) } };
  const named = pathParams(path);
  const rest = Object.fromEntries(Object.entries(params).filter(([name]) => !named.includes(name)));
  if (method === 'GET' || Object.keys(rest).length === 0) return {};
  return { requestBody: { required: true, ...json(schema(z.object(rest), 'input')) } };
};
const endpointPath = (capabilities: readonly Capability[]) => (of: Endpoint) => {
  const { method, path, summary, access, params } = of;
  const parameters = parametersOf(path, params, method === 'GET' ? ['path', 'query'] : ['path']);
  const tags = [`endpoints: ${path.split('/')[path.startsWith('/api/') ? 2 : 1]}`];
  const described = {
    tags,
    summary,
    description: `For: ${reach(access)}.`,
    ...open(access),
    parameters,
    ...bodyOf(of),
  };
  return [pathOf(path), method.toLowerCase(), { ...described, responses: endpointAnswers(of, capabilities) }] as const;
};

/** Paths with their methods: an upload and a download may share an address. */
const pathsOf = (routes: readonly (readonly [path: string, method: string, operation: object])[]): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const [path, method, operation] of routes) paths[path] = { ...paths[path], [method]: operation };
  return paths;
};

export const openapi = (
  capabilities: readonly Capability[],
  queries: readonly Query[],
  endpoints: readonly Endpoint[],
): object => ({
  openapi: '3.1.0',
  info: {
    title: '云诊 Yunzhen',
    version: '0.1.0',
    description:
      'Commands are sent to one stream and answer where it stands; queries answer views; endpoints are the rest. Refusals and errors are problem+json.',
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    schemas: { Problem: problemSchema },
  },
  security: [{ bearer: [] }],
  paths: pathsOf([
    ...capabilities.flatMap(commandPaths),
    ...queries.map(queryPath),
    ...endpoints.map(endpointPath(capabilities)),
  ]),
});
