/** D4.3: what is on the form becomes a template: under which name, for whom, and without anybody's name in it. */
import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { useRested } from '@/hooks/rested';
import { toast } from '@/services/go';
import { newId } from '@/services/ids';
import { Button } from '@/ui/button';
import { Wrong } from '@/ui/loaded';
import { Sheet } from '@/ui/sheet';
import type { Template, UseTemplates } from './lists';
import { type Named, Naming, useNaming } from './naming';

export interface Keeping {
  /** Answers whether it was saved; what went wrong stands in `problem`. */
  readonly save: (templateId: string, named: Named) => Promise<boolean>;
  readonly busy: boolean;
  readonly problem: unknown;
  readonly forget: () => void;
  /** Why the form cannot be saved as it is, or null. */
  readonly why: string | null;
  readonly suggested: string;
}

const Form = <T extends Template>({
  keeping: { save, busy, problem, why, suggested },
  useTemplates,
  close,
  children,
}: {
  readonly keeping: Keeping;
  readonly useTemplates: UseTemplates<T>;
  readonly close: () => void;
  readonly children?: ReactNode;
}) => {
  const [typed, setTyped] = useState(suggested);
  const [chosen, setChosen] = useState<Named['sharing'] | null>(null);
  const [templateId] = useState(newId);
  const name = typed.trim();
  const alike = useTemplates({ of: 'me', q: useRested(name) });
  const same = alike.data?.find(row => row.name === name);
  const sharing = chosen ?? same?.sharing ?? 'own';
  const change = (part: Partial<Named>) => {
    if (part.name !== undefined) setTyped(part.name);
    if (part.sharing) setChosen(part.sharing);
  };
  const form = useNaming({ name: typed, sharing }, change, problem);
  const keep = async () => {
    if (!(await save(same?.templateId ?? templateId, { name, sharing }))) return;
    toast('已存为模板');
    close();
  };
  return (
    <>
      <Naming form={form} />
      {children}
      <View className="notice">模板不属于任何患者：姓名、电话、证件号请不要写在里面。</View>
      {same && <View className="notice">您已有同名模板，保存后会换成现在的内容。</View>}
      <Wrong problem={form.head === null ? null : problem} />
      <Button id="keep-template" busy={busy} why={why ?? form.missing} onWhy={form.submit} onTap={() => void keep()}>
        {same ? '替换同名模板' : '存为模板'}
      </Button>
    </>
  );
};

export const Keep = <T extends Template>({
  open,
  close,
  ...form
}: {
  readonly open: boolean;
  readonly close: () => void;
  readonly keeping: Keeping;
  readonly useTemplates: UseTemplates<T>;
  readonly children?: ReactNode;
}) => (
  <Sheet title="存为模板" open={open} close={close}>
    <Form close={close} {...form} />
  </Sheet>
);
