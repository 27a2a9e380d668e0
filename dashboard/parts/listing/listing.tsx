/** A listing in all its parts: filters, count, columns, export, table, more, drawer. */
import { Button, Drawer, Select } from 'antd';
import { useId } from 'react';
import { z } from 'zod';
import { usePages } from '../../api/use-pages.ts';
import { Answer } from '../answer.tsx';
import { Nothing } from '../nothing.tsx';
import parts from '../parts.module.css';
import { RangeBar } from '../range-bar.tsx';
import { useAddress } from '../use-address.ts';
import { useRange } from '../use-range.ts';
import { ChooseColumns } from './choose-columns.tsx';
import type { Filter, Listing as Of } from './column.ts';
import { Export } from './export-button.tsx';
import styles from './listing.module.css';
import { Table } from './table.tsx';
import { useColumns } from './use-columns.ts';

/** The filters' values out of the address; what is no option counts as absent. */
const useFilters = (filters: readonly Filter[]) => {
  const shape = Object.fromEntries(
    filters.map(({ name, options }) => [name, z.enum(options.map(({ value }) => value)).optional()]),
  );
  const [values, set] = useAddress({ ...shape, id: z.uuid().optional() });
  const { id, ...chosen } = values as Record<string, string | undefined>;
  return { id, chosen, set };
};

export const Listing = <T,>({ of }: { of: Of<T> }) => {
  const { query, filters, columns, idOf, empty, name, Detail, detailTitle } = of;
  const { id, chosen, set } = useFilters(filters);
  const range = useRange();
  const withDepartment = 'departmentId' in query.params;
  const { from, to, departmentId } = range.params;
  const params = {
    ...chosen,
    ...(from && { from }),
    ...(to && { to }),
    ...(withDepartment && departmentId && { departmentId }),
  };
  const asked = usePages(query, { ...params, limit: 50 });
  const { shown, chosen: keys, choose, reset } = useColumns(name, columns);
  return (
    <div className={styles.listing}>
      <div className={styles.filters}>
        {'from' in query.params && <RangeBar withDepartment={withDepartment} />}
        {filters.map(filter => (
          <FilterSelect
            key={filter.name}
            of={filter}
            value={chosen[filter.name]}
            onChange={value => set({ [filter.name]: value })}
          />
        ))}
        <span className={styles.space} />
        <ChooseColumns columns={columns} chosen={keys} onChoose={choose} onReset={reset} />
        <Export of={of} params={params} columns={shown} />
      </div>
      <Answer to={{ ...asked, data: asked.rows }} rows={10}>
        {rows =>
          rows.length === 0 ? (
            <Nothing title={empty[0]}>{empty[1]}</Nothing>
          ) : (
            <>
              <Table
                label={name}
                columns={shown}
                rows={rows}
                idOf={idOf}
                chosen={id}
                onChoose={next => set({ id: next })}
                old={asked.isPlaceholderData}
              />
              <p className={styles.count} role="status">
                已显示 {rows.length} 条{asked.hasNextPage ? '' : '，没有更多'}
                {asked.hasNextPage && (
                  <Button onClick={() => void asked.fetchNextPage()} loading={asked.isFetchingNextPage}>
                    更多
                  </Button>
                )}
              </p>
            </>
          )
        }
      </Answer>
      <Drawer
        open={id !== undefined}
        onClose={() => set({ id: undefined })}
        size={640}
        title={detailTitle}
        destroyOnHidden
      >
        {id && <Detail key={id} id={id} />}
      </Drawer>
    </div>
  );
};

const FilterSelect = ({
  of: { label, options },
  value,
  onChange,
}: {
  of: Filter;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) => {
  const id = useId();
  return (
    <div className={parts.field}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={value ?? ''}
        onChange={next => onChange(next || undefined)}
        options={[{ value: '', label: '全部' }, ...options]}
        style={{ minWidth: 128 }}
      />
    </div>
  );
};
