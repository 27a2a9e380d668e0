/** What a pharmacist should not overlook on a prescription: read off the sheet itself, never decided here. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { type OtherSheet, overlaps } from '@yunzhen/contracts/prescription/overlap';
import { packsFor } from '@yunzhen/contracts/prescription/plausible';
import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { usualDays } from '@yunzhen/contracts/prescription/usage';
import { allergiesIn } from '@yunzhen/contracts/record/allergies';
import { age } from '../../words/format.ts';

interface Known {
  readonly chiefComplaint?: string | null;
  readonly record?: { readonly pastHistory: string | null } | null;
  readonly others?: readonly OtherSheet[];
}

export const hintsOn = (
  { lines, longSupplyReason, version, reviews, birthDate, validUntil, ...known }: PrescriptionShown & Known,
  now: Date,
): string[] => {
  const hints: string[] = [];
  const allergies = allergiesIn([known.record?.pastHistory, known.chiefComplaint]);
  if (allergies.length > 0) hints.push(`过敏：${allergies.join('；')}`);
  for (const { name, days, submittedAt } of overlaps(lines, known.others ?? []))
    hints.push(`${name} 另有 ${chinaDayOf(submittedAt)} 开的 ${days} 天用量还没有取药`);
  for (const line of lines)
    if (packsFor(line) === null) hints.push(`${line.name} 的数量按规格算不出来，请核对 ${line.quantity}${line.unit}`);
  const long = lines.filter(({ days }) => days > usualDays);
  if (long.length > 0)
    hints.push(
      `${long.map(({ name }) => name).join('、')} 用药超过 ${usualDays} 天，医生理由：${longSupplyReason ?? '未填写'}`,
    );
  const failed = reviews.filter(({ passed }) => !passed).at(-1);
  if (version > 1 && failed) hints.push(`第 ${version} 版。上次未通过：${failed.reason ?? '未填写理由'}`);
  const years = /^(\d+) 岁$/.exec(age(birthDate, now) ?? '')?.[1];
  if (birthDate && (years === undefined ? age(birthDate, now) !== null : Number(years) < 14))
    hints.push('儿童用药，请核对剂量');
  if (years !== undefined && Number(years) >= 65) hints.push('老年患者，请核对剂量与相互作用');
  const left = Date.parse(validUntil) - now.getTime();
  if (left < 0) hints.push('处方已过有效期');
  else if (left < 2 * 3_600_000) hints.push('处方将在两小时内过期');
  return hints;
};
