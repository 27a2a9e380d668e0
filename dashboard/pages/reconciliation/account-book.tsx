import type { Account } from '@yunzhen/contracts/ledger/accounts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { accountName } from '../../words/ledger.ts';
import { columnsOfAccount, LedgerLines } from './ledger-lines.tsx';

/** 明细账: the lines of an account over days. */
export const AccountBook = ({
  account,
  days,
  onClose,
}: {
  account: Account;
  days: { readonly from: string; readonly to: string };
  onClose: () => void;
}) => (
  <Card title={`${accountName(account)} 明细账`} extra={<Button onClick={onClose}>收起</Button>}>
    <LedgerLines params={{ account, ...days }} label="明细账" columns={columnsOfAccount} opens />
  </Card>
);
