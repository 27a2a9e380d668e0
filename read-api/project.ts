/**
 * The last step of an answer, compiled from its schema: only declared fields leave, sealed ones opened at any depth, personal ones masked
 * where they must be.
 */
import { createHash } from 'node:crypto';
import { mask, maskedFor, type PersonalKind } from '@yunzhen/contracts/personal';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { z } from 'zod';

/** Opens sealed values, each once; null where that is not possible any more, and a list is empty then. */
export type Open = (sealed: Iterable<Sealed<unknown>>) => Promise<ReadonlyMap<Sealed<unknown>, unknown>>;

/** What an answer showed of people. */
export interface Seen {
  /** Accounts of those whose personal data is in it. */
  readonly whose: Set<string>;
  /** Whether there is any, of whomever. */
  people: boolean;
}
export const nothingSeen = (): Seen => ({ whose: new Set(), people: false });

export interface Projection {
  /** The declared part of a value, what is sealed as it is and nothing masked: what may be kept for others. */
  readonly declared: (value: unknown) => unknown;
  /** The declared part, opened and masked for the one who asked; `seen` takes what it shows of people. */
  readonly shown: (value: unknown, by: Actor | null, open: Open, seen?: Seen) => Promise<unknown>;
  /** Whether it has personal data. */
  readonly personal: boolean;
  /** Whether `shown` masks anything for them. */
  readonly masks: (by: Actor | null) => boolean;
  /** Changes with the declaration: an answer kept under another one is none of this one's. */
  readonly digest: string;
}

type Holder = Record<string | number, unknown>;
interface Closed {
  readonly holder: Holder;
  readonly key: string | number;
  readonly sealed: Sealed<unknown>;
  /** What becomes of what it holds. */
  readonly step: Step;
  /** What is shown where it does not open. */
  readonly none: null | readonly [];
}
/** One way through one answer. */
interface Pass {
  /** All personal fields are masked, not only those that everybody sees in part. */
  readonly all: boolean;
  /** Sealed values met on the way, and where what they hold belongs. */
  readonly closed: Closed[];
  readonly seen: Seen;
}
/** The declared part of a value; without a pass it is neither opened nor masked. What is of another kind than declared is null. */
type Step = (value: unknown, pass: Pass | null, holder: Holder, key: string | number) => unknown;
interface Compiled {
  readonly step: Step;
  /** How its personal fields are masked: none there, some for everybody, or only for some roles. */
  readonly personal: readonly ('always' | 'some')[];
  /** Whether there is anything in it about a person: personal, or sealed. */
  readonly aboutPeople: boolean;
  readonly text: string;
}

/** @throws TypeError for a kind of schema it cannot look into: that could show a person whole. */
export const projection = (schema: z.ZodType): Projection => {
  const { step, personal, aboutPeople, text } = compile(schema);
  const always = personal.includes('always');
  const masks = (by: Actor | null) => always || (personal.length > 0 && isMasked(by));
  return {
    declared: value => step(value, null, {}, ''),
    shown: async (value, by, open, seen = nothingSeen()) => {
      const pass: Pass = { all: isMasked(by), closed: [], seen };
      const top: Holder = {};
      top.answer = step(value, pass, top, 'answer');
      if (pass.closed.length > 0) {
        const opened = await open(new Set(pass.closed.map(({ sealed }) => sealed)));
        for (const { holder, key, sealed, step, none } of pass.closed) {
          const plain = opened.get(sealed) ?? null;
          holder[key] = plain === null ? none : step(plain, pass, holder, key);
        }
      }
      return top.answer;
    },
    personal: aboutPeople,
    masks,
    digest: createHash('sha1').update(text).digest('base64url').slice(0, 8),
  };
};

const isMasked = (by: Actor | null): boolean => maskedFor.some(role => role === by?.role);

const compile = (schema: z.ZodType): Compiled =>
  schema.meta()?.opened ? openedOf(bare(schema), schema instanceof z.ZodArray ? [] : null) : bare(schema);

/** Kept closed without a pass, so that what is kept for others is as sealed as it was stored. */
const openedOf = ({ step, personal, text }: Compiled, none: Closed['none']): Compiled => ({
  step: (value, pass, holder, key) => {
    if (typeof value !== 'string' || !value.startsWith('sealed.')) return step(value, pass, holder, key);
    if (!pass) return value;
    pass.seen.people = true;
    pass.closed.push({ holder, key, sealed: value as unknown as Sealed<unknown>, step, none });
    return none;
  },
  personal,
  aboutPeople: true,
  text: `(${text})`,
});

const bare = (schema: z.ZodType): Compiled => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    const { step, text, ...rest } = compile(schema.unwrap() as z.ZodType);
    const or: Step = (value, pass, holder, key) => (value === null ? null : step(value, pass, holder, key));
    return { ...rest, step: or, text: `${text}?` };
  }
  if (schema instanceof z.ZodArray) return arrayOf(compile(schema.element as z.ZodType));
  if (schema instanceof z.ZodObject)
    return objectOf(Object.entries(schema.shape).map(([name, field]) => [name, compile(field as z.ZodType)]));
  if (schema.type === 'string') return stringOf(schema.meta() ?? {});
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) {
    const known = new Set<unknown>(schema instanceof z.ZodEnum ? schema.options : schema.values);
    return {
      step: value => (known.has(value) ? value : null),
      personal: [],
      aboutPeople: false,
      text: [...known].join('|'),
    };
  }
  if (schema.type === 'number' || schema.type === 'boolean') {
    const { type } = schema;
    return { step: value => (typeof value === type ? value : null), personal: [], aboutPeople: false, text: type };
  }
  throw new TypeError(`no answer may be a ${schema.type}: it cannot be masked`);
};

const arrayOf = ({ step, text, ...rest }: Compiled): Compiled => ({
  ...rest,
  step: (value, pass) => {
    if (!Array.isArray(value)) return null;
    const copy: unknown[] = new Array(value.length);
    for (let index = 0; index < value.length; index++)
      copy[index] = step(value[index], pass, copy as unknown as Holder, index);
    return copy;
  },
  text: `[${text}]`,
});

/** Fields that name whom a row is about. */
export const personFields = ['patientId', 'accountId'] as const;

const objectOf = (fields: readonly (readonly [name: string, field: Compiled])[]): Compiled => {
  const aboutPeople = fields.some(([, field]) => field.aboutPeople);
  const named = aboutPeople ? personFields.filter(person => fields.some(([name]) => name === person)) : [];
  return {
    step: (value, pass) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
      const copy: Holder = {};
      for (const [name, { step }] of fields) {
        const inner = (value as Holder)[name];
        if (inner !== undefined) copy[name] = step(inner, pass, copy, name);
      }
      for (const name of named) {
        const person = copy[name];
        if (pass && typeof person === 'string') pass.seen.whose.add(person);
      }
      return copy;
    },
    personal: fields.flatMap(([, { personal }]) => personal),
    aboutPeople,
    text: `{${fields.map(([name, { text }]) => `${name}:${text}`).join()}}`,
  };
};

const stringOf = ({ personal, masked }: Readonly<Record<string, unknown>>): Compiled => {
  const kind = (personal as PersonalKind | undefined) ?? null;
  const always = masked === 'always';
  return {
    step: (value, pass) => {
      // Where nothing sealed is declared, nothing sealed leaves.
      if (typeof value !== 'string' || value.startsWith('sealed.')) return null;
      if (pass && kind) pass.seen.people = true;
      return pass && kind && (always || pass.all) ? mask(kind, value) : value;
    },
    personal: kind ? [always ? 'always' : 'some'] : [],
    aboutPeople: kind !== null,
    text: kind ? `${kind}${always ? '!' : ''}` : 'string',
  };
};
