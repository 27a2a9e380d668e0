/** The hospital's API as its contracts declare it: typed commands and queries, signed in and kept signed in. Fetch is all it needs. */
import type { Capability, RefusalOf } from '@yunzhen/contracts/language';
import type { Query } from '@yunzhen/contracts/query';
import type { Role } from '@yunzhen/contracts/roles';
import { v7 } from 'uuid';
import { z } from 'zod';
import { type Asked, Problem, send } from './transport.ts';

/** The commands of a capability that people may send; the others are the hospital's own. */
export type Offered<C extends Capability> = {
  [K in keyof C['commands'] & string]: C['commands'][K] extends { readonly access: unknown } ? K : never;
}[keyof C['commands'] & string];
type Input<C extends Capability, K extends keyof C['commands']> = z.input<z.ZodObject<C['commands'][K]['input']>>;

/** Where the stream stands after a command; `position` is what `after` of a query waits for. */
const answered = z.object({ revision: z.int(), position: z.string() });
export type Answer = z.infer<typeof answered>;

const signedIn = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  holder: z.object({ id: z.uuid(), role: z.string() }),
});

export type Credentials =
  | { readonly code: string; readonly as?: 'patient' | 'staff' }
  | { readonly login: string; readonly password: string };

export interface Client {
  readonly id: string;
  readonly role: Role;
  /** Sends a command; `key` makes a repetition the same command. Throws Problem, whose code is one of the capability's refusals when it was refused. */
  readonly command: <C extends Capability, K extends Offered<C>>(
    to: C,
    id: string,
    name: K,
    input: Input<C, K>,
    key?: string,
  ) => Promise<Answer>;
  /** Asks a query; with `after` it waits until the views have reached that position. */
  readonly query: <P extends z.ZodRawShape, R extends z.ZodType>(
    query: Query<P, R>,
    params: z.input<z.ZodObject<P>>,
    after?: string,
  ) => Promise<z.output<R>>;
  /** What has no contract yet: sign-in tokens for the hub, pictures, pay parameters. The path begins with `/api`. */
  readonly call: <R extends z.ZodType>(
    method: Asked['method'],
    path: string,
    result: R,
    body?: NonNullable<Asked['body']>,
  ) => Promise<z.output<R>>;
  readonly signOut: () => Promise<void>;
}

/** Signs in by a WeChat code or a password. Throws Problem: `bad-code`, `wrong-credentials`, `sign-in-locked` and others. */
export const signIn = async (origin: string, credentials: Credentials): Promise<Client> => {
  const post = async (path: string, body: object) => send(origin, { method: 'POST', path, body, repeatable: false });
  let session = signedIn.parse(
    await post('code' in credentials ? '/api/sign-in/wechat' : '/api/sign-in/staff', credentials),
  );
  let renewing: Promise<void> | undefined;

  /** A refresh token is good once: everybody who finds the access token expired waits for the same new one. */
  const renew = (): Promise<void> => {
    renewing ??= post('/api/sign-in/refresh', { refreshToken: session.refreshToken })
      .then(body => {
        session = signedIn.parse(body);
      })
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };
  const ask = async (asked: Asked): Promise<unknown> => {
    const signed = () =>
      send(origin, { ...asked, headers: { ...asked.headers, authorization: `Bearer ${session.accessToken}` } });
    try {
      return await signed();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'token-expired') throw error;
      await renew();
      return signed();
    }
  };

  const { id, role } = session.holder;
  return {
    id,
    role: role as Role,
    command: async (to, stream, name, input, key = v7()) => {
      const path = `/api/${to.name}/${stream}/${name}`;
      const headers = { 'idempotency-key': key };
      return answered.parse(await ask({ method: 'POST', path, body: input as object, headers, repeatable: true }));
    },
    query: async (query, params, after) => {
      const path = `/api${addressed(query.path, { ...params, ...(after !== undefined && { after }) })}`;
      return query.result.parse(await ask({ method: 'GET', path, repeatable: true }));
    },
    call: async (method, path, result, body) =>
      result.parse(await ask({ method, path, repeatable: method === 'GET', ...(body && { body }) })),
    signOut: async () => {
      await post('/api/sign-out', { refreshToken: session.refreshToken });
    },
  };
};

/** `/doctors/:doctorId` and what belongs in it; everything else becomes the query string. */
export const addressed = (path: string, params: Readonly<Record<string, unknown>>): string => {
  const rest = new Map(Object.entries(params).filter(([, value]) => value !== undefined));
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest.get(name)));
    rest.delete(name);
    return value;
  });
  const query = new URLSearchParams([...rest].map(([name, value]) => [name, String(value)] as [string, string]));
  return rest.size === 0 ? filled : `${filled}?${query}`;
};

/** Whether a command was refused with this code, checked against the codes its capability knows. */
export const refused = <C extends Capability>(error: unknown, by: C, code: RefusalOf<C>): boolean =>
  error instanceof Problem && error.status === 409 && error.code === code && by.refusals.includes(code);
