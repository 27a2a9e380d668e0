/** Numbers as the server adds and multiplies them. */
import { refuse } from './errors.ts';
import { typeName } from './values.ts';

const int32 = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= 0x7fffffff;

/** int64 stays int64, and an int32 result that no longer fits becomes one. */
const arithmetic =
  (name: string, onNumbers: (a: number, b: number) => number, onIntegers: (a: bigint, b: bigint) => bigint) =>
  (present: unknown, operand: unknown, path: string): unknown => {
    for (const value of [present, operand])
      if (typeof value !== 'number' && typeof value !== 'bigint')
        return refuse(
          'TypeMismatch',
          `Cannot apply ${name} to a value of non-numeric type. {${path}} has the value of type ${typeName(value)}`,
        );
    const [a, b] = [present as number | bigint, operand as number | bigint];
    if (typeof a === 'number' && typeof b === 'number') {
      const result = onNumbers(a, b);
      return int32(a) && int32(b) && !int32(result) ? onIntegers(BigInt(a), BigInt(b)) : result;
    }
    if ([a, b].some(value => typeof value === 'number' && !Number.isInteger(value)))
      return onNumbers(Number(a), Number(b));
    return BigInt.asIntN(64, onIntegers(BigInt(a), BigInt(b)));
  };

/** The value of `$inc`. Throws TypeMismatch on what is no number. */
export const add = arithmetic(
  '$inc',
  (a, b) => a + b,
  (a, b) => a + b,
);
/** The value of `$mul`. */
export const multiply = arithmetic(
  '$mul',
  (a, b) => a * b,
  (a, b) => a * b,
);
