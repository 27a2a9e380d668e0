import { View } from '@tarojs/components';

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
  <View className="segmented">
    {options.map(([key, words]) => (
      <View
        key={key}
        className={`segment ${key === value ? 'on' : ''}`}
        hoverClass="tap-on"
        aria-role="tab"
        aria-selected={key === value}
        onClick={() => choose(key)}
      >
        {words}
      </View>
    ))}
  </View>
);
