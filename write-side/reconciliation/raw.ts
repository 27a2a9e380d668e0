/** Keeps a statement as it came, sealed: it names payers by their WeChat id, and is the evidence of what was imported. */
import type { Sealed } from '@yunzhen/contracts/language';
import type { Statement } from '@yunzhen/contracts/reconciliation/statement';
import type { Db } from 'mongodb';
import { v4 } from 'uuid';
import type { Source } from '../statements/bytes.ts';

export type SealText = (subjectId: string, plaintext: string) => Promise<Sealed<string>>;

/** Vouchers are kept for so long. */
const keptYears = 10;
/** Bytes in one document. */
const pieceBytes = 512 * 1024;

interface Piece {
  /** File and place. */
  readonly _id: string;
  readonly fileId: string;
  readonly statement: Statement;
  readonly day: string;
  readonly at: Date;
  readonly keptUntil: Date;
  /** Base64, sealed under a key of the file's own: destroyed, the file is gone. */
  readonly sealed: Sealed<string>;
}

export const keepRaw = (db: Db, seal: SealText, of: { statement: Statement; day: string; at: Date }) => {
  const pieces = db.collection<Piece>('statement_files');
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
    await pieces.insertOne({ _id: `${fileId} ${number++}`, fileId, ...of, keptUntil, sealed });
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
  return { through, done };
};
