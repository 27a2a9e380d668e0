import { Button } from '../../parts/button.tsx';
import { toast } from '../../parts/toast.ts';
import styles from './accounts.module.css';

/** Half of an invitation, shown once to whoever gives it. */
export const CodeShown = ({
  half,
  code,
  name,
  login,
}: {
  half: 'first' | 'second';
  code: string;
  name: string | null;
  login: string | null;
}) => {
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => toast.success('已复制'),
      () => toast.error('没有复制成功，请手工抄写。'),
    );
  return (
    <div className={styles.said}>
      <p>
        请当面或通过电话把这个邀请码告诉{name}
        本人，不要经过他人转交。它只显示这一次，关闭后不能再看；丢失时请重新邀请。
      </p>
      <div className={styles.code}>
        <code>{code}</code>
        {'clipboard' in navigator && <Button onClick={() => void copy()}>复制</Button>}
      </div>
      <p>
        {half === 'first'
          ? '接下来由安全管理员核准，并把第二个邀请码告诉本人。核准之前账号不会出现在列表里。'
          : `本人在登录页点“收到邀请”，用登录名 ${login} 和两个邀请码设置密码，72 小时内有效。`}
      </p>
    </div>
  );
};
