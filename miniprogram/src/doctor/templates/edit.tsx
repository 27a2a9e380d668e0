/** D4.3: one template of mine: what is in it, its name, who may use it, and its end. */

import { View } from '@tarojs/components';
import { template as contract } from '@yunzhen/contracts/template/template';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { useCommand } from '@/hooks/command';
import { confirm, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { Wrong } from '@/ui/loaded';
import { Sheet } from '@/ui/sheet';
import { summary } from './contents';
import type { Template } from './lists';
import { type Named, Naming, useNaming } from './naming';

export const Edit = ({ row, close }: { readonly row: Template; readonly close: () => void }) => {
  const [named, setNamed] = useState<Named>({ name: row.name, sharing: row.sharing });
  const change = useCommand(contract, 'change');
  const drop = useCommand(contract, 'delete');
  const name = named.name.trim();
  const problem = change.problem ?? drop.problem;
  const form = useNaming(named, part => setNamed({ ...named, ...part }), problem);
  const save = async () => {
    if (!(await change.send(row.templateId, { ...named, name }))) return;
    toast('已保存');
    close();
  };
  const remove = async () => {
    const others = row.sharing === 'department' ? '科室同事也不能再用。' : '';
    if (
      !(await confirm(`删除「${isolated(row.name)}」？`, `删除后不能恢复。${others}已开的处方和病历不受影响。`, '删除'))
    )
      return;
    if (!(await drop.send(row.templateId, {}))) return;
    toast('已删除');
    close();
  };
  const unchanged = name === row.name && named.sharing === row.sharing;
  return (
    <Sheet title="修改模板" open close={close}>
      <View className="small muted pre">{summary(row).split('；').join('\n')}</View>
      <Naming form={form} />
      <Wrong problem={form.head === null ? null : problem} />
      <Button
        id="change-template"
        busy={change.busy}
        why={form.missing ?? (unchanged ? '还没有修改' : null)}
        onWhy={form.submit}
        onTap={() => void save()}
      >
        保存修改
      </Button>
      <Button id="delete-template" kind="danger" busy={drop.busy} onTap={() => void remove()}>
        删除模板
      </Button>
    </Sheet>
  );
};
