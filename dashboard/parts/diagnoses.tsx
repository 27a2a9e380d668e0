import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import styles from './parts.module.css';

export const Diagnoses = ({ of }: { of: readonly Diagnosed[] }) => (
  <ul className={styles.diagnoses} aria-label="诊断">
    {of.map(({ code, name }) => (
      <li key={code}>
        {name} <small>{code}</small>
      </li>
    ))}
  </ul>
);
