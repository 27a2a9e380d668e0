/** The shapes in which this build stores events. */
import { capabilities } from '@yunzhen/contracts/index';
import { eventSchemas } from '@yunzhen/contracts/language';
import { versions } from '@yunzhen/contracts/versions';
import { digestOf, schemaOf } from './digest.ts';

export interface Declared {
  readonly kind: 'event' | 'fixture' | 'view' | 'fact' | 'command' | 'query' | 'endpoint';
  /** Wire name of an event, file name of a fixture, name of a view or fact, `capability/command`, name of a query or endpoint. */
  readonly name: string;
  /** 1 for what has no versions. */
  readonly version: number;
  readonly digest: string;
}

export const declaredEvents = (of = capabilities): Declared[] => {
  const { of: versionOf } = versions(of);
  return of.flatMap(one =>
    [...eventSchemas(one)].map(([name, schema]) => ({
      kind: 'event' as const,
      name,
      version: versionOf(name) ?? 1,
      digest: digestOf(schemaOf(schema, 'input')),
    })),
  );
};
