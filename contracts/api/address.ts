/** Addresses of queries; written without URLSearchParams, which the mini-program does not have. */

const pair = ([name, value]: [string, unknown]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;

/** `/doctors/:doctorId` and what belongs in it; everything else that is defined becomes the query string. */
export const addressed = (path: string, params: Readonly<Record<string, unknown>>): string => {
  const rest = new Map(Object.entries(params).filter(([, value]) => value !== undefined));
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest.get(name)));
    rest.delete(name);
    return value;
  });
  return rest.size === 0 ? filled : `${filled}?${[...rest].map(pair).join('&')}`;
};
