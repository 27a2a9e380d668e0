/** From the file as it came to text: unpacked within limits, hashed as it is read, in whichever encoding it is. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { StatementBroken } from './broken.ts';

export type Source = AsyncIterable<Uint8Array>;

/** What a file may unpack to, and by how much it may grow: more is a bomb. */
const limits = { bytes: 1 << 30, ratio: 200 };
/** No line of a statement is longer. */
const longestLine = 64 * 1024;

/** Throws StatementBroken `gzip` for what is cut off, is no gzip, or grows beyond the limits. */
export async function* gunzipped(source: Source): Source {
  let packed = 0;
  const counted = async function* () {
    for await (const chunk of source) {
      packed += chunk.length;
      yield chunk;
    }
  };
  const gunzip = createGunzip();
  // The source's own failure must end the unpacking too, or it would wait for ever.
  const from = Readable.from(counted()).on('error', error => gunzip.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of from.pipe(gunzip) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limits.bytes || bytes > Math.max(packed, longestLine) * limits.ratio)
        throw new StatementBroken('gzip', 0);
      yield chunk;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw code.startsWith('Z_') ? new StatementBroken('gzip', 0) : error;
  } finally {
    from.destroy();
  }
}

/** As it is, or gunzipped where its first bytes say so. Throws as `gunzipped` does. */
export async function* unpacked(source: Source): Source {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const whole = async function* (): Source {
    yield first.value;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  };
  yield* first.value[0] === 0x1f && first.value[1] === 0x8b ? gunzipped(whole()) : whole();
}

/** Passes the bytes on. `done` answers both digests in hex; it throws StatementBroken `hash` when the SHA-1 is not the expected one. */
export const hashed = (source: Source, expected?: string) => {
  const [sha1, sha256] = [createHash('sha1'), createHash('sha256')];
  const bytes = async function* (): Source {
    for await (const chunk of source) {
      sha1.update(chunk);
      sha256.update(chunk);
      yield chunk;
    }
  };
  const done = () => {
    const digest = sha1.digest('hex');
    if (expected !== undefined && digest !== expected.toLowerCase()) throw new StatementBroken('hash', 0);
    return { sha1: digest, sha256: sha256.digest('hex') };
  };
  return { bytes: bytes(), done };
};

const isUtf8 = (head: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head);
    return true;
  } catch {
    return false;
  }
};

/** Ends of lines before the first bytes that are no text. No character of either encoding has such a byte within. */
const linesBefore = (chunk: Uint8Array = new Uint8Array(), encoding = 'utf-8'): number => {
  const bytes = Buffer.from(chunk);
  let [lines, start] = [0, 0];
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', start)) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      // The first piece may begin within a character, and be whole all the same.
      if (start > 0) return lines;
    }
    lines++;
    start = end + 1;
  }
  return lines;
};
const bare = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** Lines without their ends, as many at a time as a chunk has. Throws StatementBroken `encoding`, and `columns` for an endless line. */
export async function* linesOf(source: Source): AsyncIterable<readonly string[]> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let head = Buffer.alloc(0);
  let rest = '';
  let before = 0;
  // By the header alone: a chunk may end within a character.
  const decoderFor = (header: Uint8Array) => new TextDecoder(isUtf8(header) ? 'utf-8' : 'gb18030', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder?.decode(chunk, { stream: chunk !== undefined }) ?? '';
    } catch {
      throw new StatementBroken('encoding', before + 1 + linesBefore(chunk, decoder?.encoding));
    }
  };
  for await (const chunk of source) {
    let bytes: Uint8Array = chunk;
    if (!decoder) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\n');
      if (end < 0 && head.length < longestLine) continue;
      decoder = decoderFor(head.subarray(0, Math.max(end, 0)));
      bytes = head;
    }
    const lines = (rest + decode(bytes)).split('\n');
    rest = lines.pop() ?? '';
    before += lines.length;
    if (rest.length > longestLine) throw new StatementBroken('columns', before + 1);
    yield lines.map(bare);
  }
  if (!decoder) {
    decoder = decoderFor(head);
    rest = decode(head);
  }
  rest += decode();
  if (rest) yield [bare(rest)];
}
