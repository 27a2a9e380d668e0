/** The hospital's API as k6 calls it: typed by the contracts, every request tagged with its route and checked. */

import type { Session } from '@yunzhen/contracts/api/auth';
import type { InputOf, Offered } from '@yunzhen/contracts/api/client';
import type { consultation } from '@yunzhen/contracts/consultation/consultation';
import type { conversation } from '@yunzhen/contracts/conversation/conversation';
import type { patient } from '@yunzhen/contracts/patient/patient';
import type { payment } from '@yunzhen/contracts/payment/payment';
import type { prescription } from '@yunzhen/contracts/prescription/prescription';
import type { Query } from '@yunzhen/contracts/query';
import type { record } from '@yunzhen/contracts/record/record';
import type { registration } from '@yunzhen/contracts/registration/registration';
import type { clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import { check } from 'k6';
import http, { type Params, type RefinedResponse } from 'k6/http';
// By path: k6 knows nothing of workspaces. Of the contracts it can run only what does without zod.
import { addressed } from '../contracts/api/address.ts';
import { newId } from './chance.ts';
import { type CommandName, partOf, type QueryPath, type Route } from './routes.ts';
import { origin } from './settings.ts';

/** Somebody who is signed in; crosses from `setup` to the virtual users as JSON. */
export interface Person {
  readonly id: string;
  readonly token: string;
}

/** What the API is asked on behalf of; `null` is anybody. */
type By = Person | null;

interface Capabilities {
  readonly consultation: typeof consultation;
  readonly conversation: typeof conversation;
  readonly patient: typeof patient;
  readonly payment: typeof payment;
  readonly prescription: typeof prescription;
  readonly record: typeof record;
  readonly registration: typeof registration;
  readonly 'clinic-session': typeof clinicSession;
}

type Result<Q extends Query> = Q['result'] extends { _zod: { output: infer O } } ? O : never;
type Asked<Q extends Query> = { readonly [K in keyof Q['params']]?: string | number } & { readonly after?: string };

/**
 * One request. @param path with the ids, which `route` has not
 * @param expected the statuses that are no failure. Throws when the answer is another one: the journey ends there.
 */
export const request = (
  route: Route,
  path: string,
  { by = null, body, headers = {}, expected = [200] }: RequestOptions = {},
): RefinedResponse<'text'> => {
  const [method = 'GET'] = route.split(' ');
  const params: Params & { responseType: 'text' } = {
    headers: {
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(by && { authorization: `Bearer ${by.token}` }),
    },
    tags: { name: route, part: partOf(route) },
    responseCallback: http.expectedStatuses(...expected),
    responseType: 'text',
    timeout: '10s',
  };
  const response = http.request(method, `${origin}${path}`, body === undefined ? null : JSON.stringify(body), params);
  if (!check(response, { [route]: ({ status }) => expected.includes(status) }))
    throw new Error(`${route}: ${response.status} ${response.error} ${codeOf(response)}`);
  return response;
};

interface RequestOptions {
  readonly by?: By;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expected?: readonly number[];
}

/** The code of a problem+json: it says what was refused and repeats no input. */
const codeOf = ({ body }: RefinedResponse<'text'>): string => /"code":"([\w-]+)"/.exec(body ?? '')?.[1] ?? '';

/** Asks a query of the contracts. @param path as the contract declares it, below `/api`. */
export const ask = <Q extends Query>(by: By, path: QueryPath, params: Asked<Q>): Result<Q> =>
  request(`GET /api${path}`, `/api${addressed(path, params)}`, { by }).json() as unknown as Result<Q>;

/** The same where it may not be there yet: null then. */
export const find = <Q extends Query>(by: By, path: QueryPath, params: Asked<Q>): Result<Q> | null => {
  const answer = request(`GET /api${path}`, `/api${addressed(path, params)}`, { by, expected: [200, 404] });
  return answer.status === 404 ? null : (answer.json() as unknown as Result<Q>);
};

/** Sends a command. Answers the position that `after` of a query waits for. */
export const command = <N extends keyof Capabilities, K extends CommandName<N> & Offered<Capabilities[N]>>(
  by: Person,
  capability: N,
  id: string,
  name: K,
  input: InputOf<Capabilities[N], K>,
): string => {
  const answer = request(`POST /api/${capability}/:id/${name}` as Route, `/api/${capability}/${id}/${name}`, {
    by,
    body: input,
    headers: { 'idempotency-key': newId() },
  });
  return (answer.json() as { position: string }).position;
};

const signedIn = (answer: RefinedResponse<'text'>): Person => {
  const { accessToken, holder } = answer.json() as unknown as Session;
  return { id: holder.id, token: accessToken };
};

export const signInStaff = (login: string, password: string): Person =>
  signedIn(request('POST /api/sign-in/staff', '/api/sign-in/staff', { body: { login, password } }));

/** @param name somebody at WeChat; who was never here becomes a patient */
export const signInPatient = (name: string): Person => {
  const asked = request('POST /wechat/_standin/codes', '/wechat/_standin/codes', { body: { person: name } });
  const { code } = asked.json() as { code: string };
  return signedIn(request('POST /api/sign-in/wechat', '/api/sign-in/wechat', { body: { code } }));
};
