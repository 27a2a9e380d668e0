/** The design tokens as CSS variables for our own styles. */
import {
  fonts,
  motion,
  type Palette,
  palettes,
  radius,
  series,
  shadow,
  space,
  touchTarget,
} from '@yunzhen/contracts/design-tokens';

/** Pixels of what is clicked, or touched. */
export const control = { desk: 32, touch: touchTarget };

const kebab = (camel: string) => camel.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** `--primary`, `--text-secondary`, `--space-m`, … on the root element. */
export const applyTokens = (dark: boolean, moving: boolean, touch: boolean): void => {
  const colour: Palette = dark ? palettes.dark : palettes.light;
  const { style, dataset } = document.documentElement;
  dataset.theme = dark ? 'dark' : 'light';
  style.colorScheme = dark ? 'dark' : 'light';
  for (const [name, value] of Object.entries(colour)) style.setProperty(`--${kebab(name)}`, value);
  for (const [name, value] of Object.entries(series[dark ? 'dark' : 'light'])) style.setProperty(`--${name}`, value);
  for (const [name, value] of Object.entries(space)) style.setProperty(`--space-${name}`, `${value}px`);
  style.setProperty('--radius-card', `${radius.card}px`);
  style.setProperty('--radius-control', `${radius.control}px`);
  style.setProperty('--shadow', dark ? 'none' : shadow);
  style.setProperty('--motion', `${moving ? motion.full : 0}ms`);
  style.setProperty('--control', `${touch ? control.touch : control.desk}px`);
  style.setProperty('--fonts', fonts);
};
