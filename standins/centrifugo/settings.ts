/** The part of Centrifugo's own configuration file the stand-in honours, so that one file serves it and the real server. */
import { z } from 'zod';

const unit = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** A Go duration such as `600s` or `1h30m`, parsed to milliseconds. */
const duration = z
  .string()
  .regex(/^(0|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/, 'must be a duration such as "600s" or "800ms"')
  .transform(text => {
    let total = 0;
    for (const [, amount, name] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
      total += Number(amount) * unit[name as keyof typeof unit];
    }
    return total;
  });

const flag = z.boolean().default(false);
const count = z.int().nonnegative();

const channelOptions = z.strictObject({
  history_size: count.default(0),
  history_ttl: duration.prefault('0'),
  /** 0 takes the one of all channels. */
  history_meta_ttl: duration.prefault('0'),
  force_recovery: flag,
  allow_recovery: flag,
  force_positioning: flag,
  allow_positioning: flag,
  presence: flag,
  join_leave: flag,
  force_push_join_leave: flag,
  allow_subscribe_for_client: flag,
  allow_publish_for_client: flag,
  allow_publish_for_subscriber: flag,
  allow_presence_for_client: flag,
  allow_presence_for_subscriber: flag,
  allow_history_for_client: flag,
  allow_history_for_subscriber: flag,
  allow_user_limited_channels: flag,
});

/** Settings of one namespace; durations in milliseconds. */
export type ChannelOptions = z.output<typeof channelOptions>;

type Complain = (message: string, ...path: (string | number)[]) => void;

const checkOptions = (options: ChannelOptions, complain: Complain) => {
  const history = options.history_size > 0 && options.history_ttl > 0;
  if (!history && (options.history_size > 0 || options.history_ttl > 0)) {
    complain('history needs both history_size and history_ttl', 'history_size');
  }
  if (!history && (options.force_recovery || options.force_positioning)) {
    complain('recovery and positioning need history_size and history_ttl', 'force_recovery');
  }
};

const channel = z
  .strictObject({
    without_namespace: channelOptions.prefault({}),
    namespaces: z
      .array(
        channelOptions.extend({ name: z.string().regex(/^[-a-zA-Z0-9_.]{2,}$/, 'at least two of a-z A-Z 0-9 - _ .') }),
      )
      .default([]),
    max_length: count.default(255),
    history_meta_ttl: duration.prefault('720h'),
  })
  .superRefine((value, context) => {
    const complain =
      (...prefix: (string | number)[]): Complain =>
      (message, ...path) =>
        context.addIssue({ code: 'custom', message, path: [...prefix, ...path] });
    checkOptions(value.without_namespace, complain('without_namespace'));
    const seen = new Set<string>();
    for (const [index, namespace] of value.namespaces.entries()) {
      checkOptions(namespace, complain('namespaces', index));
      if (seen.has(namespace.name))
        complain('namespaces', index)(`namespace "${namespace.name}" is declared twice`, 'name');
      seen.add(namespace.name);
    }
  });

const client = z
  .strictObject({
    token: z.strictObject({ hmac_secret_key: z.string().min(32, 'needs at least 32 characters') }),
    allowed_origins: z.array(z.string()).default([]),
    ping_interval: duration.prefault('25s'),
    pong_timeout: duration.prefault('8s'),
    connection_limit: count.default(0),
    user_connection_limit: count.default(0),
    channel_limit: count.default(128),
    queue_max_size: count.default(1_048_576),
    stale_close_delay: duration.prefault('10s'),
    expired_close_delay: duration.prefault('25s'),
    expired_sub_close_delay: duration.prefault('25s'),
    history_max_publication_limit: count.default(300),
    recovery_max_publication_limit: count.default(300),
  })
  .refine(value => value.ping_interval > 0 && value.pong_timeout > 0 && value.pong_timeout < value.ping_interval, {
    message: 'must be positive and less than ping_interval',
    path: ['pong_timeout'],
  });

/** Sections that are none of the stand-in's business (log, admin, engine …) may stand in the file and are ignored. */
const settings = z.looseObject({
  client,
  channel: channel.prefault({}),
  http_api: z.strictObject({ key: z.string().min(1, 'must not be empty') }),
  http_server: z.looseObject({ address: z.string().default('127.0.0.1') }).prefault({}),
  websocket: z.strictObject({ message_size_limit: count.default(65_536) }).prefault({}),
});

/** As written in a configuration file: durations are Go durations, everything but secret and key may be left out. */
export type HubSettings = Pick<
  z.input<typeof settings>,
  'client' | 'channel' | 'http_api' | 'http_server' | 'websocket'
>;
/** As used: defaults filled in, durations in milliseconds. */
export type Settings = z.output<typeof settings>;

/** Thrown for settings the hub cannot honour; names each offending option. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

/** Checks settings and fills in defaults. Throws InvalidSettings. */
export const parseSettings = (value: unknown): Settings => {
  const parsed = settings.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'settings'}: ${message}`);
  throw new InvalidSettings(`hub configuration: ${issues.join('; ')}`);
};
