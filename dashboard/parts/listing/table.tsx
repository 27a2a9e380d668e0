import { type ReactNode, useState } from 'react';
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
  <section
    className={styles.scroll}
    aria-busy={old}
    aria-label={label}
    // Rows that open nothing are scrolled by keys only where the table itself takes the focus.
    tabIndex={onChoose ? undefined : 0}
  >
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map(({ key, title, numeric, money: fen, unitPrice }) => (
            <th key={key} scope="col" className={numeric || fen || unitPrice ? styles.numeric : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const id = idOf(row);
          return (
            <Row key={id} says={JSON.stringify(row)} chosen={id === chosen} onChoose={onChoose && (() => onChoose(id))}>
              {columns.map(({ key, value, show, numeric, money: fen, unitPrice }, index) => {
                const held = value(row);
                const content = show?.(row) ?? (fen && typeof held === 'number' ? money(held) : held) ?? nothing;
                return (
                  <td key={key} className={numeric || fen || unitPrice ? styles.numeric : undefined}>
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
            </Row>
          );
        })}
      </tbody>
    </table>
  </section>
);

/** Lights up for a moment when what it says changes in place. */
const Row = ({
  says,
  chosen,
  onChoose,
  children,
}: {
  says: string;
  chosen: boolean;
  onChoose: (() => void) | undefined;
  children: ReactNode;
}) => {
  const [seen, setSeen] = useState({ says, times: 0 });
  if (seen.says !== says) setSeen({ says, times: seen.times + 1 });
  // Two names of one motion: it begins anew each time, and the row with its focus stays.
  const changed = seen.times > 0 && styles[seen.times % 2 ? 'changed' : 'changedAgain'];
  return (
    <tr aria-current={chosen} onClick={onChoose} className={changed || undefined}>
      {children}
    </tr>
  );
};
