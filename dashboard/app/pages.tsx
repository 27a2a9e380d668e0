/** The navigation by work: each page, who may see it, and where its code is. */

import type { Role } from '@yunzhen/contracts/roles';
import type { ComponentType } from 'react';
import {
  AlertIcon,
  BalanceIcon,
  CalendarIcon,
  CapsuleIcon,
  ChartIcon,
  CheckListIcon,
  ClipboardIcon,
  HandoverIcon,
  KeyIcon,
  LetterIcon,
  ListIcon,
  LockIcon,
  PersonIcon,
  ShieldIcon,
} from '../parts/icons.tsx';
import { mayOpen } from './may-open.ts';

export interface PageEntry {
  /** Below the root, without a slash. */
  readonly path: string;
  readonly title: string;
  readonly icon: ComponentType;
  /** Who may open it. */
  readonly roles: readonly Role[];
  /** Gone to from elsewhere: the name in the header, the tiles of the overview. */
  readonly notInNavigation?: true;
  readonly lazy: () => Promise<{ readonly Component: ComponentType }>;
}

export const pages: readonly PageEntry[] = [
  {
    path: 'overview',
    title: '概览',
    icon: ChartIcon,
    roles: mayOpen.overview,
    lazy: () => import('../pages/overview/page.tsx'),
  },
  {
    path: 'figures',
    title: '指标',
    icon: ChartIcon,
    roles: mayOpen.figures,
    notInNavigation: true,
    lazy: () => import('../pages/figures/page.tsx'),
  },
  {
    path: 'review',
    title: '审方',
    icon: ShieldIcon,
    roles: mayOpen.review,
    lazy: () => import('../pages/review/page.tsx'),
  },
  {
    path: 'dispensing',
    title: '发药',
    icon: HandoverIcon,
    roles: mayOpen.dispensing,
    lazy: () => import('../pages/dispensing/page.tsx'),
  },
  {
    path: 'orders',
    title: '订单',
    icon: ListIcon,
    roles: mayOpen.orders,
    lazy: () => import('../pages/orders/page.tsx'),
  },
  {
    path: 'prescriptions',
    title: '处方',
    icon: ClipboardIcon,
    roles: mayOpen.prescriptions,
    lazy: () => import('../pages/prescriptions/page.tsx'),
  },
  {
    path: 'complaints',
    title: '投诉',
    icon: LetterIcon,
    roles: mayOpen.complaints,
    lazy: () => import('../pages/complaints/page.tsx'),
  },
  {
    path: 'cases',
    title: '待处理',
    icon: AlertIcon,
    roles: mayOpen.cases,
    lazy: () => import('../pages/cases/page.tsx'),
  },
  {
    path: 'reconciliation',
    title: '对账',
    icon: BalanceIcon,
    roles: mayOpen.reconciliation,
    lazy: () => import('../pages/reconciliation/page.tsx'),
  },
  {
    path: 'schedule',
    title: '排班',
    icon: CalendarIcon,
    roles: mayOpen.schedule,
    lazy: () => import('../pages/schedule/page.tsx'),
  },
  {
    path: 'catalogue',
    title: '字典',
    icon: CapsuleIcon,
    roles: mayOpen.catalogue,
    lazy: () => import('../pages/catalogue/page.tsx'),
  },
  {
    path: 'privacy',
    title: '个人信息',
    icon: LockIcon,
    roles: mayOpen.privacy,
    lazy: () => import('../pages/privacy/page.tsx'),
  },
  {
    path: 'accounts',
    title: '账号',
    icon: KeyIcon,
    roles: mayOpen.accounts,
    lazy: () => import('../pages/accounts/page.tsx'),
  },
  {
    path: 'audit',
    title: '审计',
    icon: ShieldIcon,
    roles: mayOpen.audit,
    lazy: () => import('../pages/audit/page.tsx'),
  },
  {
    path: 'todo',
    title: '待办',
    icon: CheckListIcon,
    roles: mayOpen.todo,
    lazy: () => import('../pages/todo/page.tsx'),
  },
  {
    path: 'me',
    title: '我的账号',
    icon: PersonIcon,
    roles: mayOpen.me,
    notInNavigation: true,
    lazy: () => import('../pages/me/page.tsx'),
  },
];

export const pagesOf = (role: Role): readonly PageEntry[] => pages.filter(({ roles }) => roles.includes(role));
