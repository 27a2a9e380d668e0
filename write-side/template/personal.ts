/**
 * What looks like the ID number or mobile number of a person, standing in any of these texts. Names cannot be told from other words:
 * those the writer is asked to leave out.
 */
export const identifies = (texts: readonly (string | undefined)[]): boolean =>
  texts.some(text => text !== undefined && /(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/.test(text));
