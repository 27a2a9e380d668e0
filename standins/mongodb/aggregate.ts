/** aggregate: leading $match, $sort, $skip and $limit use indexes, $lookup by equality too; the other stages run in mingo. */
import mingo from 'mingo';
import { type Command, type Context, databaseOf, documentIn, integerOf, known, refuseCollation } from './context.ts';
import { refuse } from './errors.ts';
import { countMatching, documentOf, type Found, type Query, search } from './find.ts';
import { compile } from './match.ts';
import { slots, write } from './path.ts';
import { computed, plain } from './plain.ts';
import { compileProjection, isPlainProjection } from './project.ts';
import { compareBy, presentValuesAt } from './sort.ts';
import type { Collection } from './store.ts';
import { type Doc, encode, equal, isDoc } from './values.ts';

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
    if (!computedStages.has(name) && !native.has(name))
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
  stage?.name === '$group' && others.length === 0 && equal(stage.operand, { _id: 1, n: { $sum: 1 } });

interface Scope {
  readonly context: Context;
  readonly db: string;
  /** `let`, for mingo. */
  readonly variables: Doc;
}
type Run = (rows: Iterable<Doc>, operand: unknown, scope: Scope) => Iterable<Doc>;

const foreign = ({ context, db }: Scope, name: string, filter: Doc): Doc[] => {
  const collection = known(context.store, { db, name });
  return collection ? [...search(context.store, collection, { filter })].map(documentOf) : [];
};

/** One look-up per row, by the foreign field's index. */
function* lookup(rows: Iterable<Doc>, operand: unknown, scope: Scope): Generator<Doc> {
  const { from, localField, foreignField, as } = operand as { [name: string]: string };
  for (const row of rows) {
    const values = presentValuesAt(row, String(localField).split('.'));
    const found = foreign(scope, String(from), { [String(foreignField)]: values.length > 0 ? { $in: values } : null });
    const joined = { ...row };
    for (const slot of slots(joined, String(as), true, { position: undefined, filters: new Map() })) write(slot, found);
    yield joined;
  }
}

function* mapped(rows: Iterable<Doc>, change: (row: Doc) => Doc): Generator<Doc> {
  for (const row of rows) yield change(row);
}

function* sliced(rows: Iterable<Doc>, from: number, to: number): Generator<Doc> {
  let at = 0;
  for (const row of rows) {
    if (at >= to) return;
    if (at++ >= from) yield row;
  }
}

function* matching(rows: Iterable<Doc>, operand: unknown): Generator<Doc> {
  const filter = isDoc(operand) ? operand : refuse('BadValue', 'the match filter must be an expression in an object');
  const test = compile(filter);
  for (const row of rows) if (test(row)) yield row;
}

const native = new Map<string, Run>([
  ['$match', matching],
  ['$sort', (rows, operand) => [...rows].sort(compareBy(operand as Doc))],
  ['$skip', (rows, operand) => sliced(rows, Number(operand), Number.POSITIVE_INFINITY)],
  ['$limit', (rows, operand) => sliced(rows, 0, Number(operand))],
]);

function* viaMingo(rows: Iterable<Doc>, stage: Stage, scope: Scope): Generator<Doc> {
  const collectionResolver = (name: string) => foreign(scope, name, {}).map(plain);
  const options = { collectionResolver, variables: scope.variables };
  const pipeline = [plain({ [stage.name]: stage.operand })];
  const results = computed(() => new mingo.Aggregator(pipeline, options).stream(mapped(rows, plain)));
  for (;;) {
    const { done, value } = computed(() => results.next());
    if (done) return;
    yield value as Doc;
  }
}

/** The stages that keep int64 and use indexes where they can, then mingo's. */
const runStage = (rows: Iterable<Doc>, stage: Stage, scope: Scope): Iterable<Doc> => {
  const { name, operand } = stage;
  const run = native.get(name);
  if (run) return run(rows, operand, scope);
  if (isDoc(operand) && name === '$lookup' && !operand.pipeline && !operand.let) return lookup(rows, operand, scope);
  if (name === '$project' && isDoc(operand) && isPlainProjection(operand)) {
    const project = compileProjection(operand);
    return project ? mapped(rows, project) : rows;
  }
  return viaMingo(rows, stage, scope);
};

function* bytesOf(all: Iterable<Found>): Generator<Uint8Array> {
  for (const { bytes } of all) yield bytes;
}

function* encoded(rows: Iterable<Doc>): Generator<Uint8Array> {
  for (const row of rows) yield encode(row);
}

function* documentsOf(all: Iterable<Found>): Generator<Doc> {
  for (const found of all) yield documentOf(found);
}

const rowsOf = (scope: Scope, collection: Collection | undefined, pipeline: unknown): Iterator<Uint8Array> => {
  const { store } = scope.context;
  const { query, rest } = leading(stagesOf(pipeline));
  const test = compile(query.filter);
  if (collection && isCount(rest)) {
    const n = countMatching(store, collection, query);
    return encoded(n > 0 ? [{ _id: 1, n }] : []);
  }
  const found = collection ? search(store, collection, query, test) : [];
  if (rest.length === 0) return bytesOf(found);
  return encoded(rest.reduce<Iterable<Doc>>((rows, stage) => runStage(rows, stage, scope), documentsOf(found)));
};

export const aggregate: Command = {
  fields: ['pipeline', 'cursor', 'allowDiskUse', 'bypassDocumentValidation', 'collation', 'let'],
  run: (context, command) => {
    refuseCollation(command);
    if (!isDoc(command.cursor))
      refuse('FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
    const db = databaseOf(command);
    const name = command.aggregate === 1 ? undefined : String(command.aggregate);
    const collection = name === undefined ? undefined : known(context.store, { db, name });
    const size = integerOf(documentIn(command, 'cursor'), 'batchSize');
    const scope = { context, db, variables: plain(documentIn(command, 'let')) };
    const rows = rowsOf(scope, collection, command.pipeline);
    return context.cursors.open(`${db}.${name ?? '$cmd.aggregate'}`, rows, size, false);
  },
};
