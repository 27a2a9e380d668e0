/** Connection and subscription tokens: JWTs signed with the shared secret, claims as Centrifugo documents them. */
import { errors as joseErrors, jwtVerify } from 'jose';
import { z } from 'zod';
import { type OptionsOf, type SubscribeOptions, subscribeOptions } from './channels.ts';

/** Thrown for a token that opens nothing; what that means depends on the command it came with. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly reason: 'expired' | 'invalid';
  constructor(reason: 'expired' | 'invalid') {
    super(`token ${reason}`);
    this.reason = reason;
  }
}

const override = z.object({ value: z.boolean() }).optional();
const overrides = z
  .object({
    presence: override,
    join_leave: override,
    force_push_join_leave: override,
    force_recovery: override,
    force_positioning: override,
  })
  .optional();

/** What a token, or the server API, says of one subscription. */
export const subscriptionClaims = z.object({
  info: z.unknown().optional(),
  data: z.unknown().optional(),
  override: overrides,
});

const claims = { sub: z.string().default(''), exp: z.number().optional(), expire_at: z.number().optional() };
const connectClaims = z.object({
  ...claims,
  info: z.unknown().optional(),
  channels: z.array(z.string()).default([]),
  subs: z.record(z.string(), subscriptionClaims).default({}),
  channel: z.literal('').optional(),
});
const subscribeClaims = subscriptionClaims.extend({
  ...claims,
  channel: z.string().min(1),
  client: z.string().default(''),
});

/** When what the token opened ends, in epoch seconds; 0 for never. `expire_at` says it apart from the token's own `exp`. */
const expiry = ({ exp, expire_at }: { exp?: number | undefined; expire_at?: number | undefined }) =>
  Math.floor(Math.max(0, expire_at ?? exp ?? 0));

/** The channel's options as claims or an API request change them. */
export const overridden = (
  optionsOf: OptionsOf,
  channel: string,
  { info, data, override }: z.output<typeof subscriptionClaims>,
  expireAt = 0,
): SubscribeOptions => {
  const base = subscribeOptions(optionsOf(channel));
  return {
    presence: override?.presence?.value ?? base.presence,
    joinLeave: override?.join_leave?.value ?? base.joinLeave,
    pushJoinLeave: override?.force_push_join_leave?.value ?? base.pushJoinLeave,
    recovery: override?.force_recovery?.value ?? base.recovery,
    positioning: override?.force_positioning?.value ?? base.positioning,
    expireAt,
    ...(info === undefined ? {} : { info }),
    ...(data === undefined ? {} : { data }),
  };
};

export interface ConnectToken {
  readonly user: string;
  readonly info: unknown;
  readonly expireAt: number;
  readonly subscriptions: ReadonlyMap<string, SubscribeOptions>;
}

export interface SubscribeToken {
  readonly user: string;
  readonly channel: string;
  /** Empty when the token is good for every connection of the user. */
  readonly client: string;
  readonly options: SubscribeOptions;
}

/** Both throw TokenError, and CommandError 102 for a subscription in an unknown namespace. */
export interface Tokens {
  connect(token: string): Promise<ConnectToken>;
  subscribe(token: string): Promise<SubscribeToken>;
}

export const tokens = (secret: string, optionsOf: OptionsOf): Tokens => {
  const key = new TextEncoder().encode(secret);

  const read = async <S extends z.ZodType>(token: string, schema: S): Promise<z.output<S>> => {
    let payload: unknown;
    try {
      ({ payload } = await jwtVerify(token, key, { algorithms: ['HS256', 'HS384', 'HS512'] }));
    } catch (error) {
      const early = error instanceof joseErrors.JWTClaimValidationFailed && error.claim === 'nbf';
      throw new TokenError(early || error instanceof joseErrors.JWTExpired ? 'expired' : 'invalid');
    }
    const parsed = schema.safeParse(payload);
    if (!parsed.success) throw new TokenError('invalid');
    return parsed.data;
  };

  return {
    connect: async token => {
      const claimed = await read(token, connectClaims);
      const named = Object.entries(claimed.subs);
      const wanted = named.length > 0 ? named : claimed.channels.map(channel => [channel, {}] as const);
      return {
        user: claimed.sub,
        info: claimed.info,
        expireAt: expiry(claimed),
        subscriptions: new Map(wanted.map(([channel, claim]) => [channel, overridden(optionsOf, channel, claim)])),
      };
    },
    subscribe: async token => {
      const claimed = await read(token, subscribeClaims);
      return {
        user: claimed.sub,
        channel: claimed.channel,
        client: claimed.client,
        options: overridden(optionsOf, claimed.channel, claimed, expiry(claimed)),
      };
    },
  };
};
