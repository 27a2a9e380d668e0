/** D4.3: a prescription filled from a template, and kept as one. */

import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { template as contract } from '@yunzhen/contracts/template/template';
import { isolated } from '@yunzhen/contracts/text';
import { useCommand } from '@/hooks/command';
import { confirm, toast } from '@/services/go';
import { TemplateBar } from '../templates/bar';
import { lineToday } from '../templates/contents';
import { type PrescriptionTemplate, usePrescriptionTemplates } from '../templates/lists';
import { type DraftLine, missing, needsReason, usageOf } from './rules';

interface Written {
  readonly diagnoses: readonly Diagnosed[];
  readonly lines: readonly DraftLine[];
  readonly longSupplyReason: string;
  readonly validDays: number;
}

export const PrescriptionTemplates = ({
  written,
  fill,
}: {
  readonly written: Written;
  readonly fill: (part: Omit<Written, 'diagnoses'>) => void;
}) => {
  const { diagnoses, lines, longSupplyReason, validDays } = written;
  const keep = useCommand(contract, 'save-prescription');
  const pick = async (row: PrescriptionTemplate): Promise<boolean> => {
    const question = `已写的 ${lines.length} 种药品会换成「${isolated(row.name)}」的 ${row.lines.length} 种。`;
    if (lines.length > 0 && !(await confirm('用模板替换？', question, '替换'))) return false;
    const today = row.lines.map(lineToday);
    // The diagnoses are this patient's, from the record; those of the template only say what it is for.
    fill({ lines: today, validDays: row.validDays, longSupplyReason: row.longSupplyReason ?? longSupplyReason });
    const differ = today.filter(({ gone, changed }) => gone ?? changed).length;
    toast(differ > 0 ? `已填入，${differ} 种药品有变化` : `已填入「${isolated(row.name)}」`);
    return true;
  };
  return (
    <TemplateBar
      useTemplates={usePrescriptionTemplates}
      pick={pick}
      keeping={{
        ...keep,
        why: missing(['any'], lines, longSupplyReason),
        suggested: diagnoses[0]?.name ?? '',
        save: (templateId, named) =>
          keep.send(templateId, {
            ...named,
            diagnoses: diagnoses.slice(0, 5),
            lines: lines.map(usageOf),
            validDays,
            ...(needsReason(lines) && { longSupplyReason: longSupplyReason.trim() }),
          }),
      }}
    />
  );
};
