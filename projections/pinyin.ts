import { pinyin } from 'pinyin-pro';

/** The pinyin initials of a text, lower case, Latin letters and digits as they are: `gxy3j` for 高血压 3级. */
export const initials = (text: string, kind: 'words' | 'person' = 'words'): string => typed(text, 'first', kind);
/** The pinyin of somebody's name in full, without tones: `linqinghe` for 林清和. */
export const spelling = (name: string): string => typed(name, 'pinyin', 'person');

const typed = (text: string, pattern: 'first' | 'pinyin', kind: 'words' | 'person'): string =>
  pinyin(text, {
    pattern,
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    v: true,
    surname: kind === 'person' ? 'head' : 'off',
  })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
