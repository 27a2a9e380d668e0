/** D4.3: the two buttons beside a form: fill it from a template, and keep it as one. */
import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { Button } from '@/ui/button';
import { Keep, type Keeping } from './keep';
import type { Template, UseTemplates } from './lists';
import { Picker } from './picker';

export const TemplateBar = <T extends Template>({
  useTemplates,
  pick,
  keeping,
  children,
}: {
  readonly useTemplates: UseTemplates<T>;
  /** Answers whether the form was filled. */
  readonly pick: (row: T) => Promise<boolean>;
  readonly keeping: Keeping;
  /** What else is asked before it is kept. */
  readonly children?: ReactNode;
}) => {
  const [sheet, setSheet] = useState<'pick' | 'keep' | null>(null);
  const close = () => setSheet(null);
  return (
    <>
      <View className="row" style={{ gap: '8px' }}>
        <Button id="pick-template" compact kind="quiet" onTap={() => setSheet('pick')}>
          选用模板
        </Button>
        <Button
          id="to-keep-template"
          compact
          kind="quiet"
          onTap={() => {
            keeping.forget();
            setSheet('keep');
          }}
        >
          存为模板
        </Button>
      </View>
      <Picker
        open={sheet === 'pick'}
        close={close}
        useTemplates={useTemplates}
        pick={row => void pick(row).then(filled => filled && close())}
      />
      <Keep open={sheet === 'keep'} close={close} useTemplates={useTemplates} keeping={keeping}>
        {children}
      </Keep>
    </>
  );
};
