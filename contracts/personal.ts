/** Personal data in what is shown: opened for those it concerns, masked for the roles that only need to recognise it. */
import { z } from 'zod';
import type { Role } from './roles.ts';
import { opened, type SealedSchema } from './sealed.ts';

export const personalKinds = ['name', 'phone', 'idNumber', 'birthDate', 'text', 'file'] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** A field of a view that holds sealed personal data of this kind. Null in an answer once the person was erased. */
export const personal = (kind: PersonalKind): SealedSchema<string> => opened(z.string().meta({ personal: kind }));

/** The id of a picture: who may only recognise a person sees that there is one. */
export const personalFile = z.uuid().meta({ personal: 'file' }).nullable();

/** The same, but shown only in part to everybody: one patient to another. */
export const recognisable = (kind: PersonalKind): SealedSchema<string> =>
  opened(z.string().meta({ personal: kind, masked: 'always' }));
/** Personal data inside of what is sealed as a whole: `opened(z.object({ phone: part('phone') }))`. */
export const part = (kind: PersonalKind) => z.string().meta({ personal: kind });

/** Who sees people only in part (T2): 李*, 130******89. */
export const maskedFor: readonly Role[] = ['operator', 'manager'];

/** Null for what cannot be shown in part. */
export const mask = (kind: PersonalKind, value: string): string | null => {
  switch (kind) {
    case 'name': {
      // By characters, not code units: rare family names take two of those. How long the name is, is told to nobody.
      const [first = ''] = value;
      return `${first}**`;
    }
    case 'phone':
      return `${value.slice(0, 3)}******${value.slice(-2)}`;
    case 'idNumber':
      return `${value.slice(0, 4)}${'*'.repeat(Math.max(0, value.length - 6))}${value.slice(-2)}`;
    case 'birthDate':
      return `${value.slice(0, 4)}-**-**`;
    case 'text':
      return '***';
    case 'file':
      return null;
  }
};
