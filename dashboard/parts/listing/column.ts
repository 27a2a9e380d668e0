/** What a listing is made of, as data: columns that are shown, chosen and exported, and filters that stand in the address. */

import type { AskPage, Page, Paged } from '@yunzhen/client/query-hooks';
import type { Access } from '@yunzhen/contracts/roles';
import type { ComponentType, ReactNode } from 'react';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  /** As it is exported; a number stays one. */
  readonly value: (row: T) => string | number | null;
  /** As it is shown, where that is more than its value. */
  readonly show?: (row: T) => ReactNode;
  /** Numbers stand to the right. */
  readonly numeric?: boolean;
  /** The value is integer fen: shown as ¥12.50, exported as a number of yuan. */
  readonly money?: boolean;
  /** The value is a unit price: shown as ¥0.0835, exported as a number of yuan. */
  readonly unitPrice?: boolean;
  /** Not shown until it is chosen. */
  readonly extra?: boolean;
}

export interface Filter {
  /** The query's parameter, and its name in the address. */
  readonly name: string;
  readonly label: string;
  /** What may be chosen; absent: a text is typed. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

export interface Listing<T> {
  /** Of file names and of the chosen columns. */
  readonly name: string;
  readonly query: Paged<T>;
  /** How it is asked, where a filter means more than one question. */
  readonly ask?: AskPage<T>;
  readonly idOf: (row: T) => string;
  readonly columns: readonly Column<T>[];
  readonly filters: readonly Filter[];
  /** Parameters that only links set, with what is said of them while they are there. */
  readonly linked?: Readonly<Record<string, string>>;
  /** The days that are asked for when none are picked. */
  readonly usualDays?: () => readonly [from: string, to: string];
  /** What else can be done here, for those who may. */
  readonly Actions?: ComponentType;
  /** What can be done with one row, for those who may. */
  readonly rowActions?: { readonly access: Access | undefined; readonly Content: ComponentType<{ row: T }> };
  /** What all pages together come to, from the first of them; absent where a list does not say. */
  readonly total?: (first: Page<T>) => string;
  readonly empty: readonly [title: string, hint: string];
  /** What the drawer shows of the row with this id, fetched anew, so that a link opens it too. */
  readonly detail?: { readonly title: string; readonly Content: ComponentType<{ id: string }> };
}

export const optionsOf = <K extends string>(words: Readonly<Record<K, string | { readonly word: string }>>) =>
  (Object.entries(words) as [K, string | { word: string }][]).map(([value, said]) => ({
    value,
    label: typeof said === 'string' ? said : said.word,
  }));
