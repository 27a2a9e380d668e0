/** D3.5: for whom a doctor writes, at every height of the page: name, sex, age, and what is known of allergies. */
import { View } from '@tarojs/components';
import { Problem } from '@yunzhen/contracts/api/problem';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { allergiesIn } from '@yunzhen/contracts/record/allergies';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { useQuery } from '@/hooks/query';
import { failed } from '@/ui/loaded';
import { age } from '@/words/format';
import { genderWords } from '@/words/labels';
import './patient-bar.css';

/**
 * From the complaint, the record that is being written, and earlier ones. Null until all of them were read, and `unread` when one of
 * them could not be: what is not known is not the same as none.
 */
const useAllergies = (consultationId: string): readonly string[] | 'unread' | null => {
  const when = consultationId !== '';
  const consultation = useQuery(consultationQueries.consultation, { consultationId }, { when });
  const record = useQuery(recordQueries.record, { recordId: consultationId }, { when });
  const history = useQuery(recordQueries.history, { consultationId }, { when });
  const unwritten = record.error instanceof Problem && record.error.status === 404;
  // Outside of the time of treating there is no history to read: nothing is said about allergies then.
  if (history.error instanceof Problem && history.error.status === 404) return null;
  if (failed(consultation) || failed(history) || (failed(record) && !unwritten)) return 'unread';
  if (!consultation.data || !history.data || record.isPending) return null;
  return allergiesIn([
    record.data?.pastHistory,
    consultation.data.chiefComplaint,
    ...history.data.records.map(({ pastHistory }) => pastHistory),
  ]);
};

export const Allergies = ({ consultationId }: { readonly consultationId: string }) => {
  const allergies = useAllergies(consultationId);
  if (!allergies) return null;
  if (allergies === 'unread') return <View className="small danger">过敏史没有读到，请询问患者</View>;
  return (
    <View className={`small clip-2 ${allergies.length > 0 ? 'danger' : 'faint'}`}>
      {allergies.length > 0 ? `过敏：${allergies.join('；')}` : '过敏史未记录，请询问患者'}
    </View>
  );
};

export const PatientBar = ({ consultationId }: { readonly consultationId: string }) => {
  const consultation = useQuery(consultationQueries.consultation, { consultationId }, { when: consultationId !== '' });
  const row = consultation.data;
  return (
    <View id="patient" className="patient-bar">
      <View className="row" style={{ gap: '8px' }}>
        <View className="bold clip">
          {row?.visitPersonName ?? (failed(consultation) ? '没有读到患者信息' : '正在读取患者信息…')}
        </View>
        {row && (
          <View className="small muted" style={{ flex: 'none', whiteSpace: 'nowrap' }}>
            {row.gender && genderWords[row.gender]} {age(row.birthDate)}
          </View>
        )}
      </View>
      <Allergies consultationId={consultationId} />
    </View>
  );
};
