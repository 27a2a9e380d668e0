/** A listing in all its parts: filters, count, columns, export, table, more, drawer. */

import { reachOf } from '@yunzhen/contracts/roles';
import { z } from 'zod';
import { usePages } from '../../api/use-query.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Answer } from '../answer.tsx';
import { Button } from '../button.tsx';
import { Choice } from '../choice.tsx';
import { Dialog } from '../dialog.tsx';
import { EmptyState } from '../empty-state.tsx';
import { RangeBar } from '../range-bar.tsx';
import { useAddress } from '../use-address.ts';
import { useRange } from '../use-range.ts';
import { ChooseColumns } from './choose-columns.tsx';
import { ChooseFilter } from './choose-filter.tsx';
import type { Filter, Listing as Of } from './column.ts';
import { Export } from './export-button.tsx';
import styles from './listing.module.css';
import { Table } from './table.tsx';
import { Typed } from './typed.tsx';
import { useColumns } from './use-columns.ts';

/** The filters' values out of the address; what is no option counts as absent. */
const useFilters = (filters: readonly Filter[], linked: readonly string[], params: z.ZodRawShape) => {
  const shape = Object.fromEntries([
    ...filters.map(
      ({ name, options }) =>
        [
          name,
          options ? z.enum(options.map(({ value }) => value)).optional() : (params[name] ?? z.string().optional()),
        ] as const,
    ),
    ...linked.map(name => [name, z.uuid().optional()] as const),
  ]);
  const [values, set] = useAddress({ ...shape, id: z.uuid().optional() });
  const { id, ...chosen } = values as Record<string, string | undefined>;
  return { id, chosen, set };
};

/** What the query answers when nothing is chosen; null where that is everything. */
const usualOf = (query: { readonly params: z.ZodRawShape }, name: string): string | null => {
  const parameter = query.params[name];
  return parameter instanceof z.ZodDefault ? String(parameter.def.defaultValue) : null;
};

/** Two listings that stand in the same place share neither rows nor columns: the one's words know nothing of the other's states. */
export const Listing = <T,>({ of }: { of: Of<T> }) => <Shown key={of.name} of={of} />;

const Shown = <T,>({ of }: { of: Of<T> }) => {
  const { query, filters, columns, idOf, empty, name, detail, linked = {}, usualDays, Actions, rowActions, total } = of;
  const { id, chosen, set } = useFilters(filters, Object.keys(linked), query.params);
  const range = useRange();
  const withDepartment = 'departmentId' in query.params;
  const usual = usualDays?.();
  const { from = usual?.[0], to = usual?.[1], departmentId } = range;
  const params = {
    ...chosen,
    ...(from && { from }),
    ...(to && { to }),
    ...(withDepartment && departmentId && { departmentId }),
  };
  const asked = usePages(query, { ...params, limit: 50 }, of.ask);
  const [first] = asked.data?.pages ?? [];
  const { role } = useCurrentUser().holder;
  const Row = rowActions && reachOf(rowActions.access, role) !== null ? rowActions.Content : undefined;
  const { shown, chosen: keys, choose, reset } = useColumns(name, columns);
  return (
    <div className={styles.listing}>
      <div className={styles.filters}>
        {'from' in query.params && <RangeBar unset={usual} withDepartment={withDepartment} />}
        {filters.map(({ name: filter, label, options }) =>
          options ? (
            <Choice
              key={filter}
              label={label}
              value={chosen[filter] ?? usualOf(query, filter) ?? ''}
              options={usualOf(query, filter) === null ? [{ value: '', label: '全部' }, ...options] : options}
              onChange={value => set({ [filter]: value })}
            />
          ) : (
            <Typed
              key={filter}
              label={label}
              value={chosen[filter] ?? ''}
              onTyped={value => set({ [filter]: value })}
            />
          ),
        )}
        {Object.entries(linked).map(
          ([parameter, words]) =>
            chosen[parameter] && (
              <Button key={parameter} title="点击取消这个条件" onClick={() => set({ [parameter]: undefined })}>
                {words} ✕
              </Button>
            ),
        )}
        <span className={styles.space} />
        {Actions && <Actions />}
        {(filters.length > 0 || 'from' in query.params) && <ChooseFilter listing={name} />}
        <ChooseColumns columns={columns} chosen={keys} onChoose={choose} onReset={reset} />
        <Export of={of} params={params} columns={shown} />
      </div>
      <Answer to={{ ...asked, data: asked.rows }} rows={10} shape="table">
        {rows =>
          rows.length === 0 ? (
            <EmptyState title={empty[0]}>{empty[1]}</EmptyState>
          ) : (
            <>
              <Table
                label={name}
                columns={
                  Row
                    ? [...shown, { key: 'actions', title: '操作', value: () => null, show: row => <Row row={row} /> }]
                    : shown
                }
                rows={rows}
                idOf={idOf}
                chosen={id}
                onChoose={detail ? next => set({ id: next }) : undefined}
                old={asked.isPlaceholderData}
              />
              <p className={styles.count} role="status">
                {asked.isPlaceholderData
                  ? '正在读取…'
                  : `已显示 ${rows.length} 条${asked.hasNextPage ? '' : '，没有更多'}${total && first ? `。${total(first)}` : ''}`}
                {asked.hasNextPage && (
                  <Button onClick={() => void asked.fetchNextPage()} busy={asked.isFetchingNextPage}>
                    更多
                  </Button>
                )}
              </p>
            </>
          )
        }
      </Answer>
      {detail && id && (
        <Dialog key={id} title={detail.title} place="drawer" onClose={() => set({ id: undefined })}>
          <detail.Content id={id} />
        </Dialog>
      )}
    </div>
  );
};
