/** One drug of a prescription with how it is taken; what breaks a rule is said beside its field. */

import { Input, View } from '@tarojs/components';
import { unitsOf } from '@yunzhen/contracts/prescription/plausible';
import { doseUnits, frequencies, type Route, timings } from '@yunzhen/contracts/prescription/usage';
import { frequencyWords, routeWords, timingWords } from '@yunzhen/contracts/prescription/usage.zh';
import { isolated } from '@yunzhen/contracts/text';
import { unitPriceText } from '@yunzhen/contracts/unit-price';
import { useState } from 'react';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';
import { Tap } from '@/ui/tap';
import { drugKindWords } from '@/words/labels';
import { lineField } from './fields';
import { type DraftLine, lineProblems } from './rules';

const [dose, days, quantity] = [lineField('dose'), lineField('days'), lineField('quantity')];

const unitWords = Object.fromEntries(doseUnits.map(unit => [unit, unit])) as Record<(typeof doseUnits)[number], string>;
/** What is done at home; another one, of a template, stands behind them. */
const common: readonly Route[] = ['1', '612', '5', '3', '610', '607', '608', '605', '2', '401'];

const routesWith = (route: Route | ''): readonly Route[] =>
  route && !common.includes(route) ? [...common, route] : common;

const Choice = <V extends string>({
  of,
  words,
  value,
  choose,
  few = of.length,
}: {
  readonly of: readonly V[];
  readonly words: Readonly<Record<V, string>>;
  readonly value: V | '';
  readonly choose: (value: V) => void;
  /** So many are shown at first, and the chosen one. */
  readonly few?: number;
}) => {
  const [all, setAll] = useState(false);
  const shown = all ? of : of.filter((one, index) => index < few || one === value);
  return (
    <View className="choice">
      {shown.map(one => (
        <Tap
          key={one}
          role="radio"
          on={one === value}
          className={`chip ${one === value ? 'on' : ''}`}
          onTap={() => choose(one)}
        >
          {words[one]}
        </Tap>
      ))}
      {shown.length < of.length && (
        <Tap className="chip" onTap={() => setAll(true)}>
          更多
        </Tap>
      )}
    </View>
  );
};

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
  const units = unitsOf(line.specification, line.unit);
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
          <Field label={`每次（${line.dose.unit}）`} error={problems.dose}>
            <Input
              className={`field-box dose ${problems.dose ? 'wrong' : ''}`}
              type="digit"
              maxlength={12}
              placeholder={dose.parts[0]?.example ?? ''}
              value={line.dose.value}
              onInput={e => change({ dose: { ...line.dose, value: e.detail.value } })}
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
      {units.length > 1 && (
        <Field label={`${dose.label}的单位`} choice>
          <Choice
            of={units}
            words={unitWords}
            value={line.dose.unit}
            choose={unit => change({ dose: { ...line.dose, unit } })}
          />
        </Field>
      )}
      <Field label={lineField('frequency').label} choice error={problems.frequency}>
        <Choice
          of={frequencies}
          few={6}
          words={frequencyWords}
          value={line.frequency}
          choose={frequency => change({ frequency })}
        />
      </Field>
      {line.frequency === 'prn' && (
        <Field label={`${lineField('mostADay').label}（${line.dose.unit}）`} error={problems.mostADay}>
          <Input
            className={`field-box most-a-day ${problems.mostADay ? 'wrong' : ''}`}
            type="digit"
            maxlength={12}
            value={line.mostADay}
            onInput={e => change({ mostADay: e.detail.value })}
          />
        </Field>
      )}
      <Field label={`${lineField('timing').label}（选填）`} choice>
        <Choice
          of={timings}
          words={timingWords}
          value={line.timing}
          choose={timing => change({ timing: timing === line.timing ? '' : timing })}
        />
      </Field>
      <Field label={lineField('route').label} choice error={problems.route}>
        <Choice
          of={routesWith(line.route)}
          few={3}
          words={routeWords}
          value={line.route}
          choose={route => change({ route })}
        />
      </Field>
    </View>
  );
};
