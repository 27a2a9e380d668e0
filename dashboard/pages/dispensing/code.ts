/** The ten digits of a pick-up code, in what was typed or in what a scanner read off the QR code. */
export const codeIn = (typed: string): string | null =>
  /(?<!\d)\d{10}(?!\d)/.exec(typed.replaceAll(/[\s-]/g, ''))?.[0] ?? null;
