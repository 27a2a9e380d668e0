import styles from './parts.module.css';

/** The shape of a series, from zero; the exact numbers stand elsewhere. */
export const Sparkline = ({ values, colour }: { values: readonly number[]; colour: string }) => {
  const most = Math.max(1, ...values);
  const step = 100 / Math.max(1, values.length - 1);
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${(26 - (24 * value) / most).toFixed(1)}`);
  return (
    <svg className={styles.sparkline} viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke={colour}
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
};
