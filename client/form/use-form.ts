import { useEffect, useRef, useState } from 'react';
import { type Filled, type FormOptions, filledForm, untouched } from './filled.ts';

/** A form on a screen: what is wrong is gone to, also when it is the hospital that says so. */
export const useForm = (options: FormOptions): Filled => {
  const [now, become] = useState(untouched);
  const filled = filledForm(options, now, become);
  const { problem } = options;
  const latest = useRef({ refused: filled.refused, focus: options.focus });
  latest.current = { refused: filled.refused, focus: options.focus };
  useEffect(() => {
    const { refused, focus } = latest.current;
    // Once for each answer.
    if (problem && refused !== undefined) focus(refused);
  }, [problem]);
  return filled;
};
