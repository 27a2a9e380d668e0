/** What stands in a fact's column where an event says nothing. */
export const nil = {
  id: '00000000-0000-0000-0000-000000000000',
  day: '1970-01-01',
  time: '1970-01-01 00:00:00.000',
} as const;
