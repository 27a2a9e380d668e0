/** A form as it stands while somebody fills it in: which field says what is wrong and when, what is sent, and which field is gone to. */
import type { Field } from './field.ts';
import { type Form, fieldIn } from './form.ts';
import { refusedIn } from './refused.ts';
import { inputOf, nested, type Typed } from './typed.ts';
import { wrongWith } from './wrong.ts';

/** What a page knows of a field beside the contract. */
export interface Special {
  readonly label?: string;
  readonly hint?: string | undefined;
  /** It is chosen from a list that only the page knows. */
  readonly chosen?: boolean;
  /** It may be left out of the command, and not of this form. */
  readonly required?: boolean;
  /** A reason why not that the contract does not have, or has in other words. */
  readonly wrong?: (typed: Typed) => string | null;
  /** What is wrong is said before somebody goes on from it. */
  readonly atOnce?: (typed: Typed) => boolean;
  /** Called when somebody goes on from it. */
  readonly left?: (typed: Typed) => void;
}

export interface FormOptions {
  readonly form: Form;
  /** Of the shown fields, in their order. */
  readonly names: readonly string[];
  readonly special?: Readonly<Record<string, Special>>;
  readonly typed: Typed;
  readonly onChange: (part: Typed) => void;
  /** What became of it when it was last sent; null while nothing is wrong. */
  readonly problem: unknown;
  readonly explain: (problem: unknown) => string;
  /** Goes to the field. */
  readonly focus: (name: string) => void;
}

export interface Filled {
  readonly fields: readonly Field[];
  readonly field: (name: string) => Field;
  readonly typed: Typed;
  readonly change: (name: string, typed: unknown) => void;
  /** Somebody went on from the field: what is wrong with it is said from now on. */
  readonly leave: (name: string) => void;
  /** What is said beside the field. */
  readonly error: (name: string) => string | null;
  /** The first field that the hospital refused. */
  readonly refused: string | undefined;
  /** What is said at the head. */
  readonly head: string | null;
  /** The first reason why it cannot be sent, in the order of the fields. */
  readonly missing: string | null;
  /** What can be sent of it; null where something is wrong, which is said and gone to. */
  readonly submit: () => Readonly<Record<string, unknown>> | null;
}

const none: ReadonlySet<string> = new Set();

/** What is remembered between two looks at it. */
export interface Filling {
  /** Fields that somebody went on from. */
  readonly left: ReadonlySet<string>;
  /** It was to be sent while something was wrong. */
  readonly tried: boolean;
  /** The last problem, and the fields that were changed since. */
  readonly problem: unknown;
  readonly mended: ReadonlySet<string>;
}
export const untouched: Filling = { left: none, tried: false, problem: null, mended: none };

/** In the one form in which it is judged, compared and stored. */
const filledIn = (field: Field, typed: unknown): unknown => {
  const input = inputOf(field, typed);
  return input === undefined ? undefined : field.schema.parse(input);
};

/** @param become takes what is remembered from now on */
export const filledForm = (options: FormOptions, now: Filling, become: (next: Filling) => void): Filled => {
  const { form, names, special = {}, typed, onChange, problem, explain, focus } = options;
  const { left, tried } = now;
  const mended = now.problem === problem ? now.mended : none;
  const fields = names.map((name): Field => {
    const { label, hint, required, chosen } = special[name] ?? {};
    const field = fieldIn(form, name);
    return {
      ...field,
      ...(label !== undefined && { label }),
      ...(hint !== undefined && { hint }),
      ...(chosen && { holds: 'choice' as const }),
      required: required ?? field.required,
    };
  });
  const wrong = (field: Field) => special[field.name]?.wrong?.(typed) ?? wrongWith(field, typed[field.name]);
  const byName = new Map(fields.map(field => [field.name, field]));
  const field = (name: string) => byName.get(name) ?? fieldIn(form, name);
  const refused = refusedIn(form, names, problem, explain);
  const first = fields.find(one => wrong(one) !== null);
  return {
    fields,
    field,
    typed,
    change: (name, value) => {
      become({ ...now, problem, mended: new Set([...mended, name]) });
      onChange({ [name]: value });
    },
    leave: name => {
      // Passing by an empty field is no mistake yet.
      if (inputOf(field(name), typed[name]) === undefined) return;
      become({ ...now, left: new Set([...left, name]) });
      special[name]?.left?.(typed);
    },
    error: name =>
      (mended.has(name) ? undefined : refused.fields[name]) ??
      (tried || left.has(name) || special[name]?.atOnce?.(typed) ? wrong(field(name)) : null),
    refused: names.find(name => refused.fields[name] !== undefined),
    head: refused.head ? explain(problem) : null,
    missing: first ? wrong(first) : null,
    submit: () => {
      if (first) {
        become({ ...now, tried: true });
        focus(first.name);
        return null;
      }
      // Once it was sent it may be empty again, which is no mistake.
      become({ ...now, tried: false, left: none });
      return nested(Object.fromEntries(fields.map(one => [one.name, filledIn(one, typed[one.name])])));
    },
  };
};
