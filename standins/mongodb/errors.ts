/** The server's refusals: MongoDB's own code, name and wording, so that the driver throws what it would throw anywhere. */
import type { Doc } from './values.ts';

const codes = {
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CommandNotSupported: 115,
  CannotIndexParallelArrays: 171,
  InternalError: 8,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  Location31254: 31254,
  Location40324: 40324,
  Location40414: 40414,
  Location40415: 40415,
  Location40573: 40573,
} as const;

const names = new Map<number, string>(Object.entries(codes).map(([name, code]) => [code, name]));
export const codeNameOf = (code: number): string => names.get(code) ?? `Location${code}`;

type CodeName = keyof typeof codes;

/** A command or one write of it that is refused; `details` join the answer (keyPattern and keyValue of a duplicate). */
export class CommandError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly details: Doc;

  constructor(code: number, codeName: string, message: string, details: Doc = {}) {
    super(message);
    this.code = code;
    this.codeName = codeName;
    this.details = details;
  }
}

export const refuse = (name: CodeName, message: string, details: Doc = {}): never => {
  throw new CommandError(codes[name], name, message, details);
};
