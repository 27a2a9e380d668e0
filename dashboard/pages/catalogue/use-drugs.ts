import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { useDeferredValue } from 'react';
import { useQuery } from '../../api/use-query.ts';

/** So many are shown. */
export const mostFound = 50;

/** Drugs by code, name or pinyin initials; nothing is asked without a text. */
export const useDrugs = (typed: string | undefined) => {
  const q = useDeferredValue(typed);
  return useQuery(catalogueQueries.drugs, { q: q ?? '', limit: mostFound }, { enabled: q !== undefined });
};
