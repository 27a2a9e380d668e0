/** Tells at once, and then not before the last telling came to its end: what happened meanwhile is told together, each once. */
export const together = (tell: (types: readonly string[]) => Promise<unknown>, pause: () => Promise<unknown>) => {
  const types = new Set<string>();
  let telling = false;
  const tellAll = async () => {
    telling = true;
    while (types.size > 0) {
      const told = [...types];
      types.clear();
      await Promise.all([tell(told).catch(() => undefined), pause()]);
    }
    telling = false;
  };
  return (type: string): void => {
    types.add(type);
    if (!telling) void tellAll();
  };
};
