/** What the hospital's parts have promised each other and their clients, as digests by name. */

import { fileURLToPath } from 'node:url';
import { type EndpointAnswer, isBytes } from '@yunzhen/contracts/endpoint';
import { capabilities, endpoints, queries } from '@yunzhen/contracts/index';
import { fixtures } from '@yunzhen/contracts/testing/fixtures';
import type { Fact } from '@yunzhen/projections/fact';
import { factFiles, viewFiles } from '@yunzhen/projections/registry';
import type { View } from '@yunzhen/projections/view';
import { z } from 'zod';
import { digestOf, schemaOf } from './digest.ts';
import { type Declared, declaredEvents } from './events.ts';
import { tableSource } from './table-source.ts';

const declaredFixtures = (): Declared[] =>
  fixtures().map(({ type, version, data }) => ({
    kind: 'fixture',
    name: `${type}.v${version}`,
    version: 1,
    digest: digestOf(data),
  }));

const declaredCommands = (): Declared[] =>
  capabilities.flatMap(({ name, commands }) =>
    Object.entries(commands).map(([command, { access, input }]) => ({
      kind: 'command' as const,
      name: `${name}/${command}`,
      version: 1,
      digest: digestOf({ access, input: schemaOf(z.strictObject(input), 'input') }),
    })),
  );

const declaredQueries = (): Declared[] =>
  [...queries].map(([name, { path, posted, access, params, result }]) => ({
    kind: 'query' as const,
    name,
    version: 1,
    digest: digestOf({
      path,
      posted,
      access,
      params: schemaOf(z.object(params), 'input'),
      result: schemaOf(result, 'output'),
    }),
  }));

const answerOf = (answer: EndpointAnswer) => (answer === null || isBytes(answer) ? answer : schemaOf(answer, 'output'));
const declaredEndpoints = (): Declared[] =>
  [...endpoints].map(([name, { summary: _, params, answer, ...rest }]) => ({
    kind: 'endpoint' as const,
    name,
    version: 1,
    digest: digestOf({ ...rest, params: schemaOf(z.object(params), 'input'), answer: answerOf(answer) }),
  }));

/** A view's table belongs to its meaning, and so does the row that readers expect: its source, and what it takes from files beside it. */
const declaredTable = (
  kind: 'view' | 'fact',
  file: URL,
  { name, version, on }: View | Fact,
  shape: object,
): Declared => {
  const source = tableSource(fileURLToPath(file));
  return { kind, name, version, digest: digestOf({ ...shape, on: Object.keys(on).sort(), source }) };
};
export const declaredView = (file: URL, table: View): Declared =>
  declaredTable('view', file, table, { indexes: table.indexes, row: table.row && schemaOf(table.row, 'output') });

const declaredTables = async (): Promise<Declared[]> => {
  const views = await viewFiles();
  const facts = await factFiles();
  return [
    ...views.map(({ file, table }) => declaredView(file, table)),
    ...facts.map(({ file, table }) =>
      declaredTable('fact', file, table, { columns: table.columns, orderBy: table.orderBy, takes: table.takes }),
    ),
  ];
};

export const declared = async (): Promise<Declared[]> => [
  ...declaredEvents(),
  ...declaredFixtures(),
  ...(await declaredTables()),
  ...declaredCommands(),
  ...declaredQueries(),
  ...declaredEndpoints(),
];
