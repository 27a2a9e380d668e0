/** The cells of a workbook's sheets as text: a workbook is a ZIP of XML, and browsers unpack it themselves. */

/** Not a workbook, or one that is locked or damaged. */
export class Unreadable extends Error {}

/** The files in a ZIP, by its central directory. */
const unzip = async (zip: Uint8Array): Promise<(name: string) => Promise<string | null>> => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Unreadable();
  const places = new Map<string, { readonly at: number; readonly size: number; readonly packed: boolean }>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Unreadable();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => view.getUint16(at + offset, true));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + (nameLength ?? 0)));
    const packed = view.getUint16(at + 10, true) !== 0;
    places.set(name, { at: start, size: view.getUint32(at + 20, true), packed });
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return async name => {
    const place = places.get(name);
    if (!place) return null;
    const bytes = new Blob([zip.slice(place.at, place.at + place.size)]);
    const text = place.packed ? bytes.stream().pipeThrough(new DecompressionStream('deflate-raw')) : bytes.stream();
    return new Response(text).text();
  };
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return decimal ? String.fromCodePoint(Number(decimal)) : (entities[name ?? ''] ?? whole);
  });
/** All text of an item, without how it is read aloud. */
const textOf = (xml: string): string =>
  [...xml.replaceAll(/<rPh\b.*?<\/rPh>/gs, '').matchAll(/<t(?:\s[^>]*)?>(.*?)<\/t>/gs)]
    .map(([, text]) => unescaped(text ?? ''))
    .join('');
/** A is 0, B is 1, AA is 26. */
const columnOf = (reference: string): number =>
  [...reference.replace(/\d+$/, '')].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;

/** The rows of each sheet, from the first on, so that the index is the row's number less one; empty cells are ''. */
export const readXlsx = async (bytes: Uint8Array): Promise<string[][][]> => {
  const file = await unzip(bytes).catch(() => {
    throw new Unreadable();
  });
  const [book, links] = await Promise.all([file('xl/workbook.xml'), file('xl/_rels/workbook.xml.rels')]);
  const targets = [...(book ?? '').matchAll(/<sheet\b[^>]*\br:id="([^"]+)"/g)].map(([, id]) => {
    const link = [...(links ?? '').matchAll(/<Relationship\b[^>]*>/g)].find(([tag]) => tag.includes(`Id="${id}"`))?.[0];
    return /Target="\/?(?:xl\/)?([^"]+)"/.exec(link ?? '')?.[1];
  });
  const [strings, ...sheets] = await Promise.all(['sharedStrings.xml', ...targets].map(target => file(`xl/${target}`)));
  if (sheets.length === 0 || sheets.some(sheet => typeof sheet !== 'string')) throw new Unreadable();
  const shared = [...(strings ?? '').matchAll(/<si\b[^>]*?(?:\/>|>(.*?)<\/si>)/gs)].map(([, item]) =>
    textOf(item ?? ''),
  );
  return sheets.map(sheet => rowsOf(sheet ?? '', shared));
};

const rowsOf = (sheet: string, shared: readonly string[]): string[][] => {
  const rows: string[][] = [];
  for (const [, attributes = '', cells = ''] of sheet.matchAll(/<row\b([^>]*?)(?:\/>|>(.*?)<\/row>)/gs)) {
    const number = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? rows.length + 1);
    while (rows.length < number) rows.push([]);
    const row = rows[number - 1] ?? [];
    for (const [, about = '', content = ''] of cells.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const reference = /\br="([A-Z]+\d+)"/.exec(about)?.[1];
      const column = reference ? columnOf(reference) : row.length;
      const value = unescaped(/<v[^>]*>(.*?)<\/v>/s.exec(content)?.[1] ?? '');
      while (row.length < column) row.push('');
      row[column] = /\bt="s"/.test(about)
        ? (shared[Number(value)] ?? '')
        : content.includes('<is')
          ? textOf(content)
          : value;
    }
  }
  return rows;
};
