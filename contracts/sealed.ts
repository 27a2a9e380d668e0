/**
 * Sealed values in types and schemas: what an event stores encrypted has another type than what was decided, at any depth. Of a schema,
 * zod's output is the plain value and its input the stored one.
 */
import { z } from 'zod';

declare const sealedValue: unique symbol;
/** A value encrypted under the key of the person it is about. Text when it runs, which nothing but the sealing looks into. */
export interface Sealed<T> {
  readonly [sealedValue]: T;
}

/** Plain where it is decided and shown, sealed where it is stored. */
export type SealedSchema<T> = z.ZodType<T, Sealed<T>>;

/**
 * Fields that name an owner. A visit person's id is chosen by a client: only together with the holder's does it name one person, and
 * `visitPerson` stands for `patientId` and `visitPersonId`.
 */
export type SealedBy = 'patientId' | 'accountId' | 'subjectId' | 'visitPerson';
export const ownerFields: Readonly<Record<SealedBy, readonly string[]>> = {
  patientId: ['patientId'],
  accountId: ['accountId'],
  subjectId: ['subjectId'],
  visitPerson: ['patientId', 'visitPersonId'],
};

/**
 * Personal data of an event: text, or a whole object, list or number, stored as one ciphertext under the key of the person that the
 * nearest enclosing object names by `owner`; gone when that key is destroyed.
 */
export const sealed = <S extends z.ZodType = z.ZodString>(
  owner: SealedBy,
  of: S = z.string() as unknown as S,
): SealedSchema<z.output<S>> => of.meta({ ...of.meta(), sealedBy: owner }) as unknown as SealedSchema<z.output<S>>;

/** A field of a view that holds what an event sealed: answers show what is in it; once it does not open null, of a list an empty one. */
export const opened = <S extends z.ZodType>(of: S): SealedSchema<z.output<S>> =>
  of.meta({ ...of.meta(), opened: true }) as unknown as SealedSchema<z.output<S>>;

/** Words of the hospital's own, or an empty list, where otherwise something sealed of a person's stands: there is nothing to seal. */
export const ofNobody = <T>(value: T): Sealed<T> => value as unknown as Sealed<T>;

/** A sealed value in a value: where it stands, and the objects that name its owner. */
export interface SealedPlace {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
  readonly owner: SealedBy;
  /** The object with the ids of the owner. */
  readonly ids: Readonly<Record<string, unknown>>;
}
type Owners = Readonly<Partial<Record<SealedBy, Readonly<Record<string, unknown>>>>>;
type Find = (
  value: unknown,
  holder: SealedPlace['holder'],
  key: string | number,
  owners: Owners,
  to: SealedPlace[],
) => void;

const owned = Object.entries(ownerFields) as [SealedBy, readonly string[]][];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const within = (schema: z.ZodType): z.ZodType | null =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly
    ? (schema.unwrap() as z.ZodType)
    : null;

/** Null where nothing is sealed. */
const finder = (schema: z.ZodType, named: ReadonlySet<SealedBy>): Find | null => {
  const owner = schema.meta()?.sealedBy as SealedBy | undefined;
  if (owner) {
    if (!named.has(owner)) throw new TypeError(`nothing around a value that ${owner} owns names them`);
    if (children(schema).some(child => finder(child, new Set(named)) !== null))
      throw new TypeError('a sealed value holds no other');
    return (value, holder, key, owners, to) => {
      if (value !== undefined && value !== null) to.push({ holder, key, owner, ids: owners[owner] ?? {} });
    };
  }
  const inner = within(schema);
  if (inner) return finder(inner, named);
  if (schema instanceof z.ZodArray) {
    const each = finder(schema.element as z.ZodType, named);
    return (
      each &&
      ((value, _holder, _key, owners, to) => {
        if (!Array.isArray(value)) return;
        for (let at = 0; at < value.length; at++)
          each(value[at], value as unknown as SealedPlace['holder'], at, owners, to);
      })
    );
  }
  if (schema instanceof z.ZodObject) return objectFinder(schema, named);
  if (children(schema).some(child => finder(child, new Set(owned.map(([name]) => name))) !== null))
    throw new TypeError(`nothing is sealed inside a ${schema.type}`);
  return null;
};

const objectFinder = ({ shape }: z.ZodObject, named: ReadonlySet<SealedBy>): Find | null => {
  const own = owned.filter(([, fields]) => fields.every(field => field in shape)).map(([owner]) => owner);
  const inside = new Set([...named, ...own]);
  const parts = Object.entries(shape).flatMap(([name, field]) => {
    const find = finder(field as z.ZodType, inside);
    return find ? [[name, find] as const] : [];
  });
  if (parts.length === 0) return null;
  return (value, _holder, _key, owners, to) => {
    if (!isObject(value)) return;
    const here = own.length === 0 ? owners : { ...owners, ...Object.fromEntries(own.map(owner => [owner, value])) };
    for (const [name, find] of parts) find(value[name], value, name, here, to);
  };
};

const children = (schema: z.ZodType): z.ZodType[] => {
  const inner = within(schema);
  if (inner) return [inner];
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodObject) return Object.values(schema.shape) as z.ZodType[];
  if (schema instanceof z.ZodUnion) return schema.options as z.ZodType[];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  if (schema instanceof z.ZodTuple) return schema.def.items as z.ZodType[];
  return [];
};

/**
 * Finds what is sealed in a value of the schema, in the order of its fields; what is absent or null is not.
 * @throws TypeError where the schema seals something that nothing around it owns, or inside a union, record or tuple
 */
export const sealedPlaces = (schema: z.ZodType): ((value: unknown) => SealedPlace[]) => {
  const find = finder(schema, new Set());
  return value => {
    const places: SealedPlace[] = [];
    find?.(value, {}, '', {}, places);
    return places;
  };
};

/** Fields of an event that are sealed themselves, and who owns them. */
export const sealedFields = (shape: z.ZodRawShape): Map<string, SealedBy> =>
  new Map(
    (Object.entries(shape) as [string, z.ZodType][]).flatMap(([field, schema]) => {
      const owner = (within(schema) ?? schema).meta()?.sealedBy as SealedBy | undefined;
      return owner ? [[field, owner] as const] : [];
    }),
  );
