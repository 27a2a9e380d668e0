import { expect, test } from '@jest/globals';
import { parsed, parsedWithWord, UsageError } from './command-line.ts';

const options = { data: { type: 'string', default: '.data' } } as const;

test('what is no option is one line that says what is known', () => {
  const wrong = (argv: readonly string[]) => () => parsed(argv, options, '(known: --data DIR)');
  for (const argv of [['--nope'], ['--data'], ['word']]) {
    expect(wrong(argv)).toThrow(UsageError);
    expect(wrong(argv)).toThrow(/^[^\n]+ \(known: --data DIR\)$/);
  }
  expect(wrong(['--nope'])).toThrow("Unknown option '--nope' (known: --data DIR)");
});

test('one word may stand beside the options', () => {
  expect(parsedWithWord(['2026-03-02', '--data', 'x'], options, '')).toMatchObject({
    word: '2026-03-02',
    values: { data: 'x' },
  });
  expect(parsedWithWord([], options, '').word).toBe('');
  expect(() => parsedWithWord(['a', 'b'], options, '(usage)')).toThrow('Too much: b (usage)');
});
