import type { Role } from '@yunzhen/contracts/roles';
import type { ReactNode } from 'react';
import { useCurrentUser } from '../lib/current-user.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { roleWords } from '../words/states.ts';

/** Shows the page to roles that may see it, and to others who may. */
export const RequireAccess = ({
  roles,
  title,
  children,
}: {
  roles: readonly Role[];
  title: string;
  children?: ReactNode;
}) => {
  const { role } = useCurrentUser().holder;
  if (roles.includes(role)) return children;
  const who = roles.map(one => roleWords[one]).join('、');
  return (
    <EmptyState title={`${roleWords[role]}不能使用“${title}”`}>
      {who ? `这里供${who}使用。需要权限请联系管理员。` : '这个账号没有管理台的权限。'}
    </EmptyState>
  );
};
