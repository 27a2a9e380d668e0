/** D3.10: a drug that the person is to get on another open prescription, said before it is handed in and after. */
import { View } from '@tarojs/components';
import { type OtherSheet, overlaps } from '@yunzhen/contracts/prescription/overlap';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { useQuery } from '@/hooks/query';
import { moment } from '@/words/format';

type Lines = Parameters<typeof overlaps>[0];

export const Overlap = ({ lines, others }: { readonly lines: Lines; readonly others: readonly OtherSheet[] }) => {
  const found = overlaps(lines, others);
  if (found.length === 0) return null;
  return (
    <View className="notice">
      {found.map(({ name, days, submittedAt }) => (
        <View key={`${name} ${submittedAt}`}>
          {name} 另有 {moment(submittedAt)} 开的 {days} 天用量还没有取药，请确认不是重复用药
        </View>
      ))}
    </View>
  );
};

/** While it is written: the other sheets of this visit, and what the house knows of the person. */
export const OverlapInVisit = ({
  consultationId,
  revised,
  lines,
}: {
  readonly consultationId: string;
  /** The prescription that is being revised is no other one. */
  readonly revised: string | undefined;
  readonly lines: Lines;
}) => {
  const when = consultationId !== '';
  const here = useQuery(prescriptionQueries.prescriptions, { consultationId }, { when });
  const before = useQuery(recordQueries.history, { consultationId }, { when });
  const others = [...(here.data?.rows ?? []), ...(before.data?.prescriptions ?? [])];
  return <Overlap lines={lines} others={others.filter(({ prescriptionId }) => prescriptionId !== revised)} />;
};
