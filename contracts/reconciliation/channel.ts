/** Channels whose books are held against ours, and the ids of their days and months: one that nobody has opened yet has one too. */
export const channels = ['wechat'] as const;
export type Channel = (typeof channels)[number];

const tail = (number: number): string => number.toString().padStart(12, '0');

/** `20260302-0000-8000-8000-000000000001`: a UUID that anybody can make from the day. */
export const reconciliationIdOf = (channel: Channel, day: string): string =>
  `${day.replaceAll('-', '')}-0000-8000-8000-${tail(channels.indexOf(channel) + 1)}`;

/** @param month `YYYY-MM` */
export const periodIdOf = (month: string): string => `${month.replace('-', '')}00-0000-8000-8000-${tail(0)}`;
