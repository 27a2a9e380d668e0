import { type Capability, eventSchemas, kebab } from '@yunzhen/contracts/language';
import { type Sealed, type SealedPlace, sealedPlaces } from '@yunzhen/contracts/sealed';
import { versions } from '@yunzhen/contracts/versions';
import { subjectOf } from '@yunzhen/platform/sealing/subject';
import type { z } from 'zod';

/** Encrypts personal data under the key of its subject. */
export type Seal = <T>(subjectId: string, value: T) => Promise<Sealed<T>>;
export interface Decided {
  readonly type: string;
  readonly data: Record<string, unknown>;
}
/** `metadata` is absent in version 1 of a shape that every reader must know. */
export interface Encoded extends Decided {
  readonly metadata?: Form['metadata'];
}
export type Codec = (event: Decided) => Promise<Encoded>;

interface Form {
  readonly schema: z.ZodObject;
  /** What is to be sealed in data of the schema. */
  readonly sealed: (data: unknown) => SealedPlace[];
  readonly metadata?: { readonly version?: number; readonly ignorable?: true };
}
/** Made once: a schema compiles its own parser when it is first used. */
const forms = new WeakMap<Capability, ReadonlyMap<string, Form>>();
const formsOf = (contract: Capability): ReadonlyMap<string, Form> => {
  const { of: versionOf } = versions([contract]);
  const ignorable = new Set(contract.ignorable?.map(event => `${contract.name}.${kebab(event)}`));
  const made =
    forms.get(contract) ??
    new Map(
      [...eventSchemas(contract)].map(([type, schema]) => {
        const version = versionOf(type) ?? 1;
        const metadata = { ...(version > 1 && { version }), ...(ignorable.has(type) && { ignorable: true as const }) };
        const form: Form = { schema, sealed: sealedPlaces(schema) };
        return [type, Object.keys(metadata).length > 0 ? { ...form, metadata } : form];
      }),
    );
  forms.set(contract, made);
  return made;
};

/** Checks a decided event against its contract and seals its personal data: what leaves here is what is stored. */
export const codec = (contract: Capability, seal: Seal): Codec => {
  const known = formsOf(contract);
  return async ({ type, data }) => {
    const form = known.get(type);
    if (!form) throw new TypeError(`${contract.name} has no event ${type}`);
    const parsed = parse(form.schema, type, data);
    // All at once: whose they are must be known before any of them is replaced.
    const places = form.sealed(parsed);
    const values = await Promise.all(
      places.map(({ holder, key, owner, ids }) => seal(subjectOf(owner, ids), holder[key])),
    );
    for (const [at, { holder, key }] of places.entries()) holder[key] = values[at];
    return { type, data: parsed, ...(form.metadata && { metadata: form.metadata }) };
  };
};

/** The message names fields and rules, never values: they may be personal. */
const parse = (schema: z.ZodObject, type: string, data: unknown): Record<string, unknown> => {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const where = result.error.issues.map(issue => `${issue.path.join('.')} ${issue.code}`).join(', ');
  throw new TypeError(`${type} breaks its contract: ${where}`);
};
