import { useState } from 'react';
import { drafts } from '../session/drafts.ts';
import { useWho } from '../session/who.ts';

/** A text that outlives its dialog and a reload until it was sent. @param name of what it is about, with its id */
export const useDraft = (name: string) => {
  const key = `${useWho().holder.id}.${name}`;
  const [text, setText] = useState(() => {
    const kept = drafts.read(key);
    return typeof kept === 'string' ? kept : '';
  });
  const write = (next: string) => {
    setText(next);
    if (next) drafts.write(key, next);
    else drafts.drop(key);
  };
  return [text, write] as const;
};
