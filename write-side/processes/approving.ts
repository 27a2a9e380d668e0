import type { ApprovalEvent } from '@yunzhen/contracts/approval/approval';
import { approvalDeadline } from '@yunzhen/contracts/approval/deadlines';
import { process } from '../reactions/process.ts';
import { expiring } from './expiring.ts';

/** What no second person decided on in time lapses. */
export const approving = process<ApprovalEvent>('approving', { from: 'origin', on: expiring(approvalDeadline) });
