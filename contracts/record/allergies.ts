/** What is known of a person's allergies until records have a field of their own for them. */

/** Where one statement ends: a full stop, a semicolon, a line break. A comma keeps 青霉素、磺胺过敏 together. */
const statements = /[。；;！!？?\n]+/u;

/**
 * Every statement about allergies in these texts, newest text first, each once. Empty when nothing was written: that is not the same
 * as none, and a screen has to say so.
 */
export const allergiesIn = (texts: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(
    texts
      .flatMap(text => (text ?? '').split(statements))
      .map(statement => statement.trim())
      .filter(statement => statement.includes('过敏')),
  ),
];
