import { Button } from '../button.tsx';
import { Disclosure } from '../disclosure.tsx';
import styles from './choices.module.css';
import type { Column } from './column.ts';

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
  <Disclosure word="列">
    {() => (
      <fieldset className={styles.columns}>
        <legend>显示与导出的列</legend>
        {columns.map(({ key, title }, index) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={chosen.includes(key)}
              disabled={index === 0}
              onChange={({ target }) =>
                onChoose(target.checked ? [...chosen, key] : chosen.filter(other => other !== key))
              }
            />
            {title}
          </label>
        ))}
        <Button onClick={onReset}>恢复默认</Button>
      </fieldset>
    )}
  </Disclosure>
);
