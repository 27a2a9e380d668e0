/** D4.3: the templates to pick from, my own before those of the department; searched when there are many. */
import { Input, View } from '@tarojs/components';
import { useState } from 'react';
import { useRested } from '@/hooks/rested';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { Bones, Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Sheet } from '@/ui/sheet';
import type { Listed, Template, UseTemplates } from './lists';
import { TemplateRow } from './row';

/** So many fit on a phone. */
const few = 8;

const Group = <T extends Template>({
  title,
  of,
  mine,
  nothing,
  pick,
}: {
  readonly title: string;
  readonly of: Listed<T>;
  readonly mine: boolean;
  readonly nothing: string;
  readonly pick: (row: T) => void;
}) => (
  <View className="stack tight">
    <View className="small muted">{title}</View>
    <Loaded of={of} bones={<Bones rows={1} />}>
      {rows =>
        rows.length === 0 ? (
          <View className="small muted">{nothing}</View>
        ) : (
          <>
            <View className="card flush">
              {rows.map(row => (
                <TemplateRow key={row.templateId} row={row} mine={mine} onTap={() => pick(row)} />
              ))}
            </View>
            <More {...of} />
          </>
        )
      }
    </Loaded>
  </View>
);

const Lists = <T extends Template>({
  useTemplates,
  pick,
}: {
  readonly useTemplates: UseTemplates<T>;
  readonly pick: (row: T) => void;
}) => {
  const [typed, setTyped] = useState('');
  const q = useRested(typed.trim());
  const mine = useTemplates({ of: 'me', q });
  const shared = useTemplates({ of: 'department', q });
  const many =
    q !== '' ||
    mine.more !== undefined ||
    shared.more !== undefined ||
    (mine.data?.length ?? 0) + (shared.data?.length ?? 0) > few;
  if (!many && mine.data?.length === 0 && shared.data?.length === 0)
    return <Empty icon="record" title="还没有模板。写好后点「存为模板」，下次就在这里" />;
  return (
    <>
      {(many || typed !== '') && (
        <Input
          id="template-search"
          className="field-box"
          placeholder="搜模板：名称或首字母"
          maxlength={30}
          value={typed}
          onInput={e => setTyped(e.detail.value)}
        />
      )}
      <Group title="我的" of={mine} mine nothing={q ? '没有找到' : '还没有自己的模板'} pick={pick} />
      <Group
        title="科室同事共享"
        of={shared}
        mine={false}
        nothing={q ? '没有找到' : '同事还没有共享模板'}
        pick={pick}
      />
      <Button kind="text" onTap={() => go('/doctor/templates/index')}>
        管理我的模板
      </Button>
    </>
  );
};

export const Picker = <T extends Template>({
  open,
  close,
  useTemplates,
  pick,
}: {
  readonly open: boolean;
  readonly close: () => void;
  readonly useTemplates: UseTemplates<T>;
  readonly pick: (row: T) => void;
}) => (
  <Sheet title="选用模板" open={open} close={close}>
    <Lists useTemplates={useTemplates} pick={pick} />
  </Sheet>
);
