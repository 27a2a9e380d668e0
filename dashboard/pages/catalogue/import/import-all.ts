/** Lists entries one by one, some at a time; what is there already under the same code is corrected, so that an import can be repeated. */
import { Problem } from '@yunzhen/contracts/api/problem';
import { type Diagnosed, diagnosis, diagnosisIds } from '@yunzhen/contracts/catalogue/diagnosis';
import { drug } from '@yunzhen/contracts/catalogue/drug';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { v5 } from 'uuid';
import { api } from '../../../api/client.ts';
import { answers } from '../../../api/query-client.ts';
import { problemWords } from '../../../words/problems.ts';
import type { DrugEntry, Wrong } from './entries.ts';

/** Names drugs that are not in the dictionary by their code, so that two imports at once mean the same. */
const drugNames = '0c4e3f52-8a0b-5c1d-9a61-2f5d7e8b9c10';

export const sendDrug = async (entry: DrugEntry): Promise<void> => {
  const known = await api.query(catalogueQueries.drugs, { q: entry.code, limit: 5 });
  const id = known.find(({ code }) => code === entry.code)?.drugId ?? v5(entry.code, drugNames);
  answers.note('drug', (await api.command(drug, id, 'list', entry)).position);
};
export const sendDiagnosis = async (entry: Diagnosed): Promise<void> => {
  const id = v5(diagnosisIds.nameOf(entry), diagnosisIds.namespace);
  answers.note('diagnosis', (await api.command(diagnosis, id, 'list', entry)).position);
};

/** As many as a browser has connections to one host. */
const atOnce = 6;

export interface Progress {
  readonly done: number;
  readonly refused: readonly Wrong[];
}
type Left<T> = { readonly row: number; readonly entry: T };

/**
 * Answers what is left when it was stopped or the hospital cannot be reached, which can be sent again; refused rows are told with
 * the progress and not left.
 */
export const importAll = async <T>(
  all: readonly Left<T>[],
  send: (entry: T) => Promise<void>,
  tell: (progress: Progress) => void,
  stopped: () => boolean,
): Promise<{ readonly left: readonly Left<T>[]; readonly error: unknown }> => {
  let next = 0;
  const left: Left<T>[] = [];
  const refused: Wrong[] = [];
  let done = 0;
  let error: unknown = null;
  const worker = async () => {
    for (let one = all[next++]; one; one = all[next++]) {
      if (stopped() || error !== null) {
        left.push(one);
        continue;
      }
      try {
        await send(one.entry);
        done += 1;
      } catch (thrown) {
        if (isRefusal(thrown)) refused.push({ row: one.row, why: problemWords(thrown) });
        else {
          error = thrown;
          left.push(one);
        }
      }
      tell({ done, refused: [...refused] });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { left: left.toSorted((one, other) => one.row - other.row), error };
};

/** The hospital says no to this row; anything else would be said to every row. */
const isRefusal = (thrown: unknown): boolean => thrown instanceof Problem && [400, 409, 422].includes(thrown.status);
