/** A command's form on the dashboard: what is typed is kept for this tab until it was accepted, whatever happens to the page. */

import type { Filled, Special } from '@yunzhen/client/form/filled';
import { type Form, formOf } from '@yunzhen/client/form/form';
import type { Typed } from '@yunzhen/client/form/typed';
import { useForm } from '@yunzhen/client/form/use-form';
import type { InputOf, Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import { useId, useMemo, useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../api/use-command.ts';
import { problemWords } from '../words/problems.ts';
import { toast } from './toast.ts';
import { useDraft } from './use-draft.ts';

type Sending<C extends Capability, K extends Offered<C>> = Pick<
  ReturnType<typeof useCommand<C, K>>,
  'mutate' | 'isPending' | 'error'
>;

type Specials = Readonly<Record<string, Special>>;

export interface CommandFormOptions<C extends Capability, K extends Offered<C>> {
  readonly of: C;
  readonly command: K;
  /** Of what is changed; absent for something new, which gets one id however often it is sent, */
  readonly id?: string;
  /** or the one that is derived from what it is, if that has one. */
  readonly idOf?: (filled: InputOf<C, K>, typed: Typed) => string | undefined;
  /** What the text is about, where that is another thing than what is changed. */
  readonly about?: string;
  /** False where what is typed has no place in a browser's storage. */
  readonly kept?: boolean;
  /** Of the shown fields, in their order; absent for all of them. */
  readonly names?: readonly string[] | ((typed: Typed) => readonly string[]);
  readonly special?: Specials | ((typed: Typed) => Specials);
  /** The form in another shape than that of the command. */
  readonly reshaped?: (form: Form) => Form;
  /** What stands in the fields that nobody touched. */
  readonly before?: Typed;
  /** What is sent beside the fields, or instead of them. */
  readonly inputOf?: (filled: InputOf<C, K>, typed: Typed) => InputOf<C, K>;
  /** Where the command depends on what is chosen: one with the same fields. */
  readonly sending?: Sending<C, K>;
  /** Said in passing when it was accepted. */
  readonly done?: string;
  readonly onDone?: (typed: Typed) => void;
}

export interface CommandFormState extends Filled {
  /** In front of the ids of its fields. */
  readonly formId: string;
  readonly busy: boolean;
  /** Whether it can be sent; what is wrong is shown and gone to. */
  readonly ready: () => boolean;
  readonly send: () => void;
}

const asItIs = (form: Form): Form => form;

const focusOn = (id: string) => {
  const element = document.getElementById(id);
  const within = element?.querySelector<HTMLElement>('input:checked, input, textarea, select');
  (within ?? element)?.focus();
};

export const useCommandForm = <C extends Capability, K extends Offered<C>>({
  of,
  command,
  id,
  idOf,
  about = id ?? 'new',
  kept = true,
  names,
  special = {},
  reshaped = asItIs,
  before = {},
  inputOf = filled => filled,
  sending,
  done,
  onDone,
}: CommandFormOptions<C, K>): CommandFormState => {
  const form = useMemo(() => reshaped(formOf(of, command)), [of, command, reshaped]);
  const formId = useId();
  const own = useCommand(of, command);
  const { mutate, isPending, error } = sending ?? own;
  const [newId] = useState(() => v7());
  const draft = useDraft('form', { command: form.command, id: about }, { id: newId, typed: {} as Typed });
  const [unkept, setUnkept] = useState<Typed>({});
  const typed = { ...before, ...(kept ? draft.value.typed : unkept) };
  const filled = useForm({
    form,
    names: typeof names === 'function' ? names(typed) : (names ?? [...form.fields.keys()]),
    special: typeof special === 'function' ? special(typed) : special,
    typed,
    onChange: part =>
      kept
        ? draft.change({ id: draft.value.id, typed: { ...draft.value.typed, ...part } })
        : setUnkept(now => ({ ...now, ...part })),
    problem: error,
    explain: problemWords,
    focus: name => focusOn(formId + name),
  });
  return {
    ...filled,
    formId,
    busy: isPending,
    ready: () => filled.submit() !== null,
    send: () => {
      const input = filled.submit() as InputOf<C, K> | null;
      if (!input || isPending) return;
      mutate(
        { id: id ?? idOf?.(input, typed) ?? draft.value.id, input: inputOf(input, typed) },
        {
          onSuccess: () => {
            draft.clear();
            setUnkept({});
            if (done) toast.success(done);
            onDone?.(typed);
          },
        },
      );
    },
  };
};
