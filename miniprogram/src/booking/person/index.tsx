/** P3: adding a visit person; the ID number is checked while it is typed, with the reason beside it. */
import { Input, View } from '@tarojs/components';
import { personName } from '@yunzhen/contracts/language';
import { packedDigits, packedPhone, phone as phoneNumber, phoneProblem } from '@yunzhen/contracts/numbers';
import { ageOn, checkIdNumber, readIdNumber } from '@yunzhen/contracts/patient/id-number';
import { idNumberProblems, patient, type relations } from '@yunzhen/contracts/patient/patient';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { useState } from 'react';
import { useAsk } from '@/hooks/ask';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { useOwner, useSession } from '@/services/auth';
import { back, confirm, signIn, toast } from '@/services/go';
import { newId } from '@/services/ids';
import { isLarge, setLarge } from '@/services/large';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';
import { today } from '@/words/format';
import { genderWords, relationWords } from '@/words/labels';
import { fieldError } from '@/words/problems';

type Relation = (typeof relations)[number];
/** Nobody has chosen a relation yet: then the first person is oneself. */
const empty = { relation: '' as Relation | '', name: '', idNumber: '', phone: '', guardianName: '', visitPersonId: '' };

/** What is wrong with an ID number so far; null while it may still become one. */
const idNumberError = (typed: string, over: boolean): string | null => {
  if (typed === '') return null;
  if (!/^[\dX]*$/.test(typed) || /X./.test(typed)) return '只能是数字，最后一位可以是 X';
  if (typed.length < 18) return over || typed.length > 12 ? `还差 ${18 - typed.length} 位` : null;
  const read = checkIdNumber(typed, today());
  return typeof read === 'string' ? idNumberProblems[read] : null;
};
const phoneError = (typed: string, over: boolean): string | null =>
  typed === '' || phoneNumber.safeParse(typed).success || (!over && /^1([3-9]\d{0,9})?$/.test(typed))
    ? null
    : over && /^1[3-9]\d{0,9}$/.test(typed)
      ? `还差 ${11 - typed.length} 位`
      : phoneProblem;
/** Of a name as the hospital takes it; nothing while there is none. */
const nameError = (typed: string): string | null =>
  typed.trim() === '' ? null : (personName(40).safeParse(typed).error?.issues[0]?.message ?? null);
/** A browser's number field has no +86. WeChat's brings the keypad. */
const phoneKeys = (process.env.TARO_ENV === 'h5' ? 'tel' : 'number') as 'number';

/** Years from which 长辈模式 is offered once, to whom it is for. */
const elderly = 65;
const offer = () => confirm('用大字显示？', '字和按钮更大、入口更少；在「我的」里随时可以换回来。', '用大字');

definePageConfig({ navigationBarTitleText: '添加就诊人' });

export default function Person() {
  const holder = useSession()?.holder.id ?? '';
  const { value: typed, change, forget } = useDraft('patient.add-visit-person', { patientId: useOwner() }, empty);
  const [shown, setShown] = useState<Record<string, boolean>>({});
  const add = useCommand(patient, 'add-visit-person');
  const me = useAsk(patientQueries.me, {}, { when: holder !== '' });
  // One account has one self.
  const taken = me.data?.visitPersons.some(person => person.relation === 'self') ?? false;
  const relation = typed.relation || (me.data && !taken ? 'self' : '');
  const idNumber = packedDigits(typed.idNumber);
  const phone = packedPhone(typed.phone);
  const known = readIdNumber(idNumber, today());
  const years = known ? ageOn(known.birthDate, today()) : null;
  const young = years !== null && years < 6;
  const missing = !typed.name.trim()
    ? '请填写姓名'
    : !relation
      ? '请选择与您的关系'
      : nameError(typed.name)
        ? '请填写真实姓名'
        : !known
          ? '请填写正确的身份证号码'
          : phoneError(phone, true) || !phone
            ? '请填写正确的手机号码'
            : young && !typed.guardianName.trim()
              ? '六岁以下儿童请填写监护人姓名'
              : young && nameError(typed.guardianName)
                ? '请填写监护人的真实姓名'
                : null;
  const submit = async () => {
    const visitPersonId = typed.visitPersonId || newId();
    change({ visitPersonId });
    if (!relation) return;
    const guardian = typed.guardianName.trim();
    const input = { visitPersonId, relation, name: typed.name.trim(), idNumber, phone };
    if (!(await add.send(holder, young ? { ...input, guardianName: guardian } : input))) return;
    forget();
    toast('已添加');
    if (relation === 'self' && years !== null && years >= elderly && !isLarge() && (await offer())) setLarge(true);
    back();
  };
  return (
    <Screen
      footer={
        holder ? (
          <View className="stack tight">
            <Wrong problem={add.problem} />
            <Button id="save-person" busy={add.busy} why={missing} onTap={() => void submit()}>
              保存就诊人
            </Button>
          </View>
        ) : (
          <Button onTap={signIn}>登录后保存，填写的内容已保留</Button>
        )
      }
    >
      <View className="body">
        <View className="card stack">
          <Field label="与您的关系" choice>
            <View className="choice">
              {(Object.keys(relationWords) as Relation[])
                .filter(one => one !== 'self' || !taken)
                .map(one => (
                  <Tap
                    key={one}
                    role="radio"
                    on={relation === one}
                    className={`chip ${relation === one ? 'on' : ''}`}
                    onTap={() => change({ relation: one })}
                  >
                    {relationWords[one]}
                  </Tap>
                ))}
            </View>
          </Field>
          <Field label="姓名" error={nameError(typed.name) ?? fieldError(add.problem, 'name')}>
            <Input
              id="name"
              className="field-box"
              maxlength={40}
              placeholder="与身份证一致"
              value={typed.name}
              onInput={e => change({ name: e.detail.value })}
            />
          </Field>
          <Field
            label="身份证号码"
            error={idNumberError(idNumber, shown.idNumber ?? false) ?? fieldError(add.problem, 'idNumber')}
            hint={
              known
                ? `${genderWords[known.gender]} · ${years} 岁 · ${known.birthDate}`
                : '18 位，用于实名挂号，加密保存'
            }
          >
            <Input
              id="id-number"
              type="idcard"
              className={`field-box ${idNumberError(idNumber, shown.idNumber ?? false) ? 'wrong' : ''}`}
              maxlength={40}
              value={typed.idNumber}
              onInput={e => change({ idNumber: e.detail.value })}
              onBlur={() => setShown(before => ({ ...before, idNumber: true }))}
            />
          </Field>
          <Field label="手机号码" error={phoneError(phone, shown.phone ?? false) ?? fieldError(add.problem, 'phone')}>
            <Input
              id="phone"
              type={phoneKeys}
              className={`field-box ${phoneError(phone, shown.phone ?? false) ? 'wrong' : ''}`}
              maxlength={30}
              value={typed.phone}
              onInput={e => change({ phone: e.detail.value })}
              onBlur={() => setShown(before => ({ ...before, phone: true }))}
            />
          </Field>
          {young && (
            <Field label="监护人姓名" error={nameError(typed.guardianName)} hint="六岁以下儿童须由监护人陪同就诊">
              <Input
                id="guardian"
                className="field-box"
                maxlength={40}
                value={typed.guardianName}
                onInput={e => change({ guardianName: e.detail.value })}
              />
            </Field>
          )}
        </View>
      </View>
    </Screen>
  );
}
