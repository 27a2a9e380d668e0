/** What the global search finds, as far as the role may see it: pages, departments, doctors, drugs; visits, payments and prescriptions by number or person. */

import { keepPreviousData, useQuery as useCached } from '@tanstack/react-query';
import { NoAnswer } from '@yunzhen/contracts/api/problem';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { isolated } from '@yunzhen/contracts/text';
import { unitPriceText } from '@yunzhen/contracts/unit-price';
import { useDeferredValue } from 'react';
import { useQuery } from '../api/use-query.ts';
import { useCurrentUser } from '../lib/current-user.ts';
import { useDepartments } from '../parts/use-departments.ts';
import { titleWords } from '../words/states.ts';
import { pagesOf } from './pages.tsx';
import { type Found, findWork } from './search-sources.ts';

interface Answer {
  /** So far. */
  readonly found: readonly Found[];
  /** More may come. */
  readonly busy: boolean;
  /** Why there is less than there could be. */
  readonly error: unknown;
}

export const useSearch = (typed: string): Answer => {
  const q = useDeferredValue(typed.trim());
  const { role } = useCurrentUser().holder;
  const pages = pagesOf(role);
  const may = (path: string) => pages.some(page => page.path === path);
  const asking = (path: string) => ({ enabled: q.length > 0 && q.length <= 40 && may(path) });
  const departments = useDepartments();
  const doctors = useQuery(practitionerQueries.doctors, { q: q || '-', limit: 5 }, asking('schedule'));
  const drugs = useQuery(catalogueQueries.drugs, { q: q || '-', limit: 5 }, asking('catalogue'));
  const work = useCached({
    queryKey: ['found-work', role, q],
    queryFn: () => findWork(q, role),
    enabled: q.length > 0 && q.length <= 40,
    placeholderData: keepPreviousData,
  });

  const named = pages
    .filter(({ title }) => title.includes(q))
    .map(({ path, title }) => ({ kind: '页面', title, about: '', to: `/${path}` }));
  if (q === '') return { found: named, busy: false, error: null };
  const found = [
    ...named,
    ...(work.data?.found ?? []),
    ...(may('overview') ? (departments.data ?? []) : [])
      .filter(({ name }) => name.includes(q))
      .map(({ departmentId, name }) => ({
        kind: '科室',
        title: name,
        about: '概览',
        to: `/overview?department=${departmentId}`,
      })),
    ...(doctors.data?.rows ?? []).map(({ practitionerId, name, title, departmentName }) => ({
      kind: '医生',
      title: name,
      about: `${titleWords[title]} · ${isolated(departmentName)} · 排班`,
      to: `/schedule?doctorId=${practitionerId}`,
    })),
    ...(drugs.data ?? []).map(({ code, name, specification, maker, unitPrice, unit }) => ({
      kind: '药品',
      title: name,
      about: `${isolated(specification)} · ${isolated(maker)} · ${unitPriceText(unitPrice)}/${unit}`,
      to: `/catalogue?tab=drugs&q=${encodeURIComponent(code)}`,
    })),
  ];
  // Without a network nothing is asked, and nothing fails either.
  const paused = [work, doctors, drugs].some(({ fetchStatus }) => fetchStatus === 'paused');
  const busy = work.isFetching || doctors.isFetching || drugs.isFetching || q !== typed.trim();
  return {
    found,
    busy,
    error: work.data?.error ?? work.error ?? doctors.error ?? drugs.error ?? (paused ? new NoAnswer('search') : null),
  };
};
