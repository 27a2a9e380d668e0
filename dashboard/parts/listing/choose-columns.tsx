import { Button, Checkbox, Popover } from 'antd';
import type { Column } from './column.ts';
import styles from './listing.module.css';

/** Which columns are shown and exported; the first always is. */
export const ChooseColumns = <T,>({
  columns,
  chosen,
  onChoose,
  onReset,
}: {
  columns: readonly Column<T>[];
  chosen: readonly string[];
  onChoose: (keys: readonly string[]) => void;
  onReset: () => void;
}) => (
  <Popover
    trigger="click"
    placement="bottomRight"
    content={
      <div className={styles.columns}>
        <Checkbox.Group
          aria-label="显示的列"
          value={[...chosen]}
          onChange={keys => onChoose(keys)}
          options={columns.map(({ key, title }, index) => ({ value: key, label: title, disabled: index === 0 }))}
        />
        <Button size="small" onClick={onReset}>
          恢复默认
        </Button>
      </div>
    }
  >
    <Button>列</Button>
  </Popover>
);
