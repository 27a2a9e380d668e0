/** D4.3: a record filled from a template, and kept as one without whom it is about. */

import { View } from '@tarojs/components';
import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { template as contract } from '@yunzhen/contracts/template/template';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { useCommand } from '@/hooks/command';
import { confirm, toast } from '@/services/go';
import { Field } from '@/ui/field';
import { Tap } from '@/ui/tap';
import { TemplateBar } from '../templates/bar';
import { impersonal, type RecordTexts, recordTexts, textsOf } from '../templates/contents';
import { type RecordTemplate, useRecordTemplates } from '../templates/lists';

type Part = keyof RecordTexts;

export const RecordTemplates = ({
  written,
  person,
  fill,
}: {
  readonly written: RecordTexts & { readonly diagnoses: readonly Diagnosed[] };
  /** The name of whom it is about. */
  readonly person: string | null;
  readonly fill: (part: Partial<RecordTexts> & { readonly diagnoses?: readonly Diagnosed[] }) => void;
}) => {
  const [left, setLeft] = useState<readonly Part[]>([]);
  const keep = useCommand(contract, 'save-record');
  const there = recordTexts.filter(([field]) => written[field].trim());
  const taken = there.filter(([field]) => !left.includes(field));
  const names = person !== null && taken.some(([field]) => written[field].includes(person));

  const pick = async (row: RecordTemplate): Promise<boolean> => {
    const { texts, replaced } = textsOf(row, written);
    const question = `已写的${replaced.join('、')}会换成「${isolated(row.name)}」的内容。`;
    if (replaced.length > 0 && !(await confirm('用模板替换？', question, '替换'))) return false;
    // What was diagnosed for this patient stays.
    fill({ ...texts, ...(written.diagnoses.length === 0 && { diagnoses: row.diagnoses }) });
    toast('已填入，请按患者情况修改');
    return true;
  };
  return (
    <TemplateBar
      useTemplates={useRecordTemplates}
      pick={pick}
      keeping={{
        ...keep,
        why: taken.length > 0 ? null : there.length > 0 ? '请选择要存的内容' : '病历还是空的',
        suggested: written.diagnoses[0]?.name ?? '',
        save: (templateId, named) =>
          keep.send(templateId, {
            ...named,
            diagnoses: [...written.diagnoses],
            ...Object.fromEntries(taken.map(([field]) => [field, impersonal(written[field], person)])),
          }),
      }}
    >
      {there.length > 0 && (
        <Field label="存哪些内容" choice>
          <View className="choice">
            {there.map(([field, label]) => (
              <Tap
                key={field}
                on={!left.includes(field)}
                className={`chip ${left.includes(field) ? '' : 'on'}`}
                onTap={() => setLeft(left.includes(field) ? left.filter(one => one !== field) : [...left, field])}
              >
                {label}
              </Tap>
            ))}
          </View>
        </Field>
      )}
      {names && <View className="notice primary">文中的“{person}”会存为“患者”。</View>}
    </TemplateBar>
  );
};
