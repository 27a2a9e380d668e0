/** A file somebody chose as rows of text: a workbook, or CSV in UTF-8, UTF-16 or as a Chinese Excel writes it. */
import { unzipSync } from 'fflate';
import { parse } from 'papaparse';
import readWorkbook from 'read-excel-file/universal';

/** Not a workbook, or one that is locked, damaged or a bomb; a CSV that is badly quoted. */
export class Unreadable extends Error {}

/** The largest national workbook unpacks to 20 MB. */
const mostUnpacked = 200_000_000;

const decoded = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/**
 * RFC 4180, or parted by semicolons or tabs; a row's index is its number less one, also where cells hold line breaks. Throws Unreadable
 * where a quote stands in the middle of a cell, or is not closed: what follows would be taken for something else.
 */
export const readCsv = (text: string): string[][] => {
  const { data, errors } = parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] });
  if (errors.some(({ type }) => type === 'Quotes')) throw new Unreadable();
  return data;
};

/** What the archive says that it holds. */
const unpackedSize = (zip: Uint8Array): number => {
  let size = 0;
  unzipSync(zip, {
    filter: ({ originalSize }) => {
      size += originalSize;
      return false;
    },
  });
  return size;
};

const cellText = (value: unknown): string =>
  value instanceof Date ? value.toISOString().slice(0, 10) : value === null ? '' : String(value);

const readXlsx = async (bytes: Uint8Array<ArrayBuffer>): Promise<string[][][]> => {
  try {
    if (unpackedSize(bytes) > mostUnpacked) throw new Unreadable('too large');
    // Codes keep their zeros and prices their digits.
    const sheets = await readWorkbook(bytes.buffer, { parseNumber: text => text, trim: false });
    return sheets.map(({ data }) => data.map(row => row.map(cellText)));
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('no workbook', { cause: error });
  }
};

/** The tables in a file: of a workbook one a sheet. Throws Unreadable. */
export const readTables = async (file: File): Promise<string[][][]> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // A workbook of 1997 begins like this; it is no ZIP.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new Unreadable();
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? readXlsx(bytes) : [readCsv(decoded(bytes))];
};
