/** A figure as a tile: its number, what it counts, and the way to the rows behind it. */
import type { Figure } from '@yunzhen/contracts/figures/figure';
import type { FigureName } from '@yunzhen/contracts/figures/queries';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Changing } from '../../parts/changing.tsx';
import { Disclosure } from '../../parts/disclosure.tsx';
import { AlertIcon } from '../../parts/icons.tsx';
import { addressOf } from '../figures/address.ts';
import styles from './overview.module.css';

export interface Tile {
  readonly name: FigureName;
  readonly figure: Figure;
  readonly value: string;
  /** Before the figure's own title. */
  readonly prefix?: string;
  /** Days and department of the number. */
  readonly params?: Readonly<Record<string, string>>;
  readonly note?: ReactNode;
  readonly tone?: 'wrong' | 'late';
}

export const FigureTile = ({
  of: { name, figure, value, prefix = '', params, note, tone },
  plain,
  children,
}: {
  of: Tile;
  /** On the wall nobody asks what a number means. */
  plain: boolean;
  children?: ReactNode;
}) => {
  const title = `${prefix}${figure.title}`;
  return (
    <li>
      <Link
        to={addressOf(name, params)}
        className={`${styles.tile} ${tone ? styles[tone] : ''}`}
        title={figure.definition}
      >
        <span className={styles.name}>{title}</span>
        <strong>
          <Changing value={value} />
        </strong>
        <span className={styles.note}>
          {tone && <AlertIcon />}
          {note}
        </span>
        {children}
      </Link>
      {!plain && (
        <div className={styles.definition}>
          <Disclosure word="?" label={`${title}是怎么算的`} quiet>
            {() => <p>{figure.definition}。点开数字，看到的就是它所计的每一条。</p>}
          </Disclosure>
        </div>
      )}
    </li>
  );
};
