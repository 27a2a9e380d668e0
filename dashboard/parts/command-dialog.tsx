/** A command's form in a dialog. */
import type { Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import styles from './command-field.module.css';
import { CommandField, FormFields } from './command-field.tsx';
import dialogStyles from './dialog.module.css';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';
import { type CommandFormOptions, type CommandFormState, useCommandForm } from './use-command-form.ts';

export const CommandDialog = <C extends Capability, K extends Offered<C>>({
  title,
  okText = '保存',
  kind = 'primary',
  pairs = false,
  onClose,
  onDone = onClose,
  lead,
  children,
  ...options
}: CommandFormOptions<C, K> & {
  title: string;
  okText?: string;
  kind?: 'primary' | 'danger';
  /** Two fields beside each other, where there is room. */
  pairs?: boolean;
  onClose: () => void;
  /** Before the fields. */
  lead?: ReactNode;
  /** The fields, where the usual ones in their order do not do. */
  children?: (form: CommandFormState) => ReactNode;
}) => {
  const form = useCommandForm({ ...options, onDone });
  const id = useId();
  return (
    <Dialog title={title} place={pairs ? 'wide' : 'centre'} onClose={onClose}>
      <form
        id={id}
        noValidate
        className={`${styles.fields} ${pairs ? styles.pairs : ''}`}
        onSubmit={event => {
          event.preventDefault();
          form.send();
        }}
      >
        {form.head && <Notice kind="error" title={form.head} />}
        {lead}
        <FormFields value={form}>
          {children ? children(form) : form.fields.map(({ name }) => <CommandField key={name} name={name} />)}
        </FormFields>
      </form>
      <div className={dialogStyles.actions}>
        <Button onClick={onClose}>返回</Button>
        <Button type="submit" form={id} kind={kind} busy={form.busy}>
          {okText}
        </Button>
      </div>
    </Dialog>
  );
};
