/** findAndModify: changes or removes one document and answers with it. */
import { changeOf } from './change.ts';
import { type Command, documentIn, ensured, known, refuseCollation, targetOf } from './context.ts';
import { refuse } from './errors.ts';
import { documentOf, search } from './find.ts';
import { compile } from './match.ts';
import { compileProjection } from './project.ts';
import { removeRecord } from './records.ts';
import { type Doc, encode } from './values.ts';

export const findAndModify: Command = {
  fields: [
    ...['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'arrayFilters', 'hint', 'collation'],
    'bypassDocumentValidation',
  ],
  run: ({ store }, command) => {
    refuseCollation(command);
    const target = targetOf(command);
    const { remove, update, upsert, arrayFilters } = command;
    if ((remove === true) === (update !== undefined))
      refuse('FailedToParse', 'Either an update or remove=true must be specified');
    if (remove === true && (upsert === true || command.new === true))
      refuse('FailedToParse', 'Cannot specify upsert=true or new=true with remove=true');
    const filter = documentIn(command, 'query');
    const test = compile(filter);
    const change = remove === true ? undefined : changeOf(update, () => encode(update as Doc), arrayFilters, test);
    const project = compileProjection(command.fields) ?? ((doc: Doc) => doc);
    const query = { filter, sort: documentIn(command, 'sort'), limit: 1 };

    return store.commit(() => {
      const collection = upsert === true ? ensured(store, target) : known(store, target);
      const [found] = collection ? search(store, collection, query, test) : [];
      if (!collection || !found) {
        if (!change || !collection || upsert !== true) {
          const nothing = remove === true ? { n: 0 } : { n: 0, updatedExisting: false };
          return { lastErrorObject: nothing, value: null, ok: 1 };
        }
        const made = change.insert(store, collection, filter);
        const lastErrorObject = { n: 1, updatedExisting: false, upserted: made._id };
        return { lastErrorObject, value: command.new === true ? project(made) : null, ok: 1 };
      }
      const before = documentOf(found);
      if (!change) {
        removeRecord(store, collection, found.record, before);
        return { lastErrorObject: { n: 1 }, value: project(before), ok: 1 };
      }
      const { after } = change.apply(store, collection, found);
      const lastErrorObject = { n: 1, updatedExisting: true };
      return { lastErrorObject, value: project(command.new === true ? after : before), ok: 1 };
    });
  },
};
