/** A command's form on a page: its fields, and the button that asks once more where it cannot be undone. */
import type { Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './command-field.module.css';
import { CommandField, FormFields } from './command-field.tsx';
import { Confirm } from './confirm.tsx';
import { Notice } from './notice.tsx';
import { type CommandFormOptions, type CommandFormState, useCommandForm } from './use-command-form.ts';

export const CommandForm = <C extends Capability, K extends Offered<C>>({
  word,
  kind = 'danger',
  question,
  lead,
  children,
  ...options
}: CommandFormOptions<C, K> & {
  /** The verb. */
  word: string;
  kind?: 'danger' | 'primary';
  /** The consequence; absent where it is sent at once. */
  question?: ReactNode | ((form: CommandFormState) => ReactNode);
  /** Before the fields. */
  lead?: ReactNode;
  /** The fields, where the usual ones in their order do not do. */
  children?: (form: CommandFormState) => ReactNode;
}) => {
  const form = useCommandForm(options);
  const asked = typeof question === 'function' ? question(form) : question;
  return (
    <div className={styles.fields}>
      {form.head && <Notice kind="error" title={form.head} />}
      {lead}
      <FormFields value={form}>
        {children ? children(form) : form.fields.map(({ name }) => <CommandField key={name} name={name} />)}
      </FormFields>
      <div>
        {asked === undefined ? (
          <Button kind={kind} busy={form.busy} onClick={form.send}>
            {word}
          </Button>
        ) : (
          <Confirm word={word} kind={kind} question={asked} may={form.ready} onYes={form.send} busy={form.busy} />
        )}
      </div>
    </div>
  );
};
