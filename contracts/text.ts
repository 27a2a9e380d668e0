/**
 * Text that people type, in the one form in which it is judged, stored and compared: NFC, and nothing in it that cannot be seen. What
 * steers other text (bidi controls), hides in it (zero width, tags, fillers) or is no character (controls, lone surrogates) is dropped;
 * joiners and variation selectors stay where an emoji or a script needs them.
 */
import { z } from 'zod';

/** Nothing here changes below; most texts are made of this alone. */
const plain = /^[ -~\n\u2013-\u2026\u3000-\u3020\u4e00-\u9fff\uff01-\uff5e]*$/;
const lineBreak = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const blank = /[\t\p{Zs}]/u;
const wideBlank = '\u3000';
/** U+2800 and U+FFFC are drawn as nothing, whatever their class says. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufffc]/u;

const zeroWidthJoiner = '\u200d';
const pictograph = /\p{Extended_Pictographic}/u;
/** What may stand before a joiner in an emoji: a pictograph, its skin, its emoji presentation. */
const joinable = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;
/** Letters and marks of scripts whose shapes depend on joiners: Persian, Uyghur, Mongolian, Hindi, Sinhala and others. */
const joining =
  /^(?=[\p{L}\p{M}])[\p{scx=Arabic}\p{scx=Syriac}\p{scx=Nko}\p{scx=Mongolian}\p{scx=Phags_Pa}\p{scx=Tibetan}\p{scx=Devanagari}\p{scx=Bengali}\p{scx=Gurmukhi}\p{scx=Gujarati}\p{scx=Oriya}\p{scx=Tamil}\p{scx=Telugu}\p{scx=Kannada}\p{scx=Malayalam}\p{scx=Sinhala}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const mark = /\p{M}/u;
/** A flag of a part of a country: a black flag, its letters as tags, and an end. */
const flag = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,7}\u{e007f}/uy;

/** Whether something invisible is needed between what stands before and after it. */
const needed = (char: string, before: string, after: string): boolean => {
  const code = char.codePointAt(0) ?? 0;
  if (char === zeroWidthJoiner && joinable.test(before) && pictograph.test(after)) return true;
  // A consonant may ask for its half form at the end of a word, too: a mark (virama) stands before the joiner then.
  if (code === 0x200c || code === 0x200d) return joining.test(before) && (joining.test(after) || mark.test(before));
  if (code === 0xfe0e || code === 0xfe0f)
    return pictograph.test(before) || (/[0-9#*]/.test(before) && after === '\u20e3');
  if (code >= 0xfe00 && code <= 0xfe02) return /[\p{Script=Han}\p{Script=Myanmar}\p{Script=Phags_Pa}]/u.test(before);
  if (code >= 0xe0100 && code <= 0xe01ef) return /\p{Script=Han}/u.test(before);
  if (code >= 0x180b && code <= 0x180f) return /^(?=\p{L})\p{Script=Mongolian}/u.test(before);
  return false;
};

/** What can be seen of a text, in NFC, with `\n` for every kind of line break; blanks and line breaks at both ends stay. */
const visible = (raw: string): string => {
  if (plain.test(raw)) return raw;
  const text = raw.replace(lineBreak, '\n');
  const chars = Array.from(text);
  let shown = '';
  let before = '';
  for (let at = 0, offset = 0; at < chars.length; ) {
    const char = chars[at] ?? '';
    flag.lastIndex = offset;
    const whole = char === '\u{1f3f4}' ? (flag.exec(text)?.[0] ?? char) : char;
    at += Array.from(whole).length;
    offset += whole.length;
    const kept =
      whole !== char || char === '\n'
        ? whole
        : char !== wideBlank && blank.test(char)
          ? ' '
          : invisible.test(char) && !needed(char, before, chars[at] ?? '')
            ? ''
            : char;
    if (kept === '') continue;
    shown += kept;
    before = whole !== char ? '' : kept;
  }
  return shown.normalize('NFC');
};

/** A text of several lines as it is judged and stored. */
export const tidyLines = (raw: string): string => visible(raw).trim();
/** The same in one line. */
export const tidyLine = (raw: string): string =>
  visible(raw)
    .replace(/\s*\n\s*/g, ' ')
    .trim();

/** Whether nothing would be dropped from it; line breaks and doubled blanks count as something. */
const untouched = (raw: string): boolean => tidyLine(raw) === raw.normalize('NFC').trim();
/** There is something to see besides blanks and marks without a letter under them. */
const hasInk = (text: string): boolean => /[^\s\p{M}\p{Cc}\p{Cf}\p{Cs}]/u.test(text);

/** What looks like sealed data is refused: it would be opened for whoever may read the text. */
const notSealed = (typed: string): boolean => !typed.startsWith('sealed.');
const typed = (tidy: (raw: string) => string, max: number) =>
  z
    .string()
    .overwrite(tidy)
    .min(1, { abort: true })
    .max(max)
    .refine(hasInk, { error: 'Nothing to see' })
    .refine(notSealed, { error: 'Not allowed here' });

/** One line of text: a reason, a dose, a word of a catalogue. @param max UTF-16 code units, as fields on a screen count */
export const text = (max: number) => typed(tidyLine, max);
/** Text of several lines: a complaint, a message, a record. @param max UTF-16 code units */
export const longText = (max: number) => typed(tidyLines, max);

export const nameProblem = '含有看不见的字符，请删除后重新输入';
/** What something is called. A name is what others find it by, so nothing is dropped from it: it is refused. */
export const name = (max: number) =>
  z
    .string()
    .refine(untouched, { error: nameProblem, abort: true })
    .overwrite(tidyLine)
    .min(1, { abort: true })
    .max(max)
    .refine(hasInk, { error: nameProblem })
    .refine(notSealed, { error: 'Not allowed here' });

export const personNameProblem = '姓名里只能有文字';
/** Letters of any script and 〇, private-use characters of rare names on old ID cards, and what stands between the parts of a name. */
const personal = /^(?=.*[\p{L}\p{Nl}\p{Co}])(?:[\p{L}\p{M}\p{Nl}\p{Co} ·•・‧.’'()（）-]|\p{Join_Control}|\u180e)+$/u;
/** A human being's name, as on the ID card. */
export const personName = (max: number) => name(max).regex(personal, { error: personNameProblem });

/** Hebrew, Arabic, Uyghur, Thaana, N'Ko and what is written like them. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/**
 * A text in the middle of others, so that it cannot turn them round: what is written from right to left stands between isolates, all
 * else stays as it is. Whoever copies it brings the isolates along; every kind above drops or refuses them.
 */
export const isolated = (typed: string | null | undefined): string =>
  typed && rightToLeft.test(typed) ? `\u2068${typed}\u2069` : (typed ?? '');
