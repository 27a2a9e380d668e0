/** For whom a number is booked. What was typed about one is never shown for another: a change asks, and each keeps their own. */
import { isolated } from '@yunzhen/contracts/text';
import { useEffect } from 'react';
import { useDraft } from '@/hooks/draft';
import { useOwner } from '@/services/auth';
import { confirm } from '@/services/go';

interface VisitPerson {
  readonly visitPersonId: string;
  readonly name: string | null;
}

/** The only person is chosen without a tap; of several, none is until somebody says who. */
export const useChosenPerson = <P extends VisitPerson>(clinicSessionId: string, persons: readonly P[]) => {
  const only = persons.length === 1 ? (persons[0]?.visitPersonId ?? '') : '';
  const chosen = useDraft(
    'registration.choose-visit-person',
    { patientId: useOwner(), clinicSessionId },
    { visitPersonId: only },
  );
  const { value, change } = chosen;
  const person = persons.find(({ visitPersonId }) => visitPersonId === value.visitPersonId);
  // Who was the only one stays chosen when another is added.
  useEffect(() => {
    if (only !== '') change({ visitPersonId: only });
  }, [only, change]);
  /** @param typed something was typed about the one who is chosen now */
  const choose = async (visitPersonId: string, typed: boolean): Promise<void> => {
    if (visitPersonId === person?.visitPersonId) return;
    const next = persons.find(one => one.visitPersonId === visitPersonId);
    const asked = `已填写的病情和照片是${isolated(person?.name)}的，会为${isolated(person?.name)}保留；${isolated(next?.name)}的请另外填写。`;
    if (person && typed && !(await confirm(`换成${isolated(next?.name)}就诊？`, asked, '换人'))) return;
    change({ visitPersonId });
  };
  return { person, choose, chosen };
};
