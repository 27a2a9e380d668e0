/** A command's form on the phone: labels, limits and refusals from the contract, and the way to the first field that is wrong. */

import type { Filled, Special } from '@yunzhen/client/form/filled';
import { type Form, formOf } from '@yunzhen/client/form/form';
import type { Typed } from '@yunzhen/client/form/typed';
import { useForm as useFilled } from '@yunzhen/client/form/use-form';
import type { InputOf, Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import { useMemo, useState } from 'react';
import { explain } from '@/words/problems';
import { useCommand } from './command';

interface Shown {
  /** Of the shown fields, in their order. */
  readonly names: readonly string[];
  readonly special?: Readonly<Record<string, Special>>;
  readonly typed: Typed;
  readonly change: (part: never) => void;
}
export interface PhoneForm extends Filled {
  /** The field that is gone to. */
  readonly focused: string | null;
  readonly unfocus: () => void;
}

/** Of the field on the page: `idNumber` is `id-number`. */
export const idOf = (name: string): string => name.replace(/[A-Z.]/g, letter => `-${letter.toLowerCase()}`);
/** In a browser the field; pages below this one have fields of the same name. */
export const fieldAt = (id: string): HTMLElement | undefined =>
  Array.from<HTMLElement>(document.querySelectorAll(`[id="${id}"]`)).at(-1);
/** In it what is typed into or tapped. */
export const controlOf = (id: string): HTMLElement | undefined =>
  fieldAt(id)?.querySelector<HTMLElement>('input, textarea, [tabindex]') ?? undefined;

/** @param problem what became of it when it was last sent */
export const useForm = (form: Form, { change, ...shown }: Shown, problem: unknown): PhoneForm => {
  const [focused, setFocused] = useState<string | null>(null);
  const filled = useFilled({
    ...shown,
    form,
    onChange: part => change(part as never),
    problem,
    explain,
    focus: name => {
      setFocused(name);
      if (process.env.TARO_ENV === 'h5') controlOf(idOf(name))?.focus();
    },
  });
  return { ...filled, focused, unfocus: () => setFocused(null) };
};

export const useCommandForm = <C extends Capability, K extends Offered<C>>(capability: C, command: K, shown: Shown) => {
  const form = useMemo(() => formOf(capability, command, 'patient'), [capability, command]);
  const { send, busy, problem } = useCommand(capability, command);
  const filled = useForm(form, shown, problem);
  return {
    ...filled,
    busy,
    /** What the head of the form says, or the foot beside its button. */
    problem: filled.head === null ? null : problem,
    /**
     * Sends what is filled in, with what is not typed beside it. Answers whether it happened; what is wrong is shown and gone to.
     */
    send: async (
      id: string,
      inputOf: (filled: InputOf<C, K>) => InputOf<C, K> = filled => filled,
    ): Promise<boolean> => {
      const input = filled.submit() as InputOf<C, K> | null;
      return input !== null && (await send(id, inputOf(input)));
    },
  };
};
