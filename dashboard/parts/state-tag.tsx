import type { ComponentType } from 'react';
import type { Stated, Tone } from '../words/states.ts';
import { AlertIcon, CheckIcon, ClockIcon, DashIcon, RunningIcon } from './icons.tsx';
import styles from './parts.module.css';

const icons: Readonly<Record<Tone, ComponentType>> = {
  waits: ClockIcon,
  runs: RunningIcon,
  well: CheckIcon,
  wrong: AlertIcon,
  over: DashIcon,
};

/** A state as icon, word and colour. */
export const StateTag = <T extends string>({ of, is }: { of: Stated<T>; is: T }) => {
  const { word, tone } = of[is];
  const Icon = icons[tone];
  return (
    <span className={`${styles.state} ${styles[tone]}`}>
      <Icon />
      {word}
    </span>
  );
};
