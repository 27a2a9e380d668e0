/** One field of a command's form: its control by what the contract says it holds, its hint, and beside it what is wrong. */
import { type Field, isLong } from '@yunzhen/client/form/field';
import { shownAs } from '@yunzhen/client/form/typed';
import { createContext, type ReactNode, useContext } from 'react';
import styles from './command-field.module.css';
import { Segments } from './segments.tsx';
import type { CommandFormState } from './use-command-form.ts';

const FormContext = createContext<CommandFormState | null>(null);
export const FormFields = FormContext.Provider;
export const useFormFields = (): CommandFormState => {
  const form = useContext(FormContext);
  if (!form) throw new TypeError('a field stands in a form');
  return form;
};

/** What a control has to take so that it is labelled, described and found. */
export interface Control {
  readonly id: string;
  readonly value: string;
  readonly onBlur: () => void;
  readonly 'aria-required': boolean;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}
type Option = { readonly value: string; readonly label: string };

const labelOf = ({ label, holds, required }: Field): string =>
  `${label}${holds === 'yuan' || holds === 'unit-price' ? '（元）' : ''}${required || holds === 'list' ? '' : '（选填）'}`;

export const CommandField = ({
  name,
  options,
  rows = 3,
  type,
  min,
  max,
  children,
}: {
  name: string;
  /** To choose from, where that is not the contract's to say, or only some of it. */
  options?: readonly Option[];
  /** Of a text of several lines. */
  rows?: number;
  /** Of a text that is a time of day. */
  type?: 'time';
  /** Of a day. */
  min?: string;
  max?: string;
  /** Another control than the usual one. */
  children?: ((control: Control, change: (typed: string) => void) => ReactNode) | undefined;
}) => {
  const form = useFormFields();
  const field = form.field(name);
  const error = form.error(name);
  const id = form.formId + name;
  const value = shownAs(form.typed[name]);
  const change = (typed: string) => form.change(name, typed);
  const long = isLong(field);
  const about = [error && `${id}-wrong`, (field.hint || long) && `${id}-about`].filter(Boolean).join(' ');
  const described = {
    id,
    'aria-required': field.required,
    'aria-invalid': error !== null,
    'aria-describedby': about || undefined,
  };
  const control: Control = { ...described, value, onBlur: () => form.leave(name) };
  const choices = options ?? field.choices;
  const few = field.holds === 'choice' && choices.length <= 3 && !children;
  return (
    <div className={`${styles.field} ${long ? styles.wide : ''}`}>
      {few ? <span>{labelOf(field)}</span> : <label htmlFor={id}>{labelOf(field)}</label>}
      {children ? (
        children(control, change)
      ) : few ? (
        <Segments {...described} label={field.label} value={value} options={choices} onChange={change} />
      ) : (
        <Usual {...{ field, control, choices, change, rows, type, min, max }} />
      )}
      {error && (
        <p id={`${id}-wrong`} className={styles.wrong} role="alert">
          {error}
        </p>
      )}
      {(field.hint || long) && (
        <p id={`${id}-about`} className={styles.about}>
          <span>{field.hint}</span>
          {long && (
            <span>
              {value.length} / {field.most}
            </span>
          )}
        </p>
      )}
    </div>
  );
};

const Usual = ({
  field,
  control,
  choices,
  change,
  rows,
  type = 'text',
  min,
  max,
}: {
  field: Field;
  control: Control;
  choices: readonly Option[];
  change: (typed: string) => void;
  rows: number;
  type: 'time' | 'text' | undefined;
  min: string | undefined;
  max: string | undefined;
}) => {
  const { holds, most, example } = field;
  const form = useFormFields();
  const common = { ...control, placeholder: example, autoComplete: 'off' };
  if (isLong(field))
    return (
      <textarea
        {...common}
        maxLength={most}
        rows={rows}
        onChange={event => change(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.send();
        }}
      />
    );
  if (holds === 'choice' || holds === 'id')
    return (
      <select
        {...control}
        value={choices.some(({ value }) => value === control.value) ? control.value : ''}
        onChange={event => change(event.target.value)}
      >
        {choices.every(({ value }) => value !== control.value) && <option value="">请选择</option>}
        {choices.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  const keys = ({ whole: 'numeric', yuan: 'decimal', 'unit-price': 'decimal' } as const)[String(holds)];
  return (
    <input
      {...common}
      type={holds === 'day' ? 'date' : type}
      inputMode={keys}
      maxLength={holds === 'line' ? most : undefined}
      min={min}
      max={max}
      onChange={event => change(event.target.value)}
    />
  );
};
