/** How projections tell readers where the views are and how far they and the facts have come: collections in MongoDB, a channel in Redis. */
import type { Db } from 'mongodb';
import type { Stood } from './checkpoint/standing.ts';

/** Which collection a view's readers read. */
export interface ViewPointer {
  /** The view's name. */
  readonly _id: string;
  readonly version: number;
  readonly collection: string;
  /** Under which lease it was moved here. */
  readonly epoch: number;
  readonly build: number;
}

/** Leaves out removed documents, whose place is remembered for a while. */
export const present = { gone: { $ne: true } } as const;

export interface ViewsCheckpoint extends Stood {
  readonly _id: 'views';
  /** Null before the first page. */
  readonly position: number | null;
  /** Collections that stopped on a poison event, and where. */
  readonly behind: Record<string, number | null>;
  /** Where each view last changed: what cached answers are keyed by. */
  readonly changed: Record<string, number>;
}

export interface ViewsTold {
  readonly position: number;
  readonly changed: readonly string[];
}

/** How far all fact tables are; `facts` stands for them among the views that a query reads. */
export interface FactsTold {
  readonly facts: number;
}

export const viewPointers = (db: Db) => db.collection<ViewPointer>('views');
export const viewsCheckpoints = (db: Db) => db.collection<ViewsCheckpoint>('checkpoints');
/** Messages are ViewsTold or FactsTold as JSON. */
export const viewsChannel = 'views';
