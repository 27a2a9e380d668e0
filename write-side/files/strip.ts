/**
 * Takes out of a picture what is not the picture: camera, place, time, comments, and whatever stands behind its end. A JPEG keeps its
 * colour profile and which way up it is. Throws UnreadablePicture.
 */
export class UnreadablePicture extends Error {
  override readonly name = 'UnreadablePicture';
}

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

const unreadable = (): never => {
  throw new UnreadablePicture('the picture is cut off or broken');
};

/** APP1 with nothing but the tag `Orientation` (0x0112). */
const orientationOnly = (orientation: number): Buffer => {
  const tiff = Buffer.from('4d4d002a000000080001011200030000000100000000' + '00000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** 1 to 8, as the first directory of EXIF says; null without one. */
const orientationIn = (segment: Buffer): number | null => {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return null;
  const tiff = segment.subarray(10);
  if (tiff.length < 8) return null;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (start + 2 > tiff.length) return null;
  for (let entry = 0, at = start + 2; entry < u16(start) && at + 12 <= tiff.length; entry++, at += 12)
    if (u16(at) === 0x0112) return u16(at + 8) >= 1 && u16(at + 8) <= 8 ? u16(at + 8) : null;
  return null;
};

/** APP2 holds colour profiles, APP14 how colours were transformed; without them the picture looks otherwise. */
const keptInJpeg = (marker: number, segment: Buffer): boolean => {
  const application = marker >= 0xe0 && marker <= 0xef;
  if (marker === 0xe2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE';
  return marker === 0xe0 || marker === 0xee || (!application && marker !== 0xfe);
};

const jpeg = (bytes: Buffer): Buffer => {
  const parts = [bytes.subarray(0, 2)];
  let orientation: number | null = null;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return unreadable();
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return unreadable();
    const segment = bytes.subarray(at, end);
    if (marker === 0xe1) orientation ??= orientationIn(segment);
    else if (keptInJpeg(marker, segment)) parts.push(segment);
    at = end;
    if (marker !== 0xda) continue;
    // Entropy-coded data runs to the next marker that is neither stuffing nor a restart.
    let scan = at;
    while (scan + 1 < bytes.length) {
      const next = bytes[scan + 1] ?? 0;
      if (bytes[scan] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7) && next !== 0xff) break;
      scan++;
    }
    if (scan + 1 >= bytes.length) return unreadable();
    parts.push(bytes.subarray(at, scan));
    at = scan;
    if (bytes[at + 1] !== 0xd9) continue;
    parts.push(bytes.subarray(at, at + 2));
    if (orientation && orientation !== 1) parts.splice(1, 0, orientationOnly(orientation));
    return Buffer.concat(parts);
  }
  return unreadable();
};

const droppedFromPng = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);
const png = (bytes: Buffer): Buffer => {
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return unreadable();
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (!droppedFromPng.has(kind)) parts.push(bytes.subarray(at, end));
    if (kind === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  return unreadable();
};

const webp = (bytes: Buffer): Buffer => {
  const stop = 8 + bytes.readUInt32LE(4);
  if (bytes.length < 20 || stop > bytes.length) return unreadable();
  const parts: Buffer[] = [];
  for (let at = 12; at + 8 <= stop; ) {
    const end = at + 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) % 2);
    if (end > stop) return unreadable();
    const kind = bytes.toString('latin1', at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, end));
    // The flags that say EXIF and XMP follow.
    if (kind === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0b0000_1100;
    if (kind !== 'EXIF' && kind !== 'XMP ') parts.push(chunk);
    at = end;
  }
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

const strips: Readonly<Record<PictureType, (bytes: Buffer) => Buffer>> = {
  'image/jpeg': jpeg,
  'image/png': png,
  'image/webp': webp,
};

export const stripped = (type: PictureType, bytes: Buffer): Buffer => {
  try {
    return strips[type](bytes);
  } catch (error) {
    // A length that points outside.
    if (error instanceof RangeError) return unreadable();
    throw error;
  }
};
