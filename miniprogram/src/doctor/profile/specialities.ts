/** Specialities as they are typed in one line, and the list they are. */
const most = 12;
const longest = 30;

export const specialitiesOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[、,，;；\n]/)
      .map(one => one.trim())
      .filter(Boolean),
  ),
];

/** Why they cannot be saved, or null. */
export const wrongWith = (typed: string): string | null => {
  const list = specialitiesOf(typed);
  if (list.length > most) return `最多 ${most} 项`;
  const long = list.find(one => one.length > longest);
  return long ? `“${long.slice(0, 8)}…”太长，每项最多 ${longest} 个字` : null;
};
