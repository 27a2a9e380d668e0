/** The 18-character resident identity number (GB 11643-1999): shape, birth date, gender and check character. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** What an ID number tells, or null when it is not one. */
export const readIdNumber = (idNumber: string): { birthDate: string; gender: 'male' | 'female' } | null => {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return null;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(idNumber[index]), 0);
  if (checks[sum % 11] !== idNumber[17]) return null;
  const birthDate = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  const date = new Date(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== birthDate) return null;
  return { birthDate, gender: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female' };
};

/** Completed years between a birth date and a day, both `YYYY-MM-DD`. */
export const ageOn = (birthDate: string, today: string): number => {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
};
