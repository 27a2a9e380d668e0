import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { useDeferredValue } from 'react';
import { useQuery } from '../../api/use-query.ts';

/** So many are shown. */
export const mostFound = 50;

/** Diagnoses by code, name or pinyin initials; nothing is asked without a text. */
export const useDiagnoses = (typed: string | undefined) => {
  const q = useDeferredValue(typed);
  return useQuery(catalogueQueries.diagnoses, { q: q ?? '', limit: mostFound }, { enabled: q !== undefined });
};
