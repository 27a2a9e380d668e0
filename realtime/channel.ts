import type { StoredOf } from '@yunzhen/contracts/language';

/** A message on its way: `to` is a channel's name; type, position and time are added. Sealed text is opened before it leaves. */
export interface Message {
  readonly to: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Channel {
  readonly name: string;
  readonly on: Readonly<Record<string, (data: never) => Message | readonly Message[]>>;
}

/** A channel is a table: event → messages. */
export const channel = <E extends { type: string }>(
  name: string,
  on: { readonly [T in E['type']]?: (data: StoredOf<E, T>) => Message | readonly Message[] },
): Channel => ({ name, on: on as unknown as Channel['on'] });
