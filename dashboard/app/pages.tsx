/** The navigation by work: each page, who may see it (as its main query says), and where its code is. */

import { complaintQueries } from '@yunzhen/contracts/complaint/views';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/views';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/views';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/views';
import { registrationQueries } from '@yunzhen/contracts/registration/views';
import { type Access, type Role, reachOf } from '@yunzhen/contracts/roles';
import { scheduleQueries } from '@yunzhen/contracts/schedule/views';
import { statisticsQueries } from '@yunzhen/contracts/statistics/views';
import type { ComponentType } from 'react';
import {
  CalendarIcon,
  CapsuleIcon,
  ChartIcon,
  ClipboardIcon,
  HandoverIcon,
  LetterIcon,
  ListIcon,
  ShieldIcon,
} from '../parts/icons.tsx';

export interface PageEntry {
  /** Below the root, without a slash. */
  readonly path: string;
  readonly title: string;
  readonly icon: ComponentType;
  readonly access: Access;
  readonly lazy: () => Promise<{ readonly Component: ComponentType }>;
}

export const pages: readonly PageEntry[] = [
  {
    path: 'overview',
    title: '概览',
    icon: ChartIcon,
    access: statisticsQueries.overview.access,
    lazy: () => import('../pages/overview/page.tsx'),
  },
  {
    path: 'review',
    title: '审方',
    icon: ShieldIcon,
    access: prescriptionQueries.reviewList.access,
    lazy: () => import('../pages/review/page.tsx'),
  },
  {
    path: 'dispensing',
    title: '发药',
    icon: HandoverIcon,
    access: dispensingQueries.dispensings.access,
    lazy: () => import('../pages/dispensing/page.tsx'),
  },
  {
    path: 'orders',
    title: '订单',
    icon: ListIcon,
    access: registrationQueries.registrations.access,
    lazy: () => import('../pages/orders/page.tsx'),
  },
  {
    path: 'prescriptions',
    title: '处方',
    icon: ClipboardIcon,
    access: prescriptionQueries.prescriptions.access,
    lazy: () => import('../pages/prescriptions/page.tsx'),
  },
  {
    path: 'complaints',
    title: '投诉',
    icon: LetterIcon,
    access: complaintQueries.complaints.access,
    lazy: () => import('../pages/complaints/page.tsx'),
  },
  {
    path: 'schedule',
    title: '排班',
    icon: CalendarIcon,
    access: scheduleQueries.schedule.access,
    lazy: () => import('../pages/schedule/page.tsx'),
  },
  {
    path: 'catalogue',
    title: '字典',
    icon: CapsuleIcon,
    access: practitionerQueries.practitioners.access,
    lazy: () => import('../pages/catalogue/page.tsx'),
  },
];

export const pagesOf = (role: Role): readonly PageEntry[] => pages.filter(({ access }) => reachOf(access, role));
