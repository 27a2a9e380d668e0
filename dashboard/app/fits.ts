/** Whether what somebody typed may mean what is shown: numbers by their end, persons also where their name is masked. */

/** @param least characters of an end that are worth looking for */
export const endsLike = (number: string | null, typed: string, least = 4): boolean =>
  typed.length >= least && (number ?? '').toLowerCase().endsWith(typed.toLowerCase());

/** 李秀英 and 李 mean 李**, which says nothing of the rest; of a name that is not masked any part does. */
export const namesLike = (name: string | null, typed: string): boolean => {
  if (name === null || typed === '') return false;
  if (!name.includes('*')) return name.includes(typed);
  const [first] = name;
  const [asked] = typed;
  return asked === first;
};
