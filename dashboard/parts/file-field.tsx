/** A file to be chosen, as the other controls look: a browser draws its own in its own way and language. */
import { isolated } from '@yunzhen/contracts/text';
import { useId, useState } from 'react';
import button from './button.module.css';
import styles from './file-field.module.css';

export const FileField = ({
  label,
  accept,
  disabled = false,
  onFile,
}: {
  label: string;
  /** Endings, `.xlsx,.csv`. */
  accept: string;
  disabled?: boolean;
  onFile: (file: File) => void;
}) => {
  const id = useId();
  const [name, setName] = useState('');
  return (
    <div className={styles.file}>
      <span>{label}</span>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        aria-label={label}
        accept={accept}
        data-first
        disabled={disabled}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (!file) return;
          setName(file.name);
          onFile(file);
          // The same file once more, after it was put right, is chosen like another one.
          target.value = '';
        }}
      />
      <label htmlFor={id} className={button.button}>
        {name ? '换一个文件' : '选择文件'}
      </label>
      {name && <span className={styles.name}>{isolated(name)}</span>}
    </div>
  );
};
