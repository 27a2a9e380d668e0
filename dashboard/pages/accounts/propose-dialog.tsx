/** A new account: of a doctor or pharmacist who works here, or of one of the house staff. */
import { account } from '@yunzhen/contracts/account/account';
import { login } from '@yunzhen/contracts/account/credentials';
import { accountQueries } from '@yunzhen/contracts/account/queries';
import { grantedBy, type StaffRole, staffRoles } from '@yunzhen/contracts/roles';
import { isolated, personName } from '@yunzhen/contracts/text';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { newInvitationCode } from '../../lib/invitation-code.ts';
import { Button } from '../../parts/button.tsx';
import dialogStyles from '../../parts/dialog.module.css';
import { Dialog } from '../../parts/dialog.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { chosen, fits, required } from '../../parts/required.ts';
import { roleWords } from '../../words/states.ts';
import { CodeShown } from './code-shown.tsx';

interface Typed {
  readonly role: StaffRole;
  /** Of a doctor or pharmacist. */
  readonly practitionerId?: string;
  /** Of the house staff. */
  readonly name?: string;
  readonly login: string;
}
const refusedAt = {
  'credential-taken': 'login',
  'unknown-holder': 'practitionerId',
  'account-exists': 'practitionerId',
};

export const ProposeDialog = ({ onClose }: { onClose: () => void }) => {
  const [code] = useState(newInvitationCode);
  const [proposed, setProposed] = useState<{ name: string; login: string } | null>(null);
  const practitioners = useQuery(accountQueries.withoutAccount, {});
  const named = ({ practitionerId, name }: Typed): string =>
    practitioners.data?.find(one => one.practitionerId === practitionerId)?.name ?? name ?? '';
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
    <FormDialog
      title="新增账号"
      okText="提出"
      capability={account}
      command="invite"
      idOf={({ role, practitionerId }: Typed) => (grantedBy[role] === 'practitioner' ? practitionerId : undefined)}
      inputOf={(typed: Typed) => ({ role: typed.role, login: typed.login, name: named(typed), code })}
      refusedAt={refusedAt}
      done="已提出，等待核准"
      onDone={(typed: Typed) => setProposed({ name: named(typed), login: typed.login })}
      onClose={onClose}
    >
      <Form.Item name="role" label="角色" rules={chosen('角色')}>
        <Select options={staffRoles.map(value => ({ value, label: roleWords[value] }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['role']}>
        {({ getFieldValue }) => {
          const role: StaffRole | undefined = getFieldValue('role');
          if (!role) return null;
          if (grantedBy[role] === 'account')
            return (
              <Form.Item name="name" label="姓名" rules={[...required('姓名'), { validator: fits(personName(40)) }]}>
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
            );
          const options = (practitioners.data ?? [])
            .filter(({ kind }) => kind === role)
            .map(one => ({
              value: one.practitionerId,
              label: `${isolated(one.name)} · ${isolated(one.departmentName ?? '')}`,
            }));
          return (
            <Form.Item
              name="practitionerId"
              label={roleWords[role]}
              rules={chosen(roleWords[role])}
              extra="在职而还没有账号的人。不在其中的，请先由运营在“字典”中新增。"
            >
              <Select showSearch={{ optionFilterProp: 'label' }} options={options} loading={practitioners.isPending} />
            </Form.Item>
          );
        }}
      </Form.Item>
      <Form.Item
        name="login"
        label="登录名"
        rules={[...required('登录名'), { validator: fits(login) }]}
        extra="3 到 40 位小写字母、数字或 . _ -，以后不能改。"
      >
        <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
    </FormDialog>
  );
};
