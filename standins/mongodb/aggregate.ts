/** aggregate: leading $match, $sort, $skip and $limit use indexes, $lookup by equality too; the other stages run in mingo. */
import mingo from 'mingo';
import { type Command, type Context, databaseOf, documentIn, integerOf, known, refuseCollation } from './context.ts';
import { refuse } from './errors.ts';
import { countMatching, documentOf, type Found, type Query, search } from './find.ts';
import { compile } from './match.ts';
import { slots, write } from './path.ts';
import { computed, plain } from './plain.ts';
import { compareBy, presentValuesAt } from './sort.ts';
import type { Collection } from './store.ts';
import { type Doc, encode, isDoc } from './values.ts';

interface Stage {
  readonly name: string;
  readonly operand: unknown;
}

/** What mingo computes here; the stages that write collections or ask about the server or a cluster are left out. */
const computedStages = new Set([
  ...[
    '$addFields',
    '$bucket',
    '$bucketAuto',
    '$count',
    '$densify',
    '$documents',
    '$facet',
    '$fill',
    '$graphLookup',
    '$group',
  ],
  ...[
    '$lookup',
    '$project',
    '$redact',
    '$replaceRoot',
    '$replaceWith',
    '$sample',
    '$set',
    '$setWindowFields',
    '$sortByCount',
  ],
  ...['$unionWith', '$unset', '$unwind'],
]);

const stagesOf = (pipeline: unknown): Stage[] => {
  if (!Array.isArray(pipeline)) return refuse('TypeMismatch', "'pipeline' option must be specified as an array");
  return pipeline.map(stage => {
    const [[name, operand] = ['', undefined], ...others] = isDoc(stage) ? Object.entries(stage) : [];
    if (name === '' || others.length > 0)
      refuse('Location40324', 'A pipeline stage specification object must contain exactly one field.');
    if (name === '$changeStream') refuse('Location40573', 'The $changeStream stage is only supported on replica sets');
    if (!computedStages.has(name) && !native[name])
      refuse('Location40324', `Unrecognized pipeline stage name: '${name}'`);
    return { name, operand };
  });
};

/** The stages at the front that one look-up answers, and the rest. */
const leading = (stages: readonly Stage[]): { query: Query; rest: readonly Stage[] } => {
  const filters: Doc[] = [];
  const query: { sort?: Doc; skip?: number; limit?: number } = {};
  let taken = 0;
  for (const { name, operand } of stages) {
    if (name === '$match' && isDoc(operand) && taken === filters.length) filters.push(operand);
    else if (name === '$sort' && isDoc(operand) && !query.sort && query.skip === undefined && query.limit === undefined)
      query.sort = operand;
    else if (name === '$skip' && query.skip === undefined && query.limit === undefined) query.skip = Number(operand);
    else if (name === '$limit' && query.limit === undefined && Number(operand) > 0) query.limit = Number(operand);
    else break;
    taken++;
  }
  const [filter = {}] = filters.length > 1 ? [{ $and: filters }] : filters;
  return { query: { filter, ...query }, rest: stages.slice(taken) };
};

/** `countDocuments` of the driver. */
const isCount = ([stage, ...others]: readonly Stage[]): boolean =>
  stage?.name === '$group' && others.length === 0 && JSON.stringify(stage.operand) === '{"_id":1,"n":{"$sum":1}}';

type Run = (rows: Doc[], operand: unknown, context: Context, db: string) => Doc[];

const lookup: Run = (rows, operand, context, db) => {
  const { from, localField, foreignField, as } = operand as { [name: string]: string };
  const collection = known(context.store, { db, name: String(from) });
  return rows.map(row => {
    const values = presentValuesAt(row, String(localField).split('.'));
    const filter = { [String(foreignField)]: values.length > 0 ? { $in: values } : null };
    const found = collection ? [...search(context.store, collection, { filter })].map(documentOf) : [];
    const joined = { ...row };
    for (const slot of slots(joined, String(as), true, { position: undefined, filters: new Map() })) write(slot, found);
    return joined;
  });
};

const native: Record<string, Run> = {
  $match: (rows, operand) => {
    const test = compile(
      isDoc(operand) ? operand : refuse('BadValue', 'the match filter must be an expression in an object'),
    );
    return rows.filter(row => test(row));
  },
  $sort: (rows, operand) => [...rows].sort(compareBy(operand as Doc)),
  $skip: (rows, operand) => rows.slice(Number(operand)),
  $limit: (rows, operand) => rows.slice(0, Number(operand)),
};

const runStage = (context: Context, db: string, rows: Doc[], { name, operand }: Stage, variables: Doc): Doc[] => {
  const joins = name === '$lookup' && isDoc(operand) && operand.pipeline === undefined && operand.let === undefined;
  const run = joins ? lookup : native[name];
  if (run) return run(rows, operand, context, db);
  const collectionResolver = (other: string) => {
    const collection = known(context.store, { db, name: other });
    return collection
      ? [...search(context.store, collection, { filter: {} })].map(found => plain(documentOf(found)))
      : [];
  };
  const stage = plain({ [name]: operand });
  return computed(() => new mingo.Aggregator([stage], { collectionResolver, variables }).run<Doc>(rows.map(plain)));
};

function* encoded(rows: Iterable<Doc>): Generator<Uint8Array> {
  for (const row of rows) yield encode(row);
}

function* bytesOf(all: Iterable<Found>): Generator<Uint8Array> {
  for (const { bytes } of all) yield bytes;
}

const rowsOf = (
  context: Context,
  db: string,
  collection: Collection | undefined,
  command: Doc,
): Iterator<Uint8Array> => {
  const { query, rest } = leading(stagesOf(command.pipeline));
  const test = compile(query.filter);
  if (collection && isCount(rest)) {
    const n = countMatching(context.store, collection, query);
    return encoded(n > 0 ? [{ _id: 1, n }] : []);
  }
  const found = collection ? search(context.store, collection, query, test) : [];
  if (rest.length === 0) return bytesOf(found);
  let rows = [...found].map(documentOf);
  const variables = plain(documentIn(command, 'let'));
  for (const stage of rest) rows = runStage(context, db, rows, stage, variables);
  return encoded(rows);
};

export const aggregate: Command = {
  fields: ['pipeline', 'cursor', 'allowDiskUse', 'bypassDocumentValidation', 'collation', 'explain'],
  run: (context, command) => {
    refuseCollation(command);
    if (!isDoc(command.cursor))
      refuse('FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
    const db = databaseOf(command);
    const name = command.aggregate === 1 ? undefined : String(command.aggregate);
    const collection = name === undefined ? undefined : known(context.store, { db, name });
    const size = integerOf(documentIn(command, 'cursor'), 'batchSize');
    const rows = rowsOf(context, db, collection, command);
    return context.cursors.open(`${db}.${name ?? '$cmd.aggregate'}`, rows, size, false);
  },
};
