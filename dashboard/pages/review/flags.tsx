/** What the rules pointed out when the prescription was handed in, with the doctor's reasons; whoever passes it ticks each. */
import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { answerWords, levelWords } from '@yunzhen/contracts/prescription/rules/words.zh';
import { isolated } from '@yunzhen/contracts/text';
import styles from './review.module.css';

type Flag = NonNullable<PrescriptionShown['judged']>['findings'][number];

export const flagsOf = ({ judged }: Pick<PrescriptionShown, 'judged'>): readonly Flag[] => judged?.findings ?? [];

/** 布洛芬：每日 3片，说明书最多 2片 */
const flagWords = ({ drugId, says }: Flag, { lines }: Pick<PrescriptionShown, 'lines'>): string => {
  const name = lines.find(line => line.drugId === drugId)?.name;
  return name ? `${isolated(name)}：${says}` : says;
};

export const Flags = ({
  of: shown,
  ticked,
  onTick,
}: {
  of: PrescriptionShown;
  /** Absent where they are only shown. */
  ticked?: ReadonlySet<Flag['rule']>;
  onTick?: (rule: Flag['rule']) => void;
}) => (
  <ul className={styles.flags}>
    {flagsOf(shown).map(flag => {
      const words = (
        <span>
          {flagWords(flag, shown)}
          <small>
            {flag.rule} · {levelWords[flag.level]}
            {flag.reason && `，医生理由：${answerWords[flag.reason]}`}
          </small>
        </span>
      );
      return (
        <li key={`${flag.rule} ${flag.drugId}`}>
          {ticked && onTick ? (
            <label>
              <input type="checkbox" checked={ticked.has(flag.rule)} onChange={() => onTick(flag.rule)} />
              {words}
            </label>
          ) : (
            words
          )}
        </li>
      );
    })}
  </ul>
);
