/** Opens the approval of an invitation above the list: the row leaves the list once it is approved, and the code must not leave with it. */
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { createContext } from 'react';

export const ApproveContext = createContext<(row: ApprovalRow) => void>(() => undefined);
