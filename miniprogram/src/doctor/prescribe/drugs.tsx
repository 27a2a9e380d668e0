/** D3.10: drugs found by code, name or pinyin initials; those that must not stand on this prescription say why. */

import { Input, View } from '@tarojs/components';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import type { DrugRow } from '@yunzhen/contracts/catalogue/row';
import { isolated } from '@yunzhen/contracts/text';
import { unitPriceText } from '@yunzhen/contracts/unit-price';
import { useState } from 'react';
import { useQuery } from '@/hooks/query';
import { useRested } from '@/hooks/rested';
import { Tap } from '@/ui/tap';
import { drugKindWords } from '@/words/labels';
import { type DraftLine, whyNot } from './rules';

export const Drugs = ({
  lines,
  add,
}: {
  readonly lines: readonly DraftLine[];
  readonly add: (drug: DrugRow) => void;
}) => {
  const [typed, setTyped] = useState('');
  const q = useRested(typed.trim());
  const found = useQuery(catalogueQueries.drugs, { q, limit: 10 }, { when: q !== '' });
  return (
    <View className="stack tight">
      <Input
        id="drug-search"
        className="field-box"
        placeholder="搜药品：编码、名称或首字母，如 alt"
        maxlength={40}
        value={typed}
        onInput={e => setTyped(e.detail.value)}
      />
      {q !== '' && (
        <View className="card flush results">
          {found.data?.map(drug => {
            const why = whyNot(drug, lines);
            return (
              <Tap
                key={drug.drugId}
                className="list-row stack tight tap drug"
                off={why !== null}
                onTap={() => {
                  if (why) return;
                  add(drug);
                  setTyped('');
                }}
              >
                <View className="row between">
                  <View className={why ? 'faint' : 'bold'}>{drug.name}</View>
                  <View className="small number">
                    {unitPriceText(drug.unitPrice)}/{drug.unit}
                  </View>
                </View>
                <View className="small muted clip">
                  {drugKindWords[drug.kind]} · {isolated(drug.specification)} · {isolated(drug.maker)}
                </View>
                {why && <View className="small danger">{why}</View>}
              </Tap>
            );
          })}
          {found.data?.length === 0 && <View className="list-row small muted">目录里没有“{q}”</View>}
          {found.error && !found.data ? (
            <View className="list-row small danger">没有搜到，请检查网络后再试</View>
          ) : null}
        </View>
      )}
    </View>
  );
};
