/** How long the law keeps personal data, whatever its person asks: until then it is closed instead of erased. */
export const retentionYears = {
  /** Medical records, with prescriptions and what hangs on them. */
  record: 15,
  /** Chats. */
  conversation: 3,
} as const;

/** The end of the period that begins at this instant, ISO. */
export const keptUntil = (at: string, kind: keyof typeof retentionYears): string => {
  const end = new Date(at);
  end.setUTCFullYear(end.getUTCFullYear() + retentionYears[kind]);
  return end.toISOString();
};
