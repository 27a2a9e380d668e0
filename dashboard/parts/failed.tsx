import { Alert, Button } from 'antd';
import { problemWords } from '../words/problems.ts';

/** What happened, what is safe, and 重试. */
export const Failed = ({ error, retry, busy }: { error: unknown; retry: () => unknown; busy: boolean }) => (
  <Alert
    type="error"
    showIcon
    title="没有加载出来"
    description={problemWords(error)}
    action={
      <Button onClick={() => void retry()} loading={busy}>
        重试
      </Button>
    }
  />
);
