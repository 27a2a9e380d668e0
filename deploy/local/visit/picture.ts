/** A small real PNG: the blood pressure curve that a patient photographs, drawn point by point. */
import { crc32, deflateSync } from 'node:zlib';

const width = 160;
const height = 80;
const ground = [247, 249, 250];
const teal = [11, 122, 117];

const chunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

export const picture = (): Uint8Array<ArrayBuffer> => {
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => {
      const curve = height / 2 + 22 * Math.sin(x / 9) * Math.cos(x / 31);
      return Math.abs(y - curve) < 1.5 ? teal : ground;
    }).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
};
