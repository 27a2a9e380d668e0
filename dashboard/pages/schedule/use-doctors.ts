import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { useDeferredValue } from 'react';
import { useQuery } from '../../api/use-query.ts';

/** Doctors by name, pinyin initials or speciality. */
export const useDoctors = (typed: string) => {
  const q = useDeferredValue(typed.trim());
  return useQuery(practitionerQueries.doctors, { ...(q && { q }), limit: 30 });
};
