/** A file somebody chose as rows of text: a workbook, or CSV in UTF-8, UTF-16 or as a Chinese Excel writes it. */
import { readXlsx, Unreadable } from './read-xlsx.ts';

const decoded = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/** What parts the cells: what there is most of in the first line. */
const separatorOf = (text: string): string => {
  const [line = ''] = text.split(/[\r\n]/, 1);
  const found = [',', ';', '\t'].map(one => ({ one, times: line.split(one).length }));
  return found.reduce((most, other) => (other.times > most.times ? other : most)).one;
};

/**
 * RFC 4180, or parted by semicolons or tabs; a row's index is its number less one, also where cells hold line breaks. Throws Unreadable
 * where a quote stands in the middle of a cell, or is not closed: what follows would be taken for something else.
 */
export const readCsv = (text: string): string[][] => {
  const by = separatorOf(text);
  const rows: string[][] = [[]];
  // A cell, and what ends it.
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${by}\\r\\n]*))(${by}|\\r\\n|\\n|\\r|$)`, 'y');
  for (let at = 0; ; at = cell.lastIndex) {
    const [, quoted, plain, end] = cell.exec(text) ?? [];
    if (end === undefined) throw new Unreadable(`at ${at}`);
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '') return rows;
    if (end !== by) rows.push([]);
  }
};

/** The tables in a file: of a workbook one a sheet. Throws Unreadable. */
export const readTables = async (file: File): Promise<string[][][]> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // A workbook of 1997 begins like this; it is no ZIP.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new Unreadable();
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? readXlsx(bytes) : [readCsv(decoded(bytes))];
};
