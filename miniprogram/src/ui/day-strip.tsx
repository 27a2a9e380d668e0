/** The next 14 days with what remains on each; the numbers change while one looks. */
import { ScrollView, View } from '@tarojs/components';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { useQuery } from '@/hooks/query';
import { dayFrom, shortDay, today, weekday } from '@/words/format';
import { Tap } from './tap';
import './day-strip.css';

const length = 14;
/** Other sessions' numbers are told on channels that this screen does not hear. */
const everyMs = 15_000;

export const DayStrip = ({
  of,
  day,
  choose,
}: {
  readonly of: { readonly doctorId?: string; readonly departmentId?: string };
  readonly day: string;
  readonly choose: (day: string) => void;
}) => {
  const numbers = useQuery(scheduleQueries.numbers, of, { every: everyMs });
  const known = new Map(numbers.data?.map(row => [row.day, row]));
  const first = today();
  return (
    <ScrollView scrollX className="strip" enhanced showScrollbar={false}>
      <View className="strip-days">
        {Array.from({ length }, (_, index) => dayFrom(first, index)).map(date => {
          const row = known.get(date);
          const words = !numbers.data
            ? numbers.error
              ? '未知'
              : '…'
            : !row?.sessions
              ? '未出诊'
              : row.remaining === 0
                ? '约满'
                : `余 ${row.remaining}`;
          return (
            <Tap
              key={date}
              on={date === day}
              className={`strip-day ${date === day ? 'on' : ''} ${row && row.remaining > 0 ? '' : 'off'}`}
              onTap={() => choose(date)}
            >
              <View className="tiny">{weekday(date)}</View>
              <View className="bold">{shortDay(date)}</View>
              <View className="tiny number strip-left" key={words}>
                {words}
              </View>
            </Tap>
          );
        })}
      </View>
    </ScrollView>
  );
};

/** The first day with a free number; today before the numbers are known. */
export const useFirstFree = (of: { readonly doctorId?: string; readonly departmentId?: string }): string => {
  const { data } = useQuery(scheduleQueries.numbers, of, { every: everyMs });
  return data?.find(row => row.remaining > 0)?.day ?? today();
};
