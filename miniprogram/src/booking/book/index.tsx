/** P6.6, P6.8: from a session to a held number: for whom, what is wrong, and the consent. What is typed stays when one leaves. */

import { View } from '@tarojs/components';
import { Problem } from '@yunzhen/contracts/api/problem';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { treatsChildren } from '@yunzhen/contracts/catalogue/subjects';
import { channels } from '@yunzhen/contracts/channels';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { registration } from '@yunzhen/contracts/registration/registration';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useEffect, useState } from 'react';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { useListen } from '@/hooks/listen';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { useSession } from '@/services/auth';
import { go, replace } from '@/services/go';
import { newId } from '@/services/ids';
import { aria } from '@/ui/aria';
import { Attachments } from '@/ui/attachments';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { SignedIn } from '@/ui/signed-in';
import { Tap } from '@/ui/tap';
import { age, span, today, yuan } from '@/words/format';
import { formWords, relationWords } from '@/words/labels';
import { formOf, missing, noChiefComplaint, textOf } from './chief-complaint';
import { ComplaintForm } from './form';
import { useChosenPerson } from './person';

const empty = {
  ...noChiefComplaint,
  attachments: [] as readonly string[],
  /** Of the try whose end is not known, so that trying again books once. */
  registrationId: '',
};

definePageConfig({ navigationBarTitleText: '填写病情' });

export default function Book() {
  const { clinicSessionId = '' } = useParams<'clinicSessionId'>();
  const signedIn = useSession() !== null;
  const session = useQuery(scheduleQueries.clinicSession, { clinicSessionId });
  const me = useQuery(patientQueries.me, {});
  const consent = useQuery(patientQueries.consent, {});
  useListen([channels.queue(clinicSessionId)]);
  const book = useCommand(registration, 'book');

  const persons = me.data?.visitPersons ?? [];
  const { person, choose, chosen } = useChosenPerson(clinicSessionId, persons);
  const form = person?.birthDate ? formOf(person.birthDate, today()) : 'adult';
  const draft = useDraft(
    'registration.book',
    { clinicSessionId, visitPersonId: person?.visitPersonId ?? '' },
    { ...empty, guardianName: person?.guardianName ?? '' },
  );
  const { value: typed, change } = draft;
  const [leaving, setLeaving] = useState(false);
  const accepted = me.data?.consents.some(one => one.version === consent.data?.version) ?? false;
  const full = session.data?.remaining === 0;
  const departments = useQuery(catalogueQueries.departments, {}, { when: form === 'under-six' });
  const clinic = departments.data?.find(({ departmentId }) => departmentId === session.data?.departmentId);
  const unfit = form === 'under-six' && clinic !== undefined && !treatsChildren(clinic.subjectCode);
  const why = !signedIn
    ? '请先登录'
    : full
      ? '这个时段已约满，请选择其他时间'
      : unfit
        ? '六岁以下儿童须由儿科医生接诊'
        : !me.data
          ? '就诊人还没有读到'
          : !person
            ? persons.length > 0
              ? '请选择就诊人'
              : '请先添加就诊人'
            : (missing(form, typed, typed.guardianName) ?? (accepted ? null : '请先阅读并同意知情同意书'));

  const submit = async () => {
    if (!person || !consent.data) return;
    const registrationId = typed.registrationId || newId();
    change({ registrationId });
    const done = await book.send(registrationId, {
      clinicSessionId,
      visitPersonId: person.visitPersonId,
      chiefComplaint: textOf(form, typed),
      attachments: [...typed.attachments],
      consentVersion: consent.data.version,
      ...(form === 'under-six' && { guardianName: typed.guardianName.trim() }),
    });
    if (!done) return;
    setLeaving(true);
    draft.forget();
    chosen.forget();
    replace('/booking/pay/index', { business: 'registration', subjectId: registrationId });
  };
  // A refused try is over: the next one is another booking.
  const refused = book.problem instanceof Problem && book.problem.status === 409;
  useEffect(() => {
    if (refused) change({ registrationId: '' });
  }, [refused, change]);

  return (
    <Screen
      footer={
        <View className="stack tight">
          {signedIn && <Wrong problem={book.problem} />}
          <Button id="book" busy={book.busy || leaving} why={why} onTap={() => void submit()}>
            {session.data ? `预约并支付 ${yuan(session.data.fee)}` : '预约'}
          </Button>
        </View>
      }
    >
      <View className="body">
        <Loaded of={session} safe="您填写的病情已保留">
          {row => (
            <View className="card stack tight">
              <View className="row between">
                <View className="title">
                  {isolated(row.doctorName)} · {isolated(row.departmentName)}
                </View>
                <View className="bold number">{yuan(row.fee)}</View>
              </View>
              <View className="row between small">
                <View className="muted number">{span(row.startsAt, row.endsAt)}</View>
                <View key={row.remaining} className={`lit ${full ? 'danger' : 'primary'}`}>
                  {full ? '已约满' : `余 ${row.remaining} 个号`}
                </View>
              </View>
            </View>
          )}
        </Loaded>
        <SignedIn words="登录后继续，您填写的内容已保留">
          <View className="title">就诊人</View>
          <Loaded of={me} safe="您填写的病情已保留">
            {() => (
              <View className="choice" {...aria('radiogroup', { label: '就诊人' })}>
                {persons.map(({ visitPersonId, name, relation, birthDate }) => (
                  <Tap
                    key={visitPersonId}
                    role="radio"
                    on={person?.visitPersonId === visitPersonId}
                    className={`chip ${person?.visitPersonId === visitPersonId ? 'on' : ''}`}
                    onTap={() => void choose(visitPersonId, draft.touched)}
                  >
                    {isolated(name)}（{relationWords[relation]}，{age(birthDate)}）
                  </Tap>
                ))}
                <Tap id="add-person" className="chip" onTap={() => go('/booking/person/index')}>
                  <Icon name="plus" />
                  添加就诊人
                </Tap>
              </View>
            )}
          </Loaded>
          {unfit && (
            <View className="notice stack">
              <View>
                {isolated(person?.name)} 未满六岁，须由儿科医生接诊，{isolated(clinic?.name)} 不能挂号。
              </View>
              {departments.data
                ?.filter(({ subjectCode }) => treatsChildren(subjectCode))
                .map(({ departmentId, name }) => (
                  <Button
                    key={departmentId}
                    kind="plain"
                    compact
                    onTap={() => go('/booking/find/index', { departmentId })}
                  >
                    去{name}挂号
                  </Button>
                ))}
            </View>
          )}
          {person && (
            <>
              <View className="heading">
                <View className="title">病情</View>
                <View className="small muted">{formWords[form]}表单</View>
              </View>
              <View className="card stack">
                <ComplaintForm form={form} value={typed} guardianName={typed.guardianName} change={change} />
                <View className="field">
                  <View className="field-label">病历、检查、处方照片（最多 9 张）</View>
                  <Attachments value={typed.attachments} change={attachments => change({ attachments })} />
                </View>
              </View>
            </>
          )}
          <Tap id="consent" className="card row between tap" onTap={() => go('/booking/consent/index')}>
            <View className="row grow" style={{ gap: '8px' }}>
              <Icon name={accepted ? 'check' : 'record'} className={accepted ? 'success' : 'accent'} />
              <View>{accepted ? '已同意知情同意书' : '阅读并同意知情同意书'}</View>
            </View>
            <Icon name="next" className="faint" />
          </Tap>
        </SignedIn>
      </View>
    </Screen>
  );
}
