/** One of many, found by a part of its name. */
import { Select } from 'antd';
import type { Control } from './command-field.tsx';
import { Themed } from './themed.tsx';

/** Above the dialog that it stands in, which nothing outside of it is. */
const above = (of: HTMLElement) => of.closest('dialog') ?? document.body;

export const SearchSelect = ({
  control: { value, ...control },
  options,
  onChange,
  onSearch,
  loading = false,
  placeholder,
  nothing,
}: {
  control: Control;
  options: readonly { readonly value: string; readonly label: string }[];
  onChange: (value: string) => void;
  /** Where the hospital is asked; else the options are searched. */
  onSearch?: (typed: string) => void;
  loading?: boolean;
  placeholder?: string | undefined;
  /** Said when none is found. */
  nothing?: string;
}) => (
  <Themed>
    <Select
      {...control}
      {...(value && { value })}
      showSearch={onSearch ? { filterOption: false, onSearch } : { optionFilterProp: 'label' }}
      options={[...options]}
      onChange={onChange}
      loading={loading}
      {...(placeholder !== undefined && { placeholder })}
      {...(nothing !== undefined && { notFoundContent: nothing })}
      {...(control['aria-invalid'] && { status: 'error' as const })}
      getPopupContainer={above}
      style={{ width: '100%' }}
    />
  </Themed>
);
