/** The demo accounts that the seed opens and `npm start` prints. */
import type { Role } from '@yunzhen/contracts/roles';

export interface DemoAccount {
  readonly role: Role;
  readonly login: string;
  readonly password: string;
  /** Shown beside it. */
  readonly note: string;
}

const password = 'Yunzhen-2026';

/** Patients sign in by WeChat: their login is the code that the WeChat stand-in takes. */
export const accounts: readonly DemoAccount[] = [
  { role: 'doctor', login: 'doctor', password, note: '林清和 主任医师，心血管内科' },
  { role: 'pharmacist', login: 'pharmacist', password, note: '药师' },
  { role: 'operator', login: 'operator', password, note: '运营' },
  { role: 'manager', login: 'manager', password, note: '管理' },
];
