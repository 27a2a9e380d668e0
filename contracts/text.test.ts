import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isolated, longText, name, personName, text, tidyLine, tidyLines } from './text.ts';

const reads = (schema: { safeParse: (typed: unknown) => { success: boolean; data?: unknown } }, typed: string) => {
  const { success, data } = schema.safeParse(typed);
  return success ? data : undefined;
};
const family = '👨‍👩‍👧‍👦';

test('what steers, hides or is no character is dropped from a text, and the rest stays', () => {
  expect(reads(longText(100), 'a\u202e3.5 kg\u2066b\u200b\u00ad\ufeff\u0000\u0007\ud800c')).toBe('a3.5 kgbc');
  expect(reads(longText(100), 'x\u{e0041}\u3164\u2800\ufffcy')).toBe('xy');
  expect(reads(longText(100), '咳嗽三天\r\n夜里\u2028明显\u000b')).toBe('咳嗽三天\n夜里\n明显');
  expect(reads(longText(100), 'e\u0301')).toBe('é');
  expect(reads(text(100), '  一\n 二\t三\u00a0四 ')).toBe('一 二 三 四');
});

describe('joiners and variation selectors stay where they are needed', () => {
  test.each([
    ['a family', family],
    ['a health worker with a skin tone', '👩🏽‍⚕️'],
    ['a pirate flag', '🏴‍☠️'],
    ['a flag of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['a keycap', '1️⃣'],
    ['a heart', '❤️'],
    ['a country', '🇨🇳'],
    ['Persian', 'می‌خواهم'],
    ['Uyghur', 'ئالىم ياسىن'],
    ['Hindi', 'र्‍क'],
    ['Sinhala', 'ශ්‍රී'],
    ['Mongolian', 'ᠭ᠋ᠠᠯ'],
    ['a rare Chinese character', '葛\u{e0100}城'],
  ])('%s', (_, typed) => {
    expect(reads(longText(100), typed)).toBe(typed.normalize('NFC'));
    expect(reads(text(100), typed)).toBe(typed.normalize('NFC'));
  });

  test('and nowhere else', () => {
    expect(reads(text(100), '王\u200d小\u200c明\ufe0f')).toBe('王小明');
    expect(reads(text(100), 'a\u{e0067}\u{e007f}1\ufe0f')).toBe('a1');
  });
});

test('a text of which nothing can be seen is refused', () => {
  for (const typed of ['', ' \n ', '\u200b\u200d', '\u202e', '\u0301', '\u3164', '\u2800', 'sealed.a.b'])
    expect([typed, reads(longText(10), typed)]).toEqual([typed, undefined]);
});

test('a name is refused where a text is mended', () => {
  for (const typed of ['王\u202e小明', '王小明\u200b', '王\u00ad小明', '王\n小明', '王\ud800'])
    for (const kind of [name(40), personName(40)]) expect([typed, reads(kind, typed)]).toEqual([typed, undefined]);
  expect(reads(name(40), ' 心血管内科 ')).toBe('心血管内科');
});

test('[P3] a human being has letters in the name, in any script', () => {
  for (const typed of [
    '王小明',
    '阿布都热合曼·买买提',
    'ئالىم',
    "O'Brien-Smith",
    '〇〇',
    '李\ue000',
    'می‌خواهم',
    '葛\u{e0100}',
  ])
    expect(reads(personName(40), typed)).toBe(typed);
  for (const typed of ['；；；', '···', '王2', '王😀', '---', '王<b>'])
    expect([typed, reads(personName(40), typed)]).toEqual([typed, undefined]);
});

const pieces = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    family,
    'می‌',
    '\u202e',
    '\u200d',
    '\u200c',
    '\ufe0f',
    '\r\n',
    '\u2028',
    '🏴',
    '\u{e0067}',
    '\u{e007f}',
    '1\ufe0f\u20e3',
    'ක්‍',
    '\ud83d',
    'ᠠ\u180b',
    '\u0301',
  ),
);
const anything = fc.array(pieces, { maxLength: 12 }).map(parts => parts.join(''));

test('whatever is typed becomes one form, and that form stays as it is', () => {
  fc.assert(
    fc.property(anything, typed => {
      for (const tidy of [tidyLine, tidyLines]) {
        const once = tidy(typed);
        expect(tidy(once)).toBe(once);
        expect(once.normalize('NFC')).toBe(once);
        expect(once).toBe(once.trim());
        expect(once).not.toMatch(/(?!\n)\p{Cc}|\p{Cs}|[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u);
      }
      expect(tidyLine(typed)).not.toContain('\n');
    }),
    { numRuns: 2_000 },
  );
});

test('what a field accepts once it accepts again, unchanged', () => {
  fc.assert(
    fc.property(anything, typed => {
      for (const kind of [text(200), longText(200), name(200), personName(200)]) {
        const read = reads(kind, typed);
        if (typeof read === 'string') expect(reads(kind, read)).toBe(read);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('[T2] a name from right to left stands isolated, and comes back as it was when it is copied', () => {
  expect(isolated('王小明')).toBe('王小明');
  expect(isolated(null)).toBe('');
  expect(isolated('ئالىم')).toBe('\u2068ئالىم\u2069');
  expect(reads(text(40), isolated('ئالىم'))).toBe('ئالىم');
});
