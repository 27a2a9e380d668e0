/** Login and password; what was typed stays when it is refused or the network is gone. */
import { Alert, Button, Form, Input } from 'antd';
import { problemWords } from '../words/problems.ts';
import { useSignIn } from './use-sign-in.ts';

export const SignInForm = ({ autoFocus = true }: { autoFocus?: boolean }) => {
  const signIn = useSignIn();
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(typed: { login: string; password: string }) => signIn.mutate(typed)}
    >
      <Form.Item
        name="login"
        label="账号"
        normalize={(typed: string) => typed.trim()}
        rules={[{ required: true, message: '请输入账号' }]}
      >
        <Input autoComplete="username" autoFocus={autoFocus} size="large" />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      {signIn.isError && (
        <Form.Item>
          <Alert type="error" showIcon title={problemWords(signIn.error)} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        登录
      </Button>
    </Form>
  );
};
