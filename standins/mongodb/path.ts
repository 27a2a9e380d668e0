/** Where an update path points to inside one document, with the positional parts `$`, `$[]` and `$[name]` resolved. */
import { refuse } from './errors.ts';
import { compile, type Matcher } from './match.ts';
import { type Doc, fields, isDoc } from './values.ts';

/** One place a value can be read from and written to. */
export interface Slot {
  readonly holder: Doc | unknown[];
  readonly key: string;
}

export interface Places {
  /** What `$` stands for: the element the filter matched. */
  readonly position: number | undefined;
  /** arrayFilters, by the name used in `$[name]`. */
  readonly filters: ReadonlyMap<string, Matcher>;
}

export const read = ({ holder, key }: Slot): unknown => (Object.hasOwn(holder, key) ? (holder as Doc)[key] : undefined);

export const write = ({ holder, key }: Slot, value: unknown): void => {
  if (Array.isArray(holder)) while (holder.length < Number(key)) holder.push(null);
  // A field called __proto__ must become a field.
  if (key === '__proto__')
    Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
  else (holder as Doc)[key] = value;
};

const chosen = (part: string, array: readonly unknown[], { position, filters }: Places): string[] => {
  if (part === '$')
    return position === undefined
      ? refuse('BadValue', 'The positional operator did not find the match needed from the query.')
      : [String(position)];
  if (part === '$[]') return [...array.keys()].map(String);
  const name = part.slice(2, -1);
  const test = filters.get(name) ?? refuse('BadValue', `No array filter found for identifier '${name}' in path`);
  return [...array.keys()].filter(i => test({ [name]: array[i] })).map(String);
};

const keysIn = (holder: unknown, part: string, path: string, create: boolean, places: Places): string[] => {
  if (part === '$' || part.startsWith('$[')) {
    if (Array.isArray(holder)) return chosen(part, holder, places);
    return refuse('BadValue', `Cannot apply array updates to non-array element of path '${path}'`);
  }
  if (Array.isArray(holder) ? /^\d+$/.test(part) : isDoc(holder)) return [part];
  return create ? refuse('PathNotViable', `Cannot create field '${part}' in element of path '${path}'`) : [];
};

const copied = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...value];
  return isDoc(value) ? { ...fields(value) } : value;
};

/**
 * All slots of a path; with `create`, missing documents on the way are made, without it they have no slot. What lies on
 * the way is copied first: of `doc` only the top level is the caller's own.
 */
export const slots = (doc: Doc, path: string, create: boolean, places: Places): Slot[] => {
  if (!path.includes('.')) return [{ holder: doc, key: path }];
  const parts = path.split('.');
  let holders: unknown[] = [doc];
  for (const part of parts.slice(0, -1)) {
    const next: unknown[] = [];
    for (const holder of holders)
      for (const key of keysIn(holder, part, path, create, places)) {
        const slot = { holder: holder as Doc, key };
        const present = read(slot);
        if (present === undefined && !create) continue;
        const value = present === undefined ? {} : copied(present);
        write(slot, value);
        next.push(value);
      }
    holders = next;
  }
  const last = parts.at(-1) as string;
  return holders.flatMap(holder =>
    keysIn(holder, last, path, create, places).map(key => ({ holder: holder as Doc, key })),
  );
};

/** arrayFilters by name. Throws FailedToParse when one names nothing or two names. */
export const arrayFilters = (given: unknown): Map<string, Matcher> => {
  const filters = new Map<string, Matcher>();
  for (const filter of (given as Doc[] | undefined) ?? []) {
    const names = new Set(namesIn(filter));
    const [name] = names;
    if (name === undefined || names.size > 1)
      return refuse('FailedToParse', 'Expected a single top-level field name in an array filter');
    if (filters.has(name)) return refuse('FailedToParse', `Found multiple array filters with the same name ${name}`);
    filters.set(name, compile(filter));
  }
  return filters;
};

const namesIn = (filter: Doc): string[] =>
  Object.entries(filter).flatMap(([name, operand]) =>
    name.startsWith('$') ? (operand as Doc[]).flatMap(namesIn) : [name.split('.')[0] as string],
  );
