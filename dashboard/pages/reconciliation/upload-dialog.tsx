/** 上传账单: a file of the merchant site is looked through first; what is wrong with it is said, or each of its days is imported. */
import { Problem } from '@yunzhen/contracts/api/problem';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { type Looked, reconciliationEndpoints } from '@yunzhen/contracts/reconciliation/endpoints';
import { reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { touch } from '../../auth/activity.ts';
import { Button } from '../../parts/button.tsx';
import dialog from '../../parts/dialog.module.css';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Notice } from '../../parts/notice.tsx';
import styles from '../../parts/parts.module.css';
import { count, dayPlus } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';
import { statementWords } from '../../words/states.ts';
import { brokenWords } from './broken.ts';

type Whole = Extract<Looked, { is: 'whole' }>;

const daysOf = ({ from, to }: Whole): readonly string[] => {
  const days = [from];
  for (let day = dayPlus(from, 1); day <= to; day = dayPlus(day, 1)) days.push(day);
  return days;
};
/** Said of this day alone; anything else would be said of every one. */
const isRefusal = (thrown: unknown): boolean => thrown instanceof Problem && thrown.status === 409;

interface Sent {
  readonly done: readonly string[];
  readonly refused: readonly { readonly day: string; readonly why: string }[];
}
const none: Sent = { done: [], refused: [] };

export const UploadDialog = ({ onClose }: { onClose: () => void }) => {
  const [name, setName] = useState('');
  const [looked, setLooked] = useState<Looked>();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<Sent>(none);
  const [error, setError] = useState<unknown>(null);
  const { mutateAsync: send } = useCommand(reconciliation, 'upload');

  const chosen = async (file: File) => {
    setName(file.name);
    setLooked(undefined);
    setSent(none);
    setError(null);
    setBusy(true);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      setLooked(await api.call(reconciliationEndpoints.uploadStatement, {}, bytes));
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  /** One day after the other, as the balance of each goes on from the one before; what was sent already is not sent again. */
  const take = async (whole: Whole) => {
    setBusy(true);
    setError(null);
    let now = sent;
    const over = new Set([...now.done, ...now.refused.map(({ day }) => day)]);
    for (const day of daysOf(whole).filter(one => !over.has(one))) {
      touch();
      try {
        const { statement, fileId } = whole;
        await send({ id: reconciliationIdOf('wechat', day), input: { channel: 'wechat', day, statement, fileId } });
        now = { ...now, done: [...now.done, day] };
      } catch (thrown) {
        if (!isRefusal(thrown)) {
          setError(thrown);
          break;
        }
        now = { ...now, refused: [...now.refused, { day, why: problemWords(thrown) }] };
      }
      setSent(now);
    }
    setBusy(false);
  };

  const whole = looked?.is === 'whole' ? looked : undefined;
  const days = whole ? daysOf(whole) : [];
  const { done, refused } = sent;
  const left = days.length - done.length - refused.length;
  return (
    <Dialog title="上传账单" place="wide" {...(!busy && { onClose })}>
      <div className={styles.drawer}>
        <p>
          从微信支付商户平台下载的交易账单或资金账单，可以包含多天，CSV 或 GZIP。先整份检查，有一行不对就一行也不导入。
        </p>
        <FileField label="账单文件" accept=".csv,.gz,.gzip" disabled={busy} onFile={file => void chosen(file)} />
        {busy && !looked && <Notice kind="info" title={`正在检查 ${isolated(name)}`} />}
        {looked?.is === 'broken' && <Notice kind="error" title={brokenWords(looked)} />}
        {whole && (
          <Facts
            of={[
              ['账单', statementWords[whole.statement]],
              ['账日', whole.from === whole.to ? whole.from : `${whole.from} 至 ${whole.to}（${days.length} 天）`],
              ['明细', `${count(whole.rows)} 行，与汇总一致`],
            ]}
          />
        )}
        {whole && left === 0 && (
          <Notice
            kind={refused.length > 0 ? 'warning' : 'success'}
            title={`已提交 ${done.length} 天，导入后自动对账${refused.length > 0 ? `；${refused.length} 天没有导入` : ''}`}
          />
        )}
        {refused.length > 0 && (
          <ul>
            {refused.map(({ day, why }) => (
              <li key={day}>
                {day}：{why}
              </li>
            ))}
          </ul>
        )}
        {error !== null && <Notice kind="error" title={problemWords(error)} />}
      </div>
      <div className={dialog.actions}>
        <Button onClick={onClose} why={busy ? '正在处理，请稍候' : ''}>
          {whole && left === 0 ? '完成' : '返回'}
        </Button>
        {whole && left > 0 && (
          <Button kind="primary" busy={busy} onClick={() => void take(whole)}>
            {left < days.length ? `继续导入 ${left} 天` : `导入 ${days.length} 天`}
          </Button>
        )}
      </div>
    </Dialog>
  );
};
