/** One drug of a prescription with how it is taken; what breaks a rule is said beside its field. */

import { Input, View } from '@tarojs/components';
import { isolated } from '@yunzhen/contracts/text';
import { unitPriceText } from '@yunzhen/contracts/unit-price';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';
import { Tap } from '@/ui/tap';
import { drugKindWords } from '@/words/labels';
import { lineField } from './fields';
import { type DraftLine, lineProblems } from './rules';

const [dose, days, quantity] = [lineField('dose'), lineField('days'), lineField('quantity')];

const frequencies = ['每日一次', '每日两次', '每日三次', '每晚一次', '必要时'];
const routes = ['口服', '外用', '吸入', '含服', '水煎服'];

const Choice = ({
  of,
  value,
  choose,
}: {
  readonly of: readonly string[];
  readonly value: string;
  readonly choose: (value: string) => void;
}) => (
  <View className="choice">
    {of.map(words => (
      <Tap
        key={words}
        role="radio"
        on={words === value}
        className={`chip ${words === value ? 'on' : ''}`}
        onTap={() => choose(words)}
      >
        {words}
      </Tap>
    ))}
  </View>
);

const whole = (typed: string): number => (/^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN);
const shown = (n: number | null): string => (typeof n === 'number' && Number.isFinite(n) ? String(n) : '');

export const Line = ({
  line,
  change,
  remove,
}: {
  readonly line: DraftLine;
  readonly change: (part: Partial<DraftLine>) => void;
  readonly remove: () => void;
}) => {
  const problems = lineProblems(line);
  return (
    <View className="card stack">
      <View className="row top between">
        <View className="grow">
          <View className="bold">{line.name}</View>
          <View className="small muted">
            {drugKindWords[line.kind]} · {isolated(line.specification)} · {unitPriceText(line.unitPrice)}/{line.unit}
          </View>
          {line.gone && <View className="small danger">{line.gone}</View>}
          {line.changed && <View className="small accent">{line.changed}</View>}
        </View>
        <Tap className="tap row danger" style={{ padding: '0 12px' }} label={`移除 ${line.name}`} onTap={remove}>
          <Icon name="trash" />
        </Tap>
      </View>
      <View className="row top">
        <View className="grow">
          <Field label={dose.label} error={problems.dose}>
            <Input
              className={`field-box dose ${problems.dose ? 'wrong' : ''}`}
              maxlength={dose.most ?? 0}
              placeholder={dose.example ?? ''}
              value={line.dose}
              onInput={e => change({ dose: e.detail.value })}
            />
          </Field>
        </View>
        <View className="grow">
          <Field label={days.label} error={problems.days}>
            <Input
              className={`field-box days ${problems.days ? 'wrong' : ''}`}
              type="number"
              maxlength={String(days.most).length}
              value={shown(line.days)}
              onInput={e => change({ days: whole(e.detail.value) })}
            />
          </Field>
        </View>
        <View className="grow">
          <Field label={`${quantity.label}（${line.unit}）`} error={problems.quantity}>
            <Input
              className={`field-box quantity ${problems.quantity ? 'wrong' : ''}`}
              type="number"
              maxlength={String(quantity.most).length}
              value={shown(line.quantity)}
              onInput={e => change({ quantity: whole(e.detail.value) })}
            />
          </Field>
        </View>
      </View>
      <Field label={lineField('frequency').label} choice error={problems.frequency}>
        <Choice of={frequencies} value={line.frequency} choose={frequency => change({ frequency })} />
      </Field>
      <Field label={lineField('route').label} choice error={problems.route}>
        <Choice of={routes} value={line.route} choose={route => change({ route })} />
      </Field>
    </View>
  );
};
