/** One field of a command's form: its control by what the contract says it holds, and beside it what is wrong. */
import { Input, Textarea, View } from '@tarojs/components';
import { type Field as Described, isLong } from '@yunzhen/client/form/field';
import { shownAs } from '@yunzhen/client/form/typed';
import { useEffect } from 'react';
import { controlOf, fieldAt, idOf, type PhoneForm } from '@/hooks/form';
import { aria } from './aria';
import { Field } from './field';
import { Tap } from './tap';

/** What a screen reader says of a field: a browser has it on the control, which Taro makes by itself. */
const useDescribed = (id: string, choice: boolean, wrong: boolean, required: boolean) =>
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return;
    // Of a choice it is said of all of it.
    const control = choice ? fieldAt(id) : controlOf(id);
    control?.setAttribute('aria-invalid', String(wrong));
    control?.setAttribute('aria-required', String(required));
    control?.setAttribute('aria-describedby', `${id}-about`);
  }, [id, choice, wrong, required]);

/** A browser's number field has no +86. WeChat's brings the keypad. */
const keypad = (process.env.TARO_ENV === 'h5' ? 'tel' : 'number') as 'number';

export const CommandField = ({
  form,
  name,
  id = idOf(name),
  keys = 'text',
  hint,
  choices,
}: {
  readonly form: PhoneForm;
  readonly name: string;
  /** Where the page has another field of this name. */
  readonly id?: string;
  readonly keys?: 'text' | 'idcard' | 'phone';
  /** Instead of the contract's. */
  readonly hint?: string | undefined;
  /** Only some of the contract's. */
  readonly choices?: Described['choices'];
}) => {
  const field = form.field(name);
  const error = form.error(name);
  const value = shownAs(form.typed[name]);
  const { label, holds, most, example, required } = field;
  useDescribed(id, holds === 'choice', error !== null, required);
  const control = {
    id,
    value,
    placeholder: example ?? '',
    focus: form.focused === name,
    onInput: (e: { detail: { value: string } }) => form.change(name, e.detail.value),
    onBlur: () => {
      form.unfocus();
      form.leave(name);
    },
  };
  const long = isLong(field);
  // Numbers are typed with blanks and prefixes, which the hospital leaves out; a list has commas between its parts.
  const longest = holds === 'line' && keys === 'text' ? (most ?? 60) : holds === 'list' ? 400 : 40;
  const count = `${value.length}/${most}`;
  const wrong = error ? 'wrong' : '';
  return (
    <Field
      label={required || holds === 'list' ? label : `${label}（选填）`}
      error={error}
      hint={[hint ?? field.hint, long && count].filter(Boolean).join(' · ') || undefined}
      choice={holds === 'choice'}
      about={`${id}-about`}
    >
      {holds === 'choice' ? (
        <View id={id} className="choice" {...aria('radiogroup', { label })}>
          {(choices ?? field.choices).map(one => (
            <Tap
              key={one.value}
              role="radio"
              on={value === one.value}
              className={`chip ${value === one.value ? 'on' : ''}`}
              onTap={() => form.change(name, one.value)}
            >
              {one.label}
            </Tap>
          ))}
        </View>
      ) : long ? (
        <Textarea {...control} className={`field-box field-area ${wrong}`} maxlength={most ?? 1_000} />
      ) : (
        <Input
          {...control}
          {...(keys !== 'text' && { type: keys === 'idcard' ? ('idcard' as const) : keypad })}
          className={`field-box ${wrong}`}
          maxlength={longest}
        />
      )}
    </Field>
  );
};
