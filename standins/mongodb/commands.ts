/**
 * The table of commands, and what all of them share: unknown fields, transactions and write concerns are refused here.
 * Not here: transactions, change streams, explain, $out and $merge, $text and $geo*, collations, $where and $jsonSchema.
 */
import { aggregate } from './aggregate.ts';
import * as catalogue from './catalogue.ts';
import type { Answer, Command, Context } from './context.ts';
import { refuse } from './errors.ts';
import { findAndModify } from './findAndModify.ts';
import * as indexing from './indexing.ts';
import * as reads from './reads.ts';
import * as session from './session.ts';
import { type Doc, isDoc } from './values.ts';
import * as writes from './writes.ts';

const { remove, insert, update } = writes;
const { hello, buildInfo, ...others } = session;

const commands = new Map<string, Command>(
  Object.entries({
    ...reads,
    ...catalogue,
    ...indexing,
    ...others,
    aggregate,
    findAndModify,
    findandmodify: findAndModify,
    insert,
    update,
    delete: remove,
    hello,
    isMaster: hello,
    ismaster: hello,
    buildInfo,
    buildinfo: buildInfo,
  }),
);

const shared = new Set([
  ...['$db', 'lsid', '$clusterTime', '$readPreference', 'readConcern', 'writeConcern', 'maxTimeMS', 'comment'],
  ...['apiVersion', 'apiStrict', 'apiDeprecationErrors', 'hint'],
]);

const transactional = ['txnNumber', 'startTransaction', 'autocommit'];

const check = (name: string, { fields }: Command, command: Doc): void => {
  if (transactional.some(field => command[field] !== undefined))
    refuse('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  const unknown = Object.keys(command).find(field => field !== name && !shared.has(field) && !fields.includes(field));
  if (unknown !== undefined) refuse('Location40415', `BSON field '${name}.${unknown}' is an unknown field.`);
  const concern = command.writeConcern;
  if (isDoc(concern) && typeof concern.w === 'number' && concern.w > 1)
    refuse('BadValue', "cannot use 'w' > 1 when a host is not replicated");
};

/** Rejects with a CommandError where MongoDB answers `ok: 0`. */
export const execute = async (context: Context, command: Doc): Promise<Answer> => {
  const name = Object.keys(command)[0] ?? '';
  const found = commands.get(name) ?? refuse('CommandNotFound', `no such command: '${name}'`);
  check(name, found, command);
  return found.run(context, command);
};
