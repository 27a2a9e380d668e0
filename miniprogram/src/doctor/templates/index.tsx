/** D4.3: my templates: looked through, renamed, shared or deleted. New ones begin on a form. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useHome } from '@/hooks/role';
import { replace } from '@/services/go';
import { Button } from '@/ui/button';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { Segmented } from '@/ui/segmented';
import { Edit } from './edit';
import { type Listed, type Template, usePrescriptionTemplates, useRecordTemplates } from './lists';
import { TemplateRow } from './row';

const kinds = {
  prescription: { words: '处方', nothing: '开处方时点「存为模板」，常用的处方就在这里', use: usePrescriptionTemplates },
  record: { words: '病历', nothing: '写病历时点「存为模板」，常用的文字就在这里', use: useRecordTemplates },
} as const;
type Kind = keyof typeof kinds;

const Mine = ({ kind, edit }: { readonly kind: Kind; readonly edit: (row: Template) => void }) => {
  const templates: Listed<Template> = kinds[kind].use({ of: 'me' });
  return (
    <Loaded of={templates}>
      {rows =>
        rows.length === 0 ? (
          <Empty icon="record" title={kinds[kind].nothing}>
            <Button compact kind="plain" onTap={() => replace('/doctor/bench/index')}>
              去工作台
            </Button>
          </Empty>
        ) : (
          <>
            <View className="card flush">
              {rows.map(row => (
                <TemplateRow key={row.templateId} row={row} mine onTap={() => edit(row)} />
              ))}
            </View>
            <More {...templates} />
          </>
        )
      }
    </Loaded>
  );
};

definePageConfig({ navigationBarTitleText: '我的模板' });

export default function Templates() {
  useHome('doctor');
  const [kind, setKind] = useState<Kind>('prescription');
  const [edited, setEdited] = useState<Template | null>(null);
  return (
    <Screen>
      <View className="body">
        <Segmented<Kind>
          options={[
            ['prescription', kinds.prescription.words],
            ['record', kinds.record.words],
          ]}
          value={kind}
          choose={setKind}
        />
        {/* Another kind is another question: its own hooks. */}
        <Mine key={kind} kind={kind} edit={setEdited} />
      </View>
      {edited && <Edit key={edited.templateId} row={edited} close={() => setEdited(null)} />}
    </Screen>
  );
}
