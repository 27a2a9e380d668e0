import { type Capability, eventSchemas, sealedFields } from '@yunzhen/contracts/language';
import type { z } from 'zod';

/** Encrypts personal data under the key of its subject. */
export type Seal = (subjectId: string, plaintext: string) => Promise<string>;
export interface Decided {
  readonly type: string;
  readonly data: Record<string, unknown>;
}
export type Codec = (event: Decided) => Promise<Decided>;

/** Checks a decided event against its contract and seals its personal data: what leaves here is what is stored. */
export const codec = (contract: Capability, seal: Seal): Codec => {
  const schemas = eventSchemas(contract);
  const fields = new Map([...schemas].map(([type, schema]) => [type, sealedFields(schema.shape)]));
  return async ({ type, data }) => {
    const schema = schemas.get(type);
    if (!schema) throw new TypeError(`${contract.name} has no event ${type}`);
    const parsed = parse(schema, type, data);
    for (const [field, owner] of fields.get(type) ?? []) {
      const plaintext = parsed[field];
      if (typeof plaintext === 'string') parsed[field] = await seal(String(parsed[owner]), plaintext);
    }
    return { type, data: parsed };
  };
};

/** The message names fields and rules, never values: they may be personal. */
const parse = (schema: z.ZodObject, type: string, data: unknown): Record<string, unknown> => {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const where = result.error.issues.map(issue => `${issue.path.join('.')} ${issue.code}`).join(', ');
  throw new TypeError(`${type} breaks its contract: ${where}`);
};
