/** The fact tables in ClickHouse: written by the projections, read by the statistics. A changed meaning is a new version. */
export const factVersions = {
  registrations: 1,
  consultations: 1,
  payments: 1,
  prescriptions: 1,
  ratings: 1,
} as const;
export type FactName = keyof typeof factVersions;

export const factTable = (name: FactName): string => `${name}_v${factVersions[name]}`;
