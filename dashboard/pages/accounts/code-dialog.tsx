import type { ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import dialogStyles from '../../parts/dialog.module.css';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { problemWords } from '../../words/problems.ts';
import { CodeShown } from './code-shown.tsx';

/** Asks with the consequence; once it was done the code stands there, and is gone with the dialog. */
export const CodeDialog = ({
  title,
  yes,
  half,
  code,
  name,
  login,
  question,
  sending,
  onYes,
  onClose,
}: {
  title: string;
  /** The verb. */
  yes: string;
  half: 'first' | 'second';
  code: string;
  name: string | null;
  login: string | null;
  question: ReactNode;
  sending: { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: unknown };
  onYes: () => void;
  onClose: () => void;
}) =>
  sending.isSuccess ? (
    <Dialog title={`${title}：${half === 'first' ? '第一个' : '第二个'}邀请码`}>
      <CodeShown half={half} code={code} name={name} login={login} />
      <div className={dialogStyles.actions}>
        <Button data-first onClick={onClose}>
          已告诉本人
        </Button>
      </div>
    </Dialog>
  ) : (
    <Dialog title={title} role="alertdialog" onClose={onClose}>
      <p>{question}</p>
      {sending.error !== null && <Notice kind="error" title={problemWords(sending.error)} />}
      <div className={dialogStyles.actions}>
        <Button data-first onClick={onClose}>
          返回
        </Button>
        <Button kind="primary" busy={sending.isPending} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
