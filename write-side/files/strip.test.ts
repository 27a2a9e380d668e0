import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PictureType, stripped, UnreadablePicture } from './strip.ts';

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const secret = 'GPS 39.9075 116.3973 serial 4711';
/** EXIF of a camera: which way up, then where. */
const exif = (orientation: number, order: 'MM' | 'II' = 'MM'): Buffer => {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4);
  tiff.write(order, 'latin1');
  const u16 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  u16(42, 2);
  u32(8, 4);
  u16(1, 8);
  u16(0x0112, 10);
  u16(3, 12);
  u32(1, 14);
  u16(orientation, 18);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(secret)]);
};
const jfif = segment(0xe0, Buffer.from('JFIF\0', 'latin1'));
const profile = segment(0xe2, Buffer.from('ICC_PROFILE\0colours', 'latin1'));
const scan = Buffer.concat([
  segment(0xda, Buffer.from([1, 2])),
  Buffer.from([5, 0xff, 0, 6, 0xff, 0xd0, 7, 0xff, 0xd9]),
]);
const start = Buffer.from([0xff, 0xd8]);
const jpegWith = (...segments: Buffer[]) => Buffer.concat([start, jfif, ...segments, profile, scan]);
const chunk = (kind: string, body: string): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  return Buffer.concat([size, Buffer.from(kind + body, 'latin1'), Buffer.alloc(4)]);
};
const pngHead = Buffer.from('89504e470d0a1a0a', 'hex');
const pngWith = (...chunks: Buffer[]) =>
  Buffer.concat([pngHead, chunk('IHDR', 'x'), ...chunks, chunk('IDAT', 'dots'), chunk('IEND', '')]);
const riff = (...chunks: (readonly [kind: string, body: Buffer])[]): Buffer => {
  const parts = chunks.map(([kind, body]) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(body.length);
    return Buffer.concat([Buffer.from(kind, 'latin1'), size, body, Buffer.alloc(body.length % 2)]);
  });
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF', 'latin1'), size, body]);
};

test.each(['MM', 'II'] as const)(
  '[P6.8] a JPEG (%s) keeps which way up it is and its colours, and nothing of the camera',
  order => {
    const comment = segment(0xfe, Buffer.from(secret));
    const xmp = segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${secret}`, 'latin1'));
    const iptc = segment(0xed, Buffer.from(secret));
    const after = Buffer.concat([
      stripped(
        'image/jpeg',
        Buffer.concat([jpegWith(segment(0xe1, exif(6, order)), xmp, iptc, comment), Buffer.from(`<html>${secret}`)]),
      ),
    ]);
    expect(after.includes('GPS')).toBe(false);
    const upright = segment(0xe1, exif(6).subarray(0, 32));
    expect(after).toEqual(Buffer.concat([start, upright, jfif, profile, scan]));
    // What is left is left as it is.
    expect(stripped('image/jpeg', after)).toEqual(after);
  },
);

test('[P6.8] a JPEG that says nothing stays as it is; one that is upright needs no word of it', () => {
  expect(stripped('image/jpeg', jpegWith())).toEqual(jpegWith());
  expect(stripped('image/jpeg', jpegWith(segment(0xe1, exif(1))))).toEqual(jpegWith());
});

test('[P6.8] a PNG loses its texts, time and EXIF, and what stands behind its end', () => {
  const told = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'].map(kind => chunk(kind, secret));
  expect(stripped('image/png', Buffer.concat([pngWith(...told), Buffer.from(secret)]))).toEqual(pngWith());
});

test('[P6.8] a WebP loses EXIF and XMP, and no longer says that it has them', () => {
  const flags = (byte: number) => Buffer.from([byte, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
  const dots = ['VP8 ', Buffer.from('dots')] as const;
  const full = riff(['VP8X', flags(0b0010_1100)], dots, ['EXIF', Buffer.from(secret)], ['XMP ', Buffer.from('odd')]);
  expect(stripped('image/webp', Buffer.concat([full, Buffer.from(secret)]))).toEqual(
    riff(['VP8X', flags(0b0010_0000)], dots),
  );
});

const whole: readonly (readonly [PictureType, Buffer])[] = [
  ['image/jpeg', jpegWith()],
  ['image/png', pngWith()],
  ['image/webp', riff(['VP8 ', Buffer.from('dots')])],
];
test.each(whole)('[P6.8] a %s that is cut off anywhere is not taken', (type, bytes) => {
  for (let length = 12; length < bytes.length; length++)
    expect(() => stripped(type, bytes.subarray(0, length))).toThrow(UnreadablePicture);
});

test.each(whole)('[P6.8] whatever stands in a %s, it is read to its end or refused', (type, bytes) =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), rest => {
      try {
        stripped(type, Buffer.concat([bytes.subarray(0, 12), Buffer.from(rest)]));
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadablePicture);
      }
    }),
  ),
);
