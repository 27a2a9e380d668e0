import type { ReactNode } from 'react';
import { AlertIcon, CheckIcon, ClockIcon } from './icons.tsx';
import styles from './notice.module.css';

const icons = { error: AlertIcon, warning: AlertIcon, success: CheckIcon, info: ClockIcon } as const;

/** Something that has to be read here: with an icon, so that no colour carries it alone. */
export const Notice = ({
  kind,
  title,
  children,
}: {
  kind: keyof typeof icons;
  title: ReactNode;
  children?: ReactNode;
}) => {
  const Icon = icons[kind];
  return (
    <div role={kind === 'error' ? 'alert' : 'status'} className={`${styles.notice} ${styles[kind]}`}>
      <Icon />
      <div>
        <div className={styles.title}>{title}</div>
        {children}
      </div>
    </div>
  );
};
