/** A button, and a link that looks like one, for what is there before antd is. */
import type { ComponentProps } from 'react';
import { Link } from 'react-router';
import styles from './button.module.css';

type Kind = 'usual' | 'primary' | 'danger' | 'quiet';
const classOf = (kind: Kind, small: boolean, className: string | undefined) =>
  [styles.button, styles[kind], small && styles.small, className].filter(Boolean).join(' ');

export const Button = ({
  kind = 'usual',
  busy = false,
  small = false,
  className,
  onClick,
  ...more
}: ComponentProps<'button'> & { kind?: Kind; busy?: boolean; small?: boolean }) => (
  <button
    type="button"
    {...more}
    className={classOf(kind, small, className)}
    // Still focused while it works, and pressed once.
    aria-disabled={busy || undefined}
    onClick={busy ? event => event.preventDefault() : onClick}
  />
);

export const ButtonLink = ({ kind = 'usual', className, ...more }: ComponentProps<typeof Link> & { kind?: Kind }) => (
  <Link {...more} className={classOf(kind, false, className)} />
);
