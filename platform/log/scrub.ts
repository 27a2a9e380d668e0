/** The last line of defence: whatever reaches a log, no Chinese ID number or mobile number and no secret leaves with it. */

const year = '(?:18|19|20)\\d{2}';
const idNumber = new RegExp(
  `(?<!\\d)[1-9]\\d{5}${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx](?![\\dA-Za-z])`,
  'g',
);
/** Also with a country code, also grouped 3-4-4. Not inside a longer number or a hexadecimal id. */
const mobile = /(?<![\dA-Fa-f.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\dA-Fa-f])/g;
const candidate = /1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\d{17}[\dXx]/;
const jsonString = /"(?:[^"\\]|\\.)*"/g;

/** The text with ID numbers and mobile numbers replaced. */
export const scrub = (text: string): string =>
  candidate.test(text) ? text.replace(idNumber, '[id-number]').replace(mobile, '[mobile]') : text;

/** The same for a line of JSON; numbers that are not in a string, such as times and positions, are left alone. */
export const scrubJson = (line: string): string => (candidate.test(line) ? line.replace(jsonString, scrub) : line);

/** Field names whose value is never logged, at any depth. */
const secret = new Set(
  `password secret token accessToken refreshToken authorization cookie apiKey masterKey privateKey
   realName patientName idNumber idCard phone mobile address birthday complaint chiefComplaint text content openid unionid`
    .split(/\s+/)
    .map(name => name.toLowerCase()),
);

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** A copy of what is to be logged without the values of known fields; sealed values are shortened. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return value.startsWith('sealed.1.') ? '[sealed]' : value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 8) return '[deep]';
  if (Array.isArray(value)) return value.map(item => redact(item, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secret.has(key.toLowerCase()) ? '[redacted]' : redact(item, depth + 1),
    ]),
  );
};
