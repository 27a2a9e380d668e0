/** D3.7: diagnoses from the catalogue, found by code, name or pinyin initials. */

import { Input, View } from '@tarojs/components';
import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { useQuery } from '@/hooks/query';
import { useRested } from '@/hooks/rested';
import { Icon } from '@/ui/icon';
import { Tap } from '@/ui/tap';

export const Diagnoses = ({
  value,
  most,
  change,
}: {
  readonly value: readonly Diagnosed[];
  readonly most: number;
  readonly change: (value: readonly Diagnosed[]) => void;
}) => {
  const [typed, setTyped] = useState('');
  const q = useRested(typed.trim());
  const found = useQuery(catalogueQueries.diagnoses, { q, limit: 8 }, { when: q !== '' });
  const rows = (found.data ?? []).filter(({ code }) => !value.some(one => one.code === code));
  const full = value.length >= most;
  return (
    <View className="stack tight">
      <View className="choice">
        {value.map(one => (
          <Tap
            key={one.code}
            className="chip on"
            label={`移除 ${isolated(one.name)}`}
            onTap={() => change(value.filter(({ code }) => code !== one.code))}
          >
            {one.name}
            <Icon name="close" />
          </Tap>
        ))}
      </View>
      <Input
        className="field-box diagnosis-search"
        placeholder={full ? `最多 ${most} 个诊断` : '编码、名称或首字母，如 gxy'}
        disabled={full}
        maxlength={40}
        value={typed}
        onInput={e => setTyped(e.detail.value)}
      />
      {q !== '' && (
        <View className="card flush results">
          {rows.map(({ diagnosisId, code, name, system }) => (
            <Tap
              key={diagnosisId}
              className="list-row row between tap"
              onTap={() => {
                change([...value, { code, name, system }]);
                setTyped('');
              }}
            >
              <View>{name}</View>
              <View className="small faint">{code}</View>
            </Tap>
          ))}
          {found.data && rows.length === 0 && <View className="list-row small muted">目录里没有“{q}”</View>}
          {found.error && !found.data ? (
            <View className="list-row small danger">没有搜到，请检查网络后再试</View>
          ) : null}
        </View>
      )}
    </View>
  );
};
