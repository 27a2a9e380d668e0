/** How far a right goes: on which of the things it is about. One resolution serves the write side, the read side and pictures. */

type Value = string | boolean | null;
type Operator =
  | { readonly $in: readonly Value[] }
  | { readonly $ne: Value }
  | { readonly $gt: string }
  | { readonly $lt: string };
/**
 * Words of MongoDB, of which these few: a query uses it as it is, `matches` holds it against one thing. A field may be `reviews.pharmacistId`:
 * of any element of a list.
 */
export type Filter =
  | { readonly $and: readonly Filter[] }
  | { readonly $or: readonly Filter[] }
  | { readonly [field: string]: Value | Operator };

/** Who asks, as far as a reach may depend on it. */
export interface Who {
  readonly id: string;
  readonly role: string;
  /** Where a practitioner belongs; null for everybody else. */
  readonly departmentId: string | null;
  /** ISO, UTC. */
  readonly now: string;
}

/** A reach with a condition of its own, such as a span of time. */
export interface NamedReach {
  /** In the authorisation table; not `own`, `department` or `any`. */
  readonly name: string;
  /** What it reaches, for people to read. */
  readonly summary: string;
  /** Over the fields of the row or state it is declared for. */
  readonly filter: (who: Who) => Filter;
  /** Whether `filter` looks at `departmentId`. */
  readonly byDepartment?: true;
}
/** `own`: what carries the actor's id as its `<role>Id`; `department`: what belongs to theirs; `any`: everything. */
export type Reach = 'own' | 'department' | 'any' | NamedReach;

export const reach = (declared: NamedReach): NamedReach => declared;
export const nameOfReach = (of: Reach): string => (typeof of === 'string' ? of : of.name);
/** Whether the actor's department has to be looked up first. */
export const asksDepartment = (of: Reach): boolean =>
  of === 'department' || (typeof of === 'object' && of.byDepartment === true);

const everything: Filter = {};
const nothing: Filter = { _id: { $in: [] } };

/** Which field names whom a thing belongs to, by role. */
export type Owners = Readonly<Partial<Record<string, string>>>;

/**
 * The things that are reached. Throws TypeError where `own` is asked of a kind of thing that no one in this role owns.
 * @param owners of this kind of thing; absent: `<role>Id` for each
 */
export const reachable = (of: Reach, who: Who, owners?: Owners): Filter => {
  if (of === 'any') return everything;
  if (of === 'own') {
    const field = owners ? owners[who.role] : `${who.role}Id`;
    if (!field) throw new TypeError(`nothing here is a ${who.role}'s own`);
    return { [field]: who.id };
  }
  if (asksDepartment(of) && who.departmentId === null) return nothing;
  return of === 'department' ? { departmentId: who.departmentId } : of.filter(who);
};

const valuesAt = (thing: unknown, path: readonly string[]): unknown[] => {
  if (Array.isArray(thing)) return thing.flatMap(one => valuesAt(one, path));
  const [field, ...rest] = path;
  if (field === undefined) return [thing];
  return typeof thing === 'object' && thing !== null ? valuesAt(Reflect.get(thing, field), rest) : [undefined];
};
const told = (value: unknown, by: Value | Operator): boolean => {
  if (typeof by !== 'object' || by === null) return (value ?? null) === by;
  if ('$in' in by) return by.$in.some(one => (value ?? null) === one);
  if ('$ne' in by) return (value ?? null) !== by.$ne;
  if (typeof value !== 'string') return false;
  return '$gt' in by ? value > by.$gt : value < by.$lt;
};

/** Whether one thing is among those that a filter finds. */
export const matches = (filter: Filter, thing: object): boolean =>
  Object.entries(filter).every(([field, by]) => {
    if (field === '$and') return (by as readonly Filter[]).every(one => matches(one, thing));
    if (field === '$or') return (by as readonly Filter[]).some(one => matches(one, thing));
    const values = valuesAt(thing, field.split('.'));
    // As MongoDB has it: of a list, any one may be it, and none may be what it is not.
    const some = values.length > 0 ? values : [undefined];
    return typeof by === 'object' && by !== null && '$ne' in by
      ? some.every(value => told(value, by))
      : some.some(value => told(value, by as Value | Operator));
  });
