import { View } from '@tarojs/components';
import { aria } from './aria';
import { Tap } from './tap';

/** A few views of the same thing, side by side. */
export const Segmented = <T extends string>({
  options,
  value,
  choose,
}: {
  readonly options: readonly (readonly [T, string])[];
  readonly value: T;
  readonly choose: (value: T) => void;
}) => (
  <View className="segmented" {...aria('tablist')}>
    {options.map(([key, words]) => (
      <Tap
        role="tab"
        key={key}
        className={`segment ${key === value ? 'on' : ''}`}
        on={key === value}
        onTap={() => choose(key)}
      >
        {words}
      </Tap>
    ))}
  </View>
);
