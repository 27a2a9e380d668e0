import { expect, test } from '@jest/globals';
import { type Palette, palettes } from './design-tokens.ts';

/** Relative luminance of WCAG 2. */
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

type Pair = readonly [text: keyof Palette, ground: keyof Palette];
const grounds = ['card', 'page'] as const;
const texts = ['text', 'textSecondary', 'textTertiary', 'primary', 'danger', 'success', 'accent'] as const;
const onTints: readonly Pair[] = [
  ['primary', 'primaryTint'],
  ['accent', 'accentTint'],
  ['danger', 'dangerTint'],
  ['success', 'successTint'],
  ['text', 'primaryTint'],
  ['textSecondary', 'primaryTint'],
];
const filled: readonly Pair[] = (['primary', 'primaryHover', 'danger', 'success'] as const).map(ground => [
  'onFilled',
  ground,
]);

test.each(['light', 'dark'] as const)('text meets 4.5:1 on its ground, edges of fields 3:1: %s', mode => {
  const palette = palettes[mode];
  const pairs: readonly Pair[] = [
    ...texts.flatMap(text => grounds.map(ground => [text, ground] as const)),
    ...onTints,
    ...filled,
  ];
  const weak = pairs.filter(([text, ground]) => contrast(palette[text], palette[ground]) < 4.5);
  expect(weak).toEqual([]);
  expect(contrast(palette.controlLine, palette.card)).toBeGreaterThanOrEqual(3);
});
