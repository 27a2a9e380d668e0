/** Which collection holds each view now: a rebuilt or newer version is read as soon as its pointer has moved. */

import { auditLog } from '@yunzhen/contracts/audit/row';
import { exchangesLog } from '@yunzhen/contracts/case/row';
import type { ViewShape } from '@yunzhen/contracts/shape';
import { viewPointers } from '@yunzhen/platform/view-progress';
import type { Collection, Db } from 'mongodb';
import type { Row } from './answer.ts';
import { living } from './living.ts';

const refreshMs = 500;

export const pointers = async (db: Db) => {
  // No views: rows that services write themselves.
  const names = new Map([exchangesLog, auditLog].map(({ name }) => [name, name]));
  const reread = async () => {
    for await (const { _id, collection } of viewPointers(db).find()) names.set(_id, collection);
  };
  await reread();
  const timer = setInterval(() => void reread().catch(() => undefined), refreshMs).unref();
  return {
    /** A view that has never been written is empty, not an error. */
    view: <D>({ name }: ViewShape<D>): Collection<Row<D>> =>
      living(db.collection<Row<D>>(names.get(name) ?? `${name}.none`)),
    /** Where each of these is read now, as one string. */
    stamp: (views: readonly string[]): string => views.map(view => names.get(view) ?? '').join('.'),
    /** At once, for a process that has just begun to project. */
    refresh: reread,
    stop: () => clearInterval(timer),
  };
};
