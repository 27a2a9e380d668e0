/** What only a signed-in person sees; others are shown the way there. */
import type { ReactNode } from 'react';
import { go } from '@/services/go';
import { useSession } from '@/services/session';
import { Button } from './button';
import { Empty } from './loaded';

export const SignedIn = ({ children }: { readonly children: ReactNode }) =>
  useSession() ? (
    children
  ) : (
    <Empty icon="user" title="登录后就能看到">
      <Button compact onTap={() => go('/pages/sign-in/index')}>
        登录
      </Button>
    </Empty>
  );
