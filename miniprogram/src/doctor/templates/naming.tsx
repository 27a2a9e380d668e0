import { Input, View } from '@tarojs/components';
import { Field } from '@/ui/field';
import { Tap } from '@/ui/tap';

export interface Named {
  readonly name: string;
  readonly sharing: 'own' | 'department';
}

/** What a template is called, and who may use it. */
export const Naming = ({
  value,
  change,
}: {
  readonly value: Named;
  readonly change: (part: Partial<Named>) => void;
}) => (
  <>
    <Field label="模板名称">
      <Input
        id="template-name"
        className="field-box"
        maxlength={30}
        placeholder="如 高血压稳定期续方"
        value={value.name}
        onInput={e => change({ name: e.detail.value })}
      />
    </Field>
    <Field label="谁可以用" choice hint="只有您能修改和删除">
      <View className="choice">
        {(
          [
            ['own', '只有我'],
            ['department', '本科室医生'],
          ] as const
        ).map(([sharing, words]) => (
          <Tap
            key={sharing}
            role="radio"
            on={value.sharing === sharing}
            className={`chip ${value.sharing === sharing ? 'on' : ''}`}
            onTap={() => change({ sharing })}
          >
            {words}
          </Tap>
        ))}
      </View>
    </Field>
  </>
);
