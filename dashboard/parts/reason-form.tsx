/** Something that is not undone: asks why, then once more with the consequence. */
import type { Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import type { ComponentProps } from 'react';
import { CommandForm } from './command-form.tsx';

export const ReasonForm = <C extends Capability, K extends Offered<C>>({
  word,
  extra,
  names = ['reason'],
  special = {},
  ...options
}: Omit<ComponentProps<typeof CommandForm<C, K>>, 'special'> & {
  special?: Exclude<ComponentProps<typeof CommandForm<C, K>>['special'], (...args: never) => unknown>;
  /** Who reads it. */
  extra: string;
}) => (
  <CommandForm<C, K>
    {...options}
    word={word}
    names={names}
    special={{ reason: { label: `${word}原因`, hint: extra, required: true }, ...special }}
  />
);
