import { useState } from 'react';

/** While a year is typed it is 0002, then 0020: those days are not asked for. */
const plausible = (day: string) => day === '' || (day >= '2020-01-01' && day <= '2099-12-31');

/** A day of an address, picked or typed. */
export const DayInput = ({ id, value, onDay }: { id: string; value: string; onDay: (day: string) => void }) => {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      id={id}
      type="date"
      min="2020-01-01"
      max="2099-12-31"
      value={typed ?? value}
      onChange={({ target: { value: day, validity } }) => {
        // Half a date has no value either.
        if (!plausible(day) || validity.badInput) return setTyped(day);
        setTyped(undefined);
        onDay(day);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
};
