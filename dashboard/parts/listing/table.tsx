import { money, nothing } from '../../words/format.ts';
import type { Column } from './column.ts';
import styles from './listing.module.css';

/** Rows under a head that stays; each opens its details by pointer, or by its first cell's button. */
export const Table = <T,>({
  label,
  columns,
  rows,
  idOf,
  chosen,
  onChoose,
  old = false,
}: {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  idOf: (row: T) => string;
  chosen?: string | undefined;
  /** Absent where there is nothing more to see. */
  onChoose?: ((id: string) => void) | undefined;
  /** These rows belong to another filter than the one chosen: the right ones are on their way. */
  old?: boolean;
}) => (
  <section className={styles.scroll} aria-busy={old} aria-label={label}>
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map(({ key, title, numeric, money: fen }) => (
            <th key={key} scope="col" className={numeric || fen ? styles.numeric : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const id = idOf(row);
          return (
            <tr key={id} aria-current={id === chosen} onClick={onChoose && (() => onChoose(id))}>
              {columns.map(({ key, value, show, numeric, money: fen }, index) => {
                const held = value(row);
                const content = show?.(row) ?? (fen && typeof held === 'number' ? money(held) : held) ?? nothing;
                return (
                  <td key={key} className={numeric || fen ? styles.numeric : undefined}>
                    {index === 0 && onChoose ? (
                      <button type="button" onClick={() => onChoose(id)}>
                        {content}
                      </button>
                    ) : (
                      content
                    )}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  </section>
);
