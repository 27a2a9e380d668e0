/** What only a signed-in person sees; others are shown the way there. */
import type { ReactNode } from 'react';
import { useSession } from '@/services/auth';
import { signIn } from '@/services/go';
import { Button } from './button';
import { Empty } from './loaded';

export const SignedIn = ({
  children,
  words = '登录后就能看到',
}: {
  readonly children: ReactNode;
  readonly words?: string;
}) =>
  useSession() ? (
    children
  ) : (
    <Empty icon="user" title={words}>
      <Button compact onTap={signIn}>
        登录
      </Button>
    </Empty>
  );
