/** Keeps a statement as it came, sealed: it names payers by their WeChat id, and is the evidence of what was imported. */
import type { Sealed } from '@yunzhen/contracts/language';
import type { Statement } from '@yunzhen/contracts/reconciliation/statement';
import type { Db } from 'mongodb';
import { v4 } from 'uuid';
import type { Source } from '../statements/bytes.ts';
import type { Days } from '../statements/read.ts';

export type SealText = (subjectId: string, plaintext: string) => Promise<Sealed<string>>;
export type OpenText = (sealed: Sealed<string>) => Promise<string | null>;

/** Vouchers are kept for so long. */
const keptYears = 10;
/** Bytes in one document. */
const pieceBytes = 512 * 1024;

interface Piece {
  /** File and place. */
  readonly _id: string;
  readonly fileId: string;
  readonly statement: Statement;
  /** Of the days it speaks of. */
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  readonly keptUntil: Date;
  /** Base64, sealed under a key of the file's own: destroyed, the file is gone. */
  readonly sealed: Sealed<string>;
}

const piecesIn = (db: Db) => db.collection<Piece>('statement_files');
const pieceOf = (fileId: string, number: number): string => `${fileId} ${number}`;

export const keepRaw = (db: Db, seal: SealText, of: { readonly statement: Statement; readonly at: Date } & Days) => {
  const pieces = piecesIn(db);
  const fileId = v4();
  const keptUntil = new Date(of.at);
  keptUntil.setUTCFullYear(keptUntil.getUTCFullYear() + keptYears);
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  let number = 0;
  const flush = async (): Promise<void> => {
    if (bytes === 0) return;
    const piece = Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
    const sealed = await seal(`statement-${fileId}`, piece.toString('base64'));
    await pieces.insertOne({ _id: pieceOf(fileId, number++), fileId, ...of, keptUntil, sealed });
  };
  const through = async function* (source: Source): Source {
    for await (const chunk of source) {
      waiting.push(chunk);
      bytes += chunk.length;
      if (bytes >= pieceBytes) await flush();
      yield chunk;
    }
  };
  /** Writes what is left, also of a file that was refused; takes out what was kept for long enough. */
  const done = async (): Promise<void> => {
    await flush();
    await pieces.deleteMany({ keptUntil: { $lt: of.at } });
  };
  return { fileId, through, done };
};

/** What was kept, as it came; null where there is no such file. The bytes end in an error when a piece of them does not open. */
export const openRaw = async (db: Db, open: OpenText, fileId: string) => {
  const pieces = piecesIn(db);
  const first = await pieces.findOne({ _id: pieceOf(fileId, 0) });
  if (!first) return null;
  const { statement, from, to } = first;
  const source = async function* (): Source {
    for (let number = 0, piece: Piece | null = first; piece; ) {
      const text = await open(piece.sealed);
      if (text === null) throw new TypeError(`piece ${number} of a statement does not open`);
      yield Buffer.from(text, 'base64');
      piece = await pieces.findOne({ _id: pieceOf(fileId, ++number) });
    }
  };
  return { statement, days: { from, to }, source: source() };
};
