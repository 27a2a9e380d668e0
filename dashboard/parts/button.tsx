/** A button, and a link that looks like one, for what is there before antd is. */
import type { ComponentProps } from 'react';
import { Link } from 'react-router';
import styles from './button.module.css';
import { toast } from './toast.ts';

type Kind = 'usual' | 'primary' | 'danger' | 'quiet';
const classOf = (kind: Kind, small: boolean, className: string | undefined) =>
  [styles.button, styles[kind], small && styles.small, className].filter(Boolean).join(' ');

export const Button = ({
  kind = 'usual',
  busy = false,
  why = '',
  small = false,
  className,
  onClick,
  ...more
}: ComponentProps<'button'> & {
  kind?: Kind;
  busy?: boolean;
  /** Why it cannot be pressed: told to whoever tries, by finger or by key. */
  why?: string;
  small?: boolean;
}) => (
  <button
    type="button"
    title={why || undefined}
    {...more}
    className={classOf(kind, small, className)}
    data-why={why || undefined}
    // Still focused while it works, and pressed once.
    aria-disabled={busy || why !== '' || undefined}
    onClick={
      busy || why
        ? event => {
            event.preventDefault();
            if (!busy) toast.error(why);
          }
        : onClick
    }
  />
);

export const ButtonLink = ({ kind = 'usual', className, ...more }: ComponentProps<typeof Link> & { kind?: Kind }) => (
  <Link {...more} className={classOf(kind, false, className)} />
);
