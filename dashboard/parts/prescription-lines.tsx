/** The drugs of a prescription as a pharmacist reads them. */

import type { PrescriptionLine } from '@yunzhen/contracts/prescription/line';
import { usageWords } from '@yunzhen/contracts/prescription/usage.zh';
import { isolated } from '@yunzhen/contracts/text';
import { lineAmount, unitPriceText } from '@yunzhen/contracts/unit-price';
import { money } from '../words/format.ts';
import { drugKindWords } from '../words/states.ts';
import styles from './parts.module.css';

export const PrescriptionLines = ({ lines, total }: { lines: readonly PrescriptionLine[]; total: number }) => (
  <div className={styles.scroll}>
    <table className={styles.lines}>
      <thead>
        <tr>
          <th scope="col">药品</th>
          <th scope="col">用法</th>
          <th scope="col">天数</th>
          <th scope="col">单价</th>
          <th scope="col">数量</th>
          <th scope="col">金额</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <tr key={line.drugId}>
            <td>
              <strong>{line.name}</strong>
              <small>
                {drugKindWords[line.kind]} · {isolated(line.specification)}
              </small>
            </td>
            <td>{usageWords(line)}</td>
            <td>{line.days} 天</td>
            <td>{unitPriceText(line.unitPrice)}</td>
            <td>
              {line.quantity} {line.unit}
            </td>
            <td>{money(lineAmount(line))}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={5}>
            合计
          </th>
          <td>{money(total)}</td>
        </tr>
      </tfoot>
    </table>
  </div>
);
