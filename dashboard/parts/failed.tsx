import { problemWords } from '../words/problems.ts';
import { Button } from './button.tsx';
import { AlertIcon } from './icons.tsx';
import styles from './parts.module.css';

/** What happened, and 重试. */
export const Failed = ({ error, retry, busy }: { error: unknown; retry: () => unknown; busy: boolean }) => (
  <div role="alert" className={styles.failed}>
    <AlertIcon />
    <p>
      <strong>没有加载出来。</strong>
      {problemWords(error)}
    </p>
    <Button onClick={() => void retry()} busy={busy}>
      重试
    </Button>
  </div>
);
