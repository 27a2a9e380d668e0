/** What the global search finds: pages, doctors, departments, drugs; an id or a pick-up code leads straight to its page. */
import { catalogueQueries } from '@yunzhen/contracts/catalogue/views';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/views';
import { useDeferredValue } from 'react';
import { useQuery } from '../api/use-query.ts';
import { useDepartments } from '../parts/use-departments.ts';
import { useWho } from '../session/who.ts';
import { money } from '../words/format.ts';
import { titleWords } from '../words/states.ts';
import { pagesOf } from './pages.tsx';

export interface Found {
  readonly kind: string;
  readonly title: string;
  readonly about: string;
  readonly to: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const useFound = (typed: string): readonly Found[] => {
  const q = useDeferredValue(typed.trim());
  const pages = pagesOf(useWho().holder.role);
  const may = (path: string) => pages.some(page => page.path === path);
  const searching = { enabled: q.length > 0 && q.length <= 40 && !uuid.test(q) };
  const departments = useDepartments();
  const doctors = useQuery(practitionerQueries.doctors, { q: q || '-', limit: 5 }, searching);
  const drugs = useQuery(catalogueQueries.drugs, { q: q || '-', limit: 5 }, searching);

  if (uuid.test(q))
    return [
      ...(may('orders') ? [{ kind: '订单', title: `挂号 ${q}`, about: '', to: `/orders?id=${q}` }] : []),
      ...(may('orders') ? [{ kind: '订单', title: `支付 ${q}`, about: '', to: `/orders?kind=payments&id=${q}` }] : []),
      ...(may('prescriptions') ? [{ kind: '处方', title: `处方 ${q}`, about: '', to: `/prescriptions?id=${q}` }] : []),
    ];
  const named = pages
    .filter(({ title }) => q === '' || title.includes(q))
    .map(({ path, title }) => ({ kind: '页面', title, about: '', to: `/${path}` }));
  if (q === '') return named;
  return [
    ...named,
    ...(may('overview')
      ? (departments.data ?? [])
          .filter(({ name }) => name.includes(q))
          .map(({ departmentId, name }) => ({
            kind: '科室',
            title: name,
            about: '概览',
            to: `/overview?department=${departmentId}`,
          }))
      : []),
    ...(may('schedule')
      ? (doctors.data?.rows ?? []).map(({ practitionerId, name, title, departmentName }) => ({
          kind: '医生',
          title: name,
          about: `${titleWords[title]} · ${departmentName ?? ''} · 排班`,
          to: `/schedule?doctorId=${practitionerId}`,
        }))
      : []),
    ...(drugs.data ?? []).map(({ name, specification, maker, price, unit }) => ({
      kind: '药品',
      title: name,
      about: `${specification} · ${maker} · ${money(price)}/${unit}`,
      to: may('catalogue') ? `/catalogue?tab=drugs&q=${encodeURIComponent(name)}` : '',
    })),
  ];
};
