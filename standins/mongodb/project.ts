/** Projections: plain inclusion and exclusion by own code on any type; expressions, $slice and $elemMatch through mingo. */
import mingo from 'mingo';
import { refuse } from './errors.ts';
import { computed, plain } from './plain.ts';
import { type Doc, isDoc } from './values.ts';

/** Paths as a tree; a leaf is `true`. */
interface Tree {
  [name: string]: Tree | true;
}

const tree = (paths: readonly string[]): Tree => {
  const root: Tree = {};
  for (const path of paths) {
    const parts = path.split('.');
    let at = root;
    for (const [i, part] of parts.entries()) {
      const known = Object.hasOwn(at, part) ? at[part] : undefined;
      const last = i === parts.length - 1;
      if (known === true || (last && known !== undefined)) return refuse('Location31254', `Path collision at ${path}`);
      const next: Tree = known ?? {};
      at[part] = last ? true : next;
      at = next;
    }
  }
  return root;
};

const include = (value: unknown, wanted: Tree): unknown => {
  if (Array.isArray(value)) return value.map(each => include(each, wanted)).filter(each => each !== undefined);
  if (!isDoc(value)) return undefined;
  const kept: Doc = {};
  for (const name of Object.keys(value)) {
    const below = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
    const part = below === true ? value[name] : below ? include(value[name], below) : undefined;
    if (part !== undefined) kept[name] = part;
  }
  return kept;
};

const exclude = (value: unknown, unwanted: Tree): unknown => {
  if (Array.isArray(value)) return value.map(each => exclude(each, unwanted));
  if (!isDoc(value)) return value;
  const kept: Doc = {};
  for (const name of Object.keys(value)) {
    const below = Object.hasOwn(unwanted, name) ? unwanted[name] : undefined;
    if (below !== true) kept[name] = below ? exclude(value[name], below) : value[name];
  }
  return kept;
};

const isFlag = (value: unknown): boolean => ['number', 'bigint', 'boolean'].includes(typeof value);

/** `{a: {b: 1}}` says the same as `{'a.b': 1}`. */
const flat = (given: Doc, prefix = ''): Doc => {
  const paths: Doc = {};
  for (const [name, value] of Object.entries(given)) {
    const nested = isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$');
    if (nested) Object.assign(paths, flat(value, `${prefix}${name}.`));
    else paths[prefix + name] = value;
  }
  return paths;
};

/** Only paths with 1, 0, true or false. */
export const isPlainProjection = (given: Doc): boolean =>
  Object.entries(flat(given)).every(([path, value]) => isFlag(value) && !path.includes('$'));

/** Undefined for an empty projection: the stored bytes can go out as they are. */
export const compileProjection = (given: unknown): ((doc: Doc) => Doc) | undefined => {
  if (!isDoc(given)) return undefined;
  const paths = Object.entries(flat(given));
  if (paths.length === 0) return undefined;
  if (!isPlainProjection(given)) return viaMingo(given);
  const others = paths.filter(([path]) => path !== '_id');
  const including = others.length > 0 ? Boolean(others[0]?.[1]) : Boolean(paths[0]?.[1]);
  const odd = others.find(([, value]) => Boolean(value) !== including);
  if (odd)
    return refuse(
      'Location31254',
      `Cannot do ${including ? 'exclusion' : 'inclusion'} on field ${odd[0]} in ${including ? 'inclusion' : 'exclusion'} projection`,
    );
  const id = paths.find(([path]) => path === '_id')?.[1] ?? true;
  const listed = tree(others.map(([path]) => path).concat(Boolean(id) === including ? ['_id'] : []));
  return including ? doc => include(doc, listed) as Doc : doc => exclude(doc, listed) as Doc;
};

const viaMingo = (given: Doc): ((doc: Doc) => Doc) => {
  const everything = new mingo.Query({});
  const projection = plain(given);
  return doc => computed(() => everything.find<Doc>([plain(doc)], projection).next()) ?? {};
};
