/** The demo accounts that the seed opens and `npm start` prints. */
import type { StaffRole } from '@yunzhen/contracts/roles';

export interface DemoAccount {
  readonly role: StaffRole;
  readonly login: string;
  readonly password: string;
  readonly name: string;
  /** Shown beside it. */
  readonly note: string;
}

const password = 'Yunzhen-2026';

/** Patients sign in by WeChat: their login is the code that the WeChat stand-in takes. */
export const accounts: readonly DemoAccount[] = [
  { role: 'doctor', login: 'doctor', password, name: '林清和', note: '林清和 主任医师，心血管内科' },
  { role: 'pharmacist', login: 'pharmacist', password, name: '药师', note: '药师' },
  { role: 'operator', login: 'operator', password, name: '周运营', note: '运营' },
  { role: 'manager', login: 'manager', password, name: '郑管理', note: '管理' },
  { role: 'administrator', login: 'administrator', password, name: '孙系统', note: '系统管理员：开立账号' },
  { role: 'security', login: 'security', password, name: '吴安全', note: '安全管理员：核准账号' },
  { role: 'auditor', login: 'auditor', password, name: '何审计', note: '审计员' },
];
