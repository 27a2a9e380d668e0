/** A doctor or pharmacist who begins to work here. */
import type { Typed } from '@yunzhen/client/form/typed';
import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { CommandField } from '../../parts/command-field.tsx';
import { SearchSelect } from '../../parts/search-select.tsx';
import { useDepartments } from '../../parts/use-departments.ts';
import { dayOf } from '../../words/format.ts';

const names = [
  ...['kind', 'gender', 'name', 'title', 'departmentId', 'practisingSince'],
  ...['licence.number', 'licence.scope', 'licence.issuedBy', 'licence.issuedOn', 'specialities', 'introduction'],
];
const before = { kind: 'doctor' };
const fitting = (title: unknown, kind: unknown) => String(title).endsWith('pharmacist') === (kind === 'pharmacist');
const special = {
  title: { wrong: ({ title, kind }: Typed) => (fitting(title, kind) ? null : '请选择职称') },
};

export const HireDialog = ({ onClose }: { onClose: () => void }) => {
  const departments = useDepartments();
  const today = dayOf(new Date());
  const rows = (departments.data ?? []).map(row => ({ value: row.departmentId, label: row.name }));
  return (
    <CommandDialog
      title="新增医务人员"
      of={practitioner}
      command="hire"
      names={names}
      special={special}
      before={before}
      done="已新增"
      onClose={onClose}
      pairs
    >
      {({ fields, typed }) =>
        fields.map(({ name, holds, choices }) => (
          <CommandField
            key={name}
            name={name}
            {...(holds === 'day' && { max: today })}
            {...(name === 'title' && {
              options: choices.filter(({ value }) => fitting(value, typed.kind)),
            })}
          >
            {name === 'departmentId'
              ? (control, change) => <SearchSelect control={control} options={rows} onChange={change} />
              : undefined}
          </CommandField>
        ))
      }
    </CommandDialog>
  );
};
