import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { blindIndexWith, encrypt, isSealed, openWith, parseSealed, SealBroken, sealWith } from './cipher.ts';

const key = randomBytes(32);
const open = (text: unknown, with_ = key) => {
  const sealed = parseSealed(text);
  if (sealed === null) throw new Error('not sealed');
  return openWith(with_, sealed);
};

test('what is sealed opens again, empty text and Chinese too', () => {
  for (const text of ['', '张三', 'x'.repeat(10_000)]) expect(open(sealWith(key, 'p-1', text))).toBe(text);
});

test('a text of megabytes opens too', () => {
  const picture = 'x'.repeat(8 * 1024 * 1024);
  expect(open(sealWith(key, 'p-1', picture)) === picture).toBe(true);
});

test('what was sealed by itself opens as such, and what holds no JSON is broken', () => {
  for (const value of [{ a: [1, { b: null }] }, 7, true, []]) expect(open(sealWith(key, 'p-1', value))).toEqual(value);
  const box = encrypt(key, Buffer.from('张三'), 'sealed.1.p-1');
  expect(() => openWith(key, { subjectId: 'p-1', box })).toThrow(SealBroken);
});

test('the same text never seals to the same value', () => {
  expect(sealWith(key, 'p-1', 'x')).not.toBe(sealWith(key, 'p-1', 'x'));
});

test('the form names the owner and shows nothing of the text', () => {
  const sealed = sealWith(key, 'p-1', '13800000000');
  expect(sealed).toMatch(/^sealed\.1\.p-1\.[A-Za-z0-9_-]+$/);
  expect(isSealed(sealed)).toBe(true);
  const box = String(sealed).slice('sealed.1.p-1.'.length);
  for (const other of ['sealed', 'sealed.1.p-1.', 'sealed.2.p-1.AAAA', 'x', 1, null, 'sealed.1.', 'sealed.1.p-1'])
    expect(isSealed(other)).toBe(false);
  for (const other of [`${box}\n`, `${box}=`, `.${box}`, box.slice(0, 37), `${box.slice(0, 40)} ${box.slice(40)}`])
    expect(isSealed(`sealed.1.p-1.${other}`)).toBe(false);
  for (const owner of ['', 'p 1', 'p/1', 'p'.repeat(65)]) expect(isSealed(`sealed.1.${owner}.${box}`)).toBe(false);
});

test('every changed bit, another owner and another key are noticed', () => {
  const sealed = sealWith(key, 'p-1', 'x');
  const box = Buffer.from(String(sealed).slice('sealed.1.p-1.'.length), 'base64url');
  for (let bit = 0; bit < box.length * 8; bit++) {
    const changed = Buffer.from(box);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(() => openWith(key, { subjectId: 'p-1', box: changed })).toThrow(SealBroken);
  }
  expect(() => openWith(key, { subjectId: 'p-2', box })).toThrow(SealBroken);
  expect(() => open(sealed, randomBytes(32))).toThrow(SealBroken);
});

test('a blind index is equal for what people mean by the same, and differs by kind and key', () => {
  const index = blindIndexWith(key, 'id-number', ' 11010119900101123x ');
  expect(blindIndexWith(key, 'id-number', '１１０１０１１９９００１０１１２３X')).toBe(index);
  expect(blindIndexWith(key, 'phone', '11010119900101123X')).not.toBe(index);
  expect(blindIndexWith(randomBytes(32), 'id-number', '11010119900101123X')).not.toBe(index);
});
