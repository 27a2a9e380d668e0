/** The hospital's API as its contracts declare it: typed commands and queries, signed in and kept signed in. No I/O of its own. */
import { z } from 'zod';
import { ownAccountEndpoints, signInEndpoints } from '../account/endpoints.ts';
import { type AnswerOf, type Endpoint, type InputTo, isBytes, pathParams } from '../endpoint.ts';
import type { Capability } from '../language.ts';
import type { Query } from '../query.ts';
import { addressed } from './address.ts';
import { type Credentials, type Session, type SessionPort, session as sessionShape } from './auth.ts';
import { Problem, problemOf } from './problem.ts';
import type { Asked, Transport } from './transport.ts';

/** The commands of a capability that people may send; the others are the hospital's own. */
export type Offered<C extends Capability> = {
  [K in keyof C['commands'] & string]: C['commands'][K] extends { readonly access: unknown } ? K : never;
}[keyof C['commands'] & string];
export type InputOf<C extends Capability, K extends keyof C['commands']> = z.input<
  z.ZodObject<C['commands'][K]['input']>
>;

/** Where the stream stands after a command; `position` is what `after` of a query waits for. */
const commandAnswer = z.object({ revision: z.int(), position: z.string() });
export type CommandAnswer = z.infer<typeof commandAnswer>;

export interface ApiClient {
  /**
   * Sends a command. `key` (a UUID) makes a repetition the same command: give one when it may be sent again.
   * Throws Problem, whose code is one of the capability's refusals when it was refused, and NoAnswer.
   */
  readonly command: <C extends Capability, K extends Offered<C>>(
    capability: C,
    id: string,
    command: K,
    input: InputOf<C, K>,
    key?: string,
  ) => Promise<CommandAnswer>;
  /** Asks a query; with `after` it waits until the views have reached that position. Throws Problem and NoAnswer. */
  readonly query: <P extends z.ZodRawShape, R extends z.ZodType>(
    query: Query<P, R>,
    params: z.input<z.ZodObject<P>>,
    options?: { readonly after?: string | undefined },
  ) => Promise<z.output<R>>;
  /**
   * Calls an endpoint under whoever is signed in; `bytes` where it takes a body of bytes. Throws Problem, whose code may be one of its
   * refusals, and NoAnswer.
   */
  readonly call: <E extends Endpoint>(endpoint: E, input: InputTo<E>, bytes?: Uint8Array) => Promise<AnswerOf<E>>;
  /** Throws Problem: `wrong-credentials`, `sign-in-locked`, `bad-code`, `account-closed` and others. */
  readonly signIn: (credentials: Credentials) => Promise<Session>;
  /** Sets another password; every sign-in ends, and this one begins anew. Throws Problem: `wrong-credentials`, `sign-in-locked`. */
  readonly changePassword: (change: { readonly current: string; readonly password: string }) => Promise<Session>;
  /** Goes on with a session that an endpoint answered. */
  readonly goOn: (signedIn: Session) => void;
  /** Ends the session here at once, and at the hospital when it can be reached. */
  readonly signOut: () => Promise<void>;
}

export interface ApiPorts {
  readonly transport: Transport;
  readonly session: SessionPort;
  /** A new UUID, for commands that come without a key. */
  readonly newId: () => string;
}

export const apiClient = ({ transport, session, newId }: ApiPorts): ApiClient => {
  const send = async (asked: Asked): Promise<unknown> => {
    const { status, body } = await transport(asked);
    if (status < 200 || status > 299) throw problemOf(status, body);
    return body;
  };
  /** Without a token: who signs in has none that is good. */
  const enter = async <E extends Endpoint>(endpoint: E, input: InputTo<E>) =>
    answerOf(endpoint, await send(askedOf(endpoint, input))) as AnswerOf<E>;
  const entered = (credentials: Credentials) => {
    const { acceptInvitation, signInByWechat, signInByPassword } = signInEndpoints;
    if ('confirmation' in credentials) return enter(acceptInvitation, credentials);
    return 'code' in credentials ? enter(signInByWechat, credentials) : enter(signInByPassword, credentials);
  };
  const keep = (body: unknown): Session => {
    const fresh = sessionShape.parse(body);
    session.write(fresh);
    return fresh;
  };

  /** Views may not know an account yet that this client has just opened: its queries wait until they do. */
  let opened: string | undefined;
  const from = (after: string | undefined) =>
    after === undefined || (/^\d+$/.test(after) && BigInt(after) < BigInt(opened ?? 0)) ? (opened ?? after) : after;

  let renewing: Promise<Session> | undefined;
  const alone = session.alone ?? (<T>(work: () => Promise<T>) => work());
  /** Everybody who finds the access token expired waits for the same new one; another tab may have fetched it already. */
  const renew = (expired: string): Promise<Session> => {
    renewing ??= alone(async () => {
      const now = session.read();
      if (!now) throw new Problem(401, 'token-invalid');
      if (now.accessToken !== expired) return now;
      return keep(await enter(signInEndpoints.refresh, { refreshToken: now.refreshToken }));
    }).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  const ask = async (asked: Asked): Promise<unknown> => {
    const as = (current: Session | null) =>
      send(
        current ? { ...asked, headers: { ...asked.headers, authorization: `Bearer ${current.accessToken}` } } : asked,
      );
    let used = session.read();
    try {
      try {
        return await as(used);
      } catch (error) {
        if (!used || !(error instanceof Problem) || error.code !== 'token-expired') throw error;
        used = await renew(used.accessToken);
        return await as(used);
      }
    } catch (error) {
      if (!(error instanceof Problem) || !over.has(error.code)) throw error;
      // Neither token is good any more. Who signed in anew meanwhile, with another password or as somebody else, stays so.
      const now = session.read();
      if (now?.accessToken === used?.accessToken) session.write(null);
      else if (now && now.holder.id === used?.holder.id) return as(now);
      throw error;
    }
  };

  return {
    command: async (capability, id, command, input, key = newId()) => {
      const path = `/api/${capability.name}/${id}/${command}`;
      return commandAnswer.parse(await ask({ method: 'POST', path, headers: { 'idempotency-key': key }, body: input }));
    },
    query: async (query, params, { after } = {}) => {
      const asked = { ...params, after: from(after) };
      return query.result.parse(
        await ask(
          query.posted
            ? { method: 'POST', path: `/api${query.path}`, headers: {}, body: asked }
            : { method: 'GET', path: `/api${addressed(query.path, asked)}`, headers: {} },
        ),
      );
    },
    call: async <E extends Endpoint>(endpoint: E, input: InputTo<E>, bytes?: Uint8Array) =>
      answerOf(endpoint, await ask(askedOf(endpoint, input, bytes))) as AnswerOf<E>,
    signIn: async credentials => {
      const body = await entered(credentials);
      opened = body.position;
      return keep(body);
    },
    changePassword: async change => keep(answerOf(changePassword, await ask(askedOf(changePassword, change)))),
    goOn: keep,
    signOut: async () => {
      const current = session.read();
      session.write(null);
      if (current) await enter(signInEndpoints.signOut, { refreshToken: current.refreshToken });
    },
  };
};

const { changePassword } = ownAccountEndpoints;

const askedOf = ({ method, path, params }: Endpoint, input: object, bytes?: Uint8Array): Asked => {
  const inPath = new Set(method === 'GET' ? Object.keys(params) : pathParams(path));
  const part = (named: boolean) =>
    Object.fromEntries(Object.entries(input).filter(([name]) => inPath.has(name) === named));
  const body = method === 'GET' ? {} : { body: bytes ?? part(false) };
  return { method, path: addressed(path, part(true)), headers: {}, ...body };
};
/** Bytes are what the transport makes of them. */
const answerOf = ({ answer }: Endpoint, said: unknown): unknown => {
  if (answer === null) return undefined;
  return isBytes(answer) ? said : answer.parse(said);
};

const over = new Set(['token-expired', 'token-invalid', 'token-revoked', 'account-closed']);
