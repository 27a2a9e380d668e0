/** A new account: of a doctor or pharmacist who works here, or of one of the house staff. */
import { ownField } from '@yunzhen/client/form/field';
import { type Form, withOwn } from '@yunzhen/client/form/form';
import type { Typed } from '@yunzhen/client/form/typed';
import { account } from '@yunzhen/contracts/account/account';
import { accountQueries } from '@yunzhen/contracts/account/queries';
import { id } from '@yunzhen/contracts/language';
import { grantedBy, type StaffRole } from '@yunzhen/contracts/roles';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { newInvitationCode } from '../../lib/invitation-code.ts';
import { Button } from '../../parts/button.tsx';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { CommandField } from '../../parts/command-field.tsx';
import dialogStyles from '../../parts/dialog.module.css';
import { Dialog } from '../../parts/dialog.tsx';
import { SearchSelect } from '../../parts/search-select.tsx';
import { roleWords } from '../../words/states.ts';
import { CodeShown } from './code-shown.tsx';

const hint = '在职而还没有账号的人。不在其中的，请先由运营在“字典”中新增。';
/** Who works here is chosen, and has the name that the hospital knows. */
const withOwner = (form: Form): Form => ({
  ...withOwn(form, [ownField('practitionerId', id, { label: '本人', hint })]),
  refusedAt: { ...form.refusedAt, 'unknown-holder': 'practitionerId', 'account-exists': 'practitionerId' },
});
const ofHouse = ({ role }: Typed) => grantedBy[role as StaffRole] === 'account';
const namesFor = (typed: Typed) =>
  typed.role ? ['role', ofHouse(typed) ? 'name' : 'practitionerId', 'login'] : ['role', 'login'];
const labelled = ({ role }: Typed) => ({ practitionerId: { label: roleWords[role as StaffRole] ?? '本人' } });

export const ProposeDialog = ({ onClose }: { onClose: () => void }) => {
  const [code] = useState(newInvitationCode);
  const [proposed, setProposed] = useState<{ name: string; login: string } | null>(null);
  const practitioners = useQuery(accountQueries.withoutAccount, {});
  const named = (typed: Typed): string =>
    ofHouse(typed)
      ? String(typed.name).trim()
      : (practitioners.data?.find(one => one.practitionerId === typed.practitionerId)?.name ?? '');
  if (proposed)
    return (
      <Dialog title="新增账号：第一个邀请码">
        <CodeShown half="first" code={code} {...proposed} />
        <div className={dialogStyles.actions}>
          <Button data-first onClick={onClose}>
            已告诉本人
          </Button>
        </div>
      </Dialog>
    );
  return (
    <CommandDialog
      title="新增账号"
      okText="提出"
      of={account}
      command="invite"
      reshaped={withOwner}
      names={namesFor}
      special={labelled}
      idOf={(_, typed) => (ofHouse(typed) ? undefined : String(typed.practitionerId))}
      inputOf={({ role, login }, typed) => ({ role, login, name: named(typed), code })}
      done="已提出，等待核准"
      onDone={typed => setProposed({ name: named(typed), login: String(typed.login).trim() })}
      onClose={onClose}
    >
      {({ fields, typed }) =>
        fields.map(({ name }) => (
          <CommandField key={name} name={name}>
            {name === 'practitionerId'
              ? (control, change) => (
                  <SearchSelect
                    control={control}
                    onChange={change}
                    loading={practitioners.isPending}
                    options={(practitioners.data ?? [])
                      .filter(({ kind }) => kind === typed.role)
                      .map(one => ({
                        value: one.practitionerId,
                        label: `${isolated(one.name)} · ${isolated(one.departmentName ?? '')}`,
                      }))}
                  />
                )
              : undefined}
          </CommandField>
        ))
      }
    </CommandDialog>
  );
};
