/** insert, update and delete: statements in order, each failing alone, all answered after one commit. */
import { ObjectId, onDemand } from 'bson';
import { changeOf } from './change.ts';
import { type Command, ensured, known, refuseCollation, type Target, targetOf } from './context.ts';
import { CommandError, refuse } from './errors.ts';
import { documentOf, search } from './find.ts';
import { compile } from './match.ts';
import { insertRecord, removeRecord, withLeadingId } from './records.ts';
import { isReplacement } from './replacement.ts';
import type { Store } from './store.ts';
import { type Doc, decode, isDoc } from './values.ts';

const statements = (command: Doc, name: string): Buffer[] => {
  const given = command[name];
  if (!Array.isArray(given)) return refuse('Location40414', `BSON field '${name}' is missing but a required field`);
  if (given.length === 0)
    return refuse('InvalidOptions', 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  return given as Buffer[];
};

/** Runs each statement; an ordered batch ends at its first error. */
const each = (command: Doc, all: readonly Buffer[], run: (bytes: Buffer, index: number) => void): Doc => {
  const writeErrors: Doc[] = [];
  for (const [index, bytes] of all.entries()) {
    try {
      run(bytes, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
      if (command.ordered !== false) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
};

export const insert: Command = {
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  run: ({ store }, command) => {
    const target = targetOf(command);
    const documents = statements(command, 'documents');
    return store.commit(() => {
      const collection = ensured(store, target);
      let n = 0;
      const errors = each(command, documents, bytes => {
        insertRecord(
          store,
          collection,
          withLeadingId(bytes, () => new ObjectId()),
        );
        n++;
      });
      return { n, ...errors, ok: 1 };
    });
  },
};

/** The bytes of one document inside another. */
const embedded = (bytes: Buffer, wanted: string): Buffer => {
  for (const [, start, length, offset, size] of onDemand.parseToElements(bytes))
    if (bytes.toString('utf8', start, start + length) === wanted) return bytes.subarray(offset, offset + size);
  return refuse('Location40414', `BSON field '${wanted}' is missing but a required field`);
};

const filterOf = (statement: Doc): Doc => {
  refuseCollation(statement);
  const { q } = statement;
  return isDoc(q) ? q : refuse('Location40414', "BSON field 'q' is missing but a required field");
};

const updateFields = new Set(['q', 'u', 'multi', 'upsert', 'arrayFilters', 'collation', 'hint', 'sort', 'c']);
const deleteFields = new Set(['q', 'limit', 'collation', 'hint']);
const refuseUnknown = (kind: string, statement: Doc, fields: ReadonlySet<string>): void => {
  const unknown = Object.keys(statement).find(name => !fields.has(name));
  if (unknown !== undefined) refuse('Location40415', `BSON field '${kind}.${unknown}' is an unknown field.`);
};

interface Updated {
  matched: number;
  modified: number;
  upserted?: unknown;
}

/** The collection is made by the first upsert that needs it. */
const updateBy = (store: Store, target: Target, bytes: Buffer): Updated => {
  const statement = decode(bytes);
  refuseUnknown('update.updates', statement, updateFields);
  const { u, multi, upsert, arrayFilters, sort } = statement;
  const filter = filterOf(statement);
  const test = compile(filter);
  const change = changeOf(u, () => embedded(bytes, 'u'), arrayFilters, test);
  if (multi === true && isReplacement(u))
    refuse('FailedToParse', 'multi update is not supported for replacement-style update');
  const query = { filter, ...(isDoc(sort) ? { sort } : {}), limit: multi === true ? 0 : 1 };
  const collection = known(store, target);
  const result: Updated = { matched: 0, modified: 0 };
  // All are found before any is changed: a change must not move a document into what is still to be read.
  if (collection)
    for (const found of [...search(store, collection, query, test)]) {
      result.matched++;
      if (change.apply(store, collection, found).modified) result.modified++;
    }
  if (result.matched === 0 && upsert === true)
    result.upserted = change.insert(store, ensured(store, target), filter)._id;
  return result;
};

export const update: Command = {
  fields: ['updates', 'ordered', 'bypassDocumentValidation'],
  run: ({ store }, command) => {
    const target = targetOf(command);
    const updates = statements(command, 'updates');
    return store.commit(() => {
      let [n, nModified] = [0, 0];
      const upserted: Doc[] = [];
      const errors = each(command, updates, (bytes, index) => {
        const result = updateBy(store, target, bytes);
        if (result.upserted !== undefined) upserted.push({ index, _id: result.upserted });
        n += result.matched + (result.upserted === undefined ? 0 : 1);
        nModified += result.modified;
      });
      return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...errors, ok: 1 };
    });
  },
};

export const remove: Command = {
  fields: ['deletes', 'ordered'],
  run: ({ store }, command) => {
    const target = targetOf(command);
    const deletes = statements(command, 'deletes');
    return store.commit(() => {
      const collection = known(store, target);
      let n = 0;
      const errors = each(command, deletes, bytes => {
        const statement = decode(bytes);
        refuseUnknown('delete.deletes', statement, deleteFields);
        const filter = filterOf(statement);
        const test = compile(filter);
        if (!collection) return;
        for (const found of [...search(store, collection, { filter, limit: Number(statement.limit) }, test)]) {
          removeRecord(store, collection, found.record, documentOf(found));
          n++;
        }
      });
      return { n, ...errors, ok: 1 };
    });
  },
};
