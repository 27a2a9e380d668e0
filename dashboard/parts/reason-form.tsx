/** Something that is not undone: asks why, then once more with the consequence. The reason is kept until it was accepted. */
import type { DraftPurpose, DraftSubject } from '@yunzhen/client/draft-keys';
import type { ReactNode } from 'react';
import { problemWords } from '../words/problems.ts';
import { Confirm } from './confirm.tsx';
import { Notice } from './notice.tsx';
import styles from './parts.module.css';
import { TextField } from './text-field.tsx';
import { useDraft } from './use-draft.ts';

interface Props<P extends DraftPurpose> {
  /** Of the kept reason: what is done, */
  readonly purpose: P;
  /** and to which one. */
  readonly subject: DraftSubject<P>;
  /** The verb. */
  readonly word: string;
  readonly extra: string;
  /** The consequence, as a question. */
  readonly question: string;
  readonly sending: {
    readonly isPending: boolean;
    readonly error: unknown;
    readonly mutateAsync: (reason: string) => Promise<unknown>;
  };
  readonly children?: ReactNode;
}

export const ReasonForm = <P extends DraftPurpose>({
  purpose,
  subject,
  word,
  extra,
  question,
  sending,
  children,
}: Props<P>) => {
  const draft = useDraft(purpose, subject, { reason: '' });
  const { reason } = draft.value;
  const typed = reason.trim();
  // What went wrong stands below; the reason stays.
  const send = () =>
    void sending.mutateAsync(typed).then(
      () => draft.clear(),
      () => undefined,
    );
  return (
    <div className={styles.reason}>
      {children}
      <TextField
        label={`${word}原因`}
        extra={extra}
        value={reason}
        onChange={reason => draft.change({ reason })}
        most={200}
        rows={2}
      />
      {sending.error !== null && <Notice kind="error" title={problemWords(sending.error)} />}
      <div>
        <Confirm
          word={word}
          question={question}
          onYes={send}
          why={typed ? '' : `请先写${word}原因`}
          busy={sending.isPending}
        />
      </div>
    </div>
  );
};
