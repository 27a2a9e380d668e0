/** A statement that somebody brings: read to its end before anything of it is kept, because a broken one is told at once. */
import type { Looked } from '@yunzhen/contracts/reconciliation/endpoints';
import type { Statement } from '@yunzhen/contracts/reconciliation/statement';
import type { Db } from 'mongodb';
import { StatementBroken } from '../statements/broken.ts';
import { linesOf, type Source, unpacked } from '../statements/bytes.ts';
import type { Own } from '../statements/form.ts';
import { fundFlow } from '../statements/fund-flow.ts';
import { rowsOf } from '../statements/read.ts';
import { trade } from '../statements/trade.ts';
import { keepRaw, type SealText } from './raw.ts';

/** Before WeChat Pay, nothing was paid by it. */
const firstDay = '2013-08-05';

/** By its header; what is neither is refused as a trade statement that lacks its columns. */
const statementIn = async (source: Source): Promise<Statement> => {
  for await (const [header = ''] of linesOf(source)) return header.includes('记账时间') ? 'fund-flow' : 'trade';
  return 'trade';
};

/** Throws StatementBroken. */
const read = async (file: () => Source, own: Own, lastDay: string) => {
  const statement = await statementIn(unpacked(file()));
  const within = { from: firstDay, to: lastDay };
  const source = unpacked(file());
  const all = statement === 'trade' ? rowsOf(trade, source, own, within) : rowsOf(fundFlow, source, own, within);
  let [from, to] = ['', ''];
  let count = 0;
  for await (const rows of all)
    for (const { day } of rows) {
      count++;
      if (from === '' || day < from) from = day;
      if (day > to) to = day;
    }
  if (count === 0) throw new StatementBroken('empty', 0);
  return { statement, from, to, rows: count };
};

export interface UploadPorts {
  readonly db: Db;
  readonly seal: SealText;
  readonly own: Own;
  readonly now: () => Date;
}

/** @param lastDay the last that is over */
export const takeUpload = async (
  { db, seal, own, now }: UploadPorts,
  file: () => Source,
  lastDay: string,
): Promise<Looked> => {
  try {
    const found = await read(file, own, lastDay);
    const { statement, from, to } = found;
    const raw = keepRaw(db, seal, { statement, from, to, at: now() });
    for await (const _ of raw.through(file()));
    await raw.done();
    return { is: 'whole', fileId: raw.fileId, ...found };
  } catch (error) {
    if (!(error instanceof StatementBroken)) throw error;
    const { fault, line, column } = error;
    return { is: 'broken', fault, line, column };
  }
};
