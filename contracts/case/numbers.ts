/** Numbers that an exchange with an outside system is found by: ours, theirs, of any of its parts. They are kept as blind indexes. */
export const exchangeNumber = 'exchange-number';

/** WeChat has our ids without hyphens. */
export const plainNumber = (number: string): string => number.replaceAll('-', '').toUpperCase();

const namesNumber = /(no|num|number|id|code|subject|payment|charge)$/i;
/** Who looks for a person looks for the person. */
const ofPerson = /^(id_?(card|number|no)|phone|mobile|openid|name)/i;
const likely = /^[\w-]{4,64}$/;

/** Every number in the bodies of an exchange, at any depth, in its key and in what was asked. */
export const numbersOf = (key: string, request: string, bodies: readonly unknown[]): string[] => {
  const found = new Set<string>();
  const take = (text: string) => likely.test(text) && /\d/.test(text) && found.add(plainNumber(text));
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string') {
      if (namesNumber.test(name) && !ofPerson.test(name)) take(value);
    } else if (Array.isArray(value)) for (const one of value) walk(one, name);
    else if (typeof value === 'object' && value !== null)
      for (const [field, one] of Object.entries(value)) walk(one, field);
  };
  for (const part of [...key.split(' '), ...request.split(/[\s/]/)]) take(part);
  for (const body of bodies) walk(body, '');
  return [...found];
};
