/** Another password, by its owner: everything else that is signed in ends. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Problem } from '@yunzhen/contracts/api/problem';
import { api } from '../../api/client.ts';
import { PasswordField } from '../../auth/password-field.tsx';
import { PasswordForm } from '../../auth/password-form.tsx';
import { toast } from '../../parts/toast.ts';
import { problemWords } from '../../words/problems.ts';

export const ChangePassword = () => {
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: api.changePassword,
    onSettled: () => cache.invalidateQueries(),
  });
  return (
    <PasswordForm
      title="修改密码"
      submit="修改密码"
      checks={[['current', '请输入现在的密码。']]}
      busy={change.isPending}
      refused={change.isError && refusedWords(change.error)}
      onSend={(typed, form) =>
        change.mutate(
          { current: String(typed.get('current')), password: String(typed.get('password')) },
          {
            onSuccess: () => {
              form.reset();
              toast.success('密码已修改，其他设备已退出登录');
            },
          },
        )
      }
    >
      {field => <PasswordField label="现在的密码" current {...field('current')} />}
    </PasswordForm>
  );
};

const refusedWords = (error: unknown): string =>
  error instanceof Problem && error.code === 'wrong-credentials' ? '现在的密码不正确。' : problemWords(error);
