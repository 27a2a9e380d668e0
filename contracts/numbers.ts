/** Numbers that people type, scan or paste: blanks, wide digits, dashes, a label and what cannot be seen are gone before they are judged. */
import { z } from 'zod';

const wide = /[\uff01-\uff5e]/g;
const narrow = (typed: string): string => typed.replace(wide, char => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
const hidden = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const dash = /[\p{Pd}\u2212]/gu;
/** 手机号：… or 身份证号码:… */
const label = /^\p{Script=Han}+:/u;

/** A code however it was written: its letters in capitals; a dash may be a part of it. */
export const packed = (typed: string): string => narrow(typed).replace(hidden, '').replace(label, '').toUpperCase();
/** A number of digits: what stands between them is for reading it aloud. */
export const packedDigits = (typed: string): string => packed(typed).replace(dash, '');

/** An amount with nothing but digits, a point and a sign: `¥1,234.50`, `８０ 元`. */
export const packedAmount = (typed: string): string =>
  narrow(typed)
    .replace(hidden, '')
    .replace(dash, '-')
    .replace(/[¥￥,元]/g, '');

const number = (tidy: (typed: string) => string, shape: RegExp, error: string) =>
  z.string().overwrite(tidy).regex(shape, { error });

export const phoneProblem = '手机号码不正确';
/** The country's own prefix is left out, in every way it is written. */
export const packedPhone = (typed: string): string =>
  packedDigits(typed)
    .replace(/[().]/g, '')
    .replace(/^(\+|00)?86(?=1[3-9]\d{9}$)/, '');
/** A mobile number of mainland China. */
export const phone = number(packedPhone, /^1[3-9]\d{9}$/, phoneProblem);

/** Ten digits that are shown at the pharmacy. */
export const pickUpCode = number(packedDigits, /^\d{10}$/, '取药码是 10 位数字');
/** National insurance drug code, 23 characters. */
export const drugCode = number(packed, /^[A-Z0-9]{6,23}$/, '编码是 6 到 23 位字母和数字');
