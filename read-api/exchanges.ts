/** An exchange as its list shows it: what was said in it is read one at a time, by who said why. */
import type { ExchangeRow, exchangesLog } from '@yunzhen/contracts/case/row';
import type { StoredRow } from '@yunzhen/contracts/shape';

type Stored = StoredRow<typeof exchangesLog>;

export const withoutBodies = (row: Stored): ExchangeRow => {
  const { exchangeId, system, call, key, request, patientId, at, took, outcome, code, digest } = row;
  return { exchangeId, system, call, key, request, patientId, at, took, outcome, code, digest };
};
export const withBodies = (row: Stored) => ({ ...withoutBodies(row), asked: row.asked, answered: row.answered });
