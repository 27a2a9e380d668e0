/** The little XML that S3 speaks: answers are built, and one body is read. */
import { S3Error } from './errors.ts';

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, char => named[char] ?? char)
    .replace(/\p{Cc}/gu, char => `&#x${char.charCodeAt(0).toString(16)};`);

export type Xml = string | number | boolean | { readonly [name: string]: Xml | readonly Xml[] | undefined };

/** Elements in the order of the fields; a list repeats its element, what is undefined is left out. */
const body = (value: Xml): string =>
  typeof value !== 'object'
    ? escaped(String(value))
    : Object.entries(value)
        .flatMap(([name, inner]) =>
          inner === undefined ? [] : [inner].flat().map(one => `<${name}>${body(one as Xml)}</${name}>`),
        )
        .join('');

export const document = (root: string, value: Xml): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${body(value)}</${root}>`;

export interface Part {
  readonly number: number;
  readonly etag: string;
}

/** The parts that complete an upload, in the order given. Throws S3Error. */
export const readParts = (text: string): Part[] => {
  const parts = [...text.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>\s*(\d+)\s*<\/PartNumber>/.exec(part)?.[1]),
    etag: (/<ETag>\s*(.*?)\s*<\/ETag>/.exec(part)?.[1] ?? '').replace(/&quot;|&#34;|"/g, ''),
  }));
  if (parts.length === 0 || parts.some(({ number, etag }) => !Number.isInteger(number) || !etag))
    throw new S3Error('MalformedXML');
  return parts;
};
