import { department } from '@yunzhen/contracts/catalogue/department';
import type { DepartmentRow } from '@yunzhen/contracts/catalogue/row';
import { subjects } from '@yunzhen/contracts/catalogue/subjects';
import { isolated } from '@yunzhen/contracts/text';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { CommandField } from '../../parts/command-field.tsx';
import { SearchSelect } from '../../parts/search-select.tsx';

const options = subjects.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
const names = ['name', 'subjectCode', 'introduction'];

/** Opens a department, or changes the one that is there. @param order of a new one: behind all others */
export const DepartmentDialog = ({
  of,
  order,
  onClose,
}: {
  of: DepartmentRow | 'new';
  order: number;
  onClose: () => void;
}) => (
  <CommandDialog
    title={of === 'new' ? '新开科室' : `修改${isolated(of.name)}`}
    of={department}
    {...(of === 'new' ? { command: 'open' } : { command: 'change', id: of.departmentId, before: of })}
    names={names}
    special={{ subjectCode: { chosen: true } }}
    inputOf={filled => ({ ...filled, order: of === 'new' ? order : of.order })}
    done="已保存"
    onClose={onClose}
  >
    {({ field }) => (
      <>
        <CommandField name="name" />
        <CommandField name="subjectCode">
          {(control, change) => (
            <SearchSelect
              control={control}
              options={options}
              onChange={change}
              placeholder={field('subjectCode').example}
            />
          )}
        </CommandField>
        <CommandField name="introduction" rows={4} />
      </>
    )}
  </CommandDialog>
);
