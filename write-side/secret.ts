/** What is typed in to be compared alone (`secret` in the contracts): its keyed index takes its place before anything is decided. */
import { isSecret } from '@yunzhen/contracts/language';
import type { z } from 'zod';
import type { Ask } from './feature.ts';

/** Of one stream: no code opens another. */
export const secretIndex = (index: Ask['index'], id: string, value: string): string =>
  index('secret', `${id} ${value}`);

type Input = Readonly<Record<string, unknown>>;
const changed = (shape: z.ZodRawShape, input: Input, of: (value: unknown) => unknown): Input =>
  Object.fromEntries(
    Object.entries(input).map(([field, value]) => [field, isSecret(shape[field]) ? of(value) : value]),
  );

/** As it is decided on; what is secret and no text is handed on, for those who know its fields. */
export const decidedInput = (index: Ask['index'], id: string, shape: z.ZodRawShape, input: Input): Input =>
  changed(shape, input, value => (typeof value === 'string' ? secretIndex(index, id, value) : value));

/** As its digest is made, which is stored. */
export const digestedInput = (index: Ask['index'], id: string, shape: z.ZodRawShape, input: Input): Input =>
  changed(shape, input, value => secretIndex(index, id, JSON.stringify(value)));
