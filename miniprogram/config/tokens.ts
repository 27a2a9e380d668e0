/** The design tokens of the contracts as CSS variables, written anew for every build: the same source as the dashboard. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createSwcRegister } from '@tarojs/helper';

const contracts = join(__dirname, '../../contracts');
const dashed = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
const px = (name: string, pixels: object) => Object.entries(pixels).map(([key, n]) => [`${name}-${key}`, `${n}px`]);

/** Sizes of text; `factor` is 1, or that of 长辈模式. */
const sized = (body: number, factor: number) => {
  const text = (size: number) => `${Math.round(size * factor)}px`;
  return [
    ['text-tiny', text(body - 4)],
    ['text-small', text(body - 2)],
    ['text-body', text(body)],
    ['text-title', text(body + 2)],
    ['text-large', text(body + 6)],
  ];
};

export const writeTokens = (): void => {
  createSwcRegister({ only: [(file: string) => file.startsWith(contracts)] });
  const tokens = createRequire(__filename)(join(contracts, 'design-tokens.ts'));
  const colours = Object.entries(tokens.palettes.light).map(([name, value]) => [dashed(name), value]);
  const base = [
    ...colours,
    ...px('space', tokens.space),
    ...px('radius', tokens.radius),
    ['touch', `${tokens.touchTarget}px`],
    ['shadow', tokens.shadow],
    ['line-height', tokens.type.line],
    ['quick', `${tokens.motion.quick}ms`],
    ['fonts', tokens.fonts],
    ...sized(tokens.type.phone, 1),
  ];
  const rule = (selector: string, pairs: unknown[][]) =>
    `${selector} {\n${pairs.map(([name, value]) => `  --${name}: ${value};`).join('\n')}\n}\n`;
  const file = join(__dirname, '../dist/tokens.css');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    rule('page,\n:root', base) +
      rule('.large', [['touch', `${tokens.touchTargetLarge}px`], ...sized(tokens.type.phone, tokens.type.large)]),
  );
};
