/** A file somebody chose as rows of text: a workbook, or CSV in UTF-8 or as a Chinese Excel writes it. */
import { readXlsx, Unreadable } from './read-xlsx.ts';

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/** RFC 4180; a row's index is its number less one, also where cells hold line breaks. */
export const readCsv = (text: string): string[][] => {
  const rows: string[][] = [[]];
  // A cell, and what ends it.
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows;
};

/** Throws Unreadable. */
export const readTable = async (file: File): Promise<string[][]> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // A workbook of 1997 begins like this; it is no ZIP.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new Unreadable();
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? readXlsx(bytes) : readCsv(decoded(bytes));
};
