import { pinyin } from 'pinyin-pro';

/** The pinyin initials of a text, lower case, Latin letters and digits as they are: `gxy3j` for 高血压 3级. */
export const initials = (text: string, kind: 'words' | 'person' = 'words'): string =>
  pinyin(text, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    surname: kind === 'person' ? 'head' : 'off',
  })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
