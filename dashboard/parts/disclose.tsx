/** Why somebody looks at a person or at what was exchanged about them, picked once before it is shown, and kept. */
import { disclosure, disclosureReasons } from '@yunzhen/contracts/disclosure/disclosure';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../api/use-command.ts';
import { problemWords } from '../words/problems.ts';
import { disclosureReasonWords } from '../words/states.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';
import styles from './parts.module.css';

type Reason = (typeof disclosureReasons)[number];

export const Disclose = ({
  title,
  of,
  onOpened,
  onClose,
}: {
  title: string;
  of: { readonly kind: 'person' | 'exchange'; readonly subjectId: string; readonly patientId: string | null };
  onOpened: (disclosureId: string) => void;
  onClose: () => void;
}) => {
  const [id] = useState(() => v7());
  const open = useCommand(disclosure, 'open');
  const say = (reason: Reason) => open.mutate({ id, input: { ...of, reason } }, { onSuccess: () => onOpened(id) });
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles.reason}>
        <p>为什么查阅？原因、时间和您的账号会留下记录。</p>
        {disclosureReasons.map(reason => (
          <Button
            key={reason}
            busy={open.isPending && open.variables.input.reason === reason}
            onClick={() => say(reason)}
          >
            {disclosureReasonWords[reason]}
          </Button>
        ))}
        {open.error !== null && <Notice kind="error" title={problemWords(open.error)} />}
      </div>
    </Dialog>
  );
};
