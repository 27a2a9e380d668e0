/** P3: adding a visit person; the ID number says whose it is as soon as it is whole. */
import { View } from '@tarojs/components';
import type { Typed } from '@yunzhen/client/form/typed';
import { packedDigits, packedPhone } from '@yunzhen/contracts/numbers';
import { ageOn, readIdNumber } from '@yunzhen/contracts/patient/id-number';
import { patient } from '@yunzhen/contracts/patient/patient';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { useDraft } from '@/hooks/draft';
import { useCommandForm } from '@/hooks/form';
import { useQuery } from '@/hooks/query';
import { useOwner, useSession } from '@/services/auth';
import { back, confirm, signIn, toast } from '@/services/go';
import { newId } from '@/services/ids';
import { isLarge, setLarge } from '@/services/large';
import { Button } from '@/ui/button';
import { CommandField } from '@/ui/command-field';
import { Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { today } from '@/words/format';
import { genderWords } from '@/words/labels';

/** Nobody has chosen a relation yet: then the first person is oneself. */
const empty = { relation: '', name: '', idNumber: '', phone: '', guardianName: '', visitPersonId: '' };

/** How much of a number is not typed yet; null where that is not what is wrong with it. */
const tooShort = (digits: string, shape: RegExp, length: number): string | null =>
  digits !== '' && shape.test(digits) && digits.length < length ? `还差 ${length - digits.length} 位` : null;
const special = {
  idNumber: {
    // It is whole, or it will never be.
    atOnce: ({ idNumber }: Typed) => !/^\d{0,17}$/.test(packedDigits(String(idNumber))),
    wrong: ({ idNumber }: Typed) => {
      const digits = packedDigits(String(idNumber));
      return /^\d*X?$/.test(digits) ? tooShort(digits, /^\d*$/, 18) : '只能是数字，最后一位可以是 X';
    },
  },
  phone: { wrong: ({ phone }: Typed) => tooShort(packedPhone(String(phone)), /^1[3-9]\d*$|^1$/, 11) },
};

/** Years from which 长辈模式 is offered once, to whom it is for. */
const elderly = 65;
const offer = () => confirm('用大字显示？', '字和按钮更大、入口更少；在「我的」里随时可以换回来。', '用大字');

definePageConfig({ navigationBarTitleText: '添加就诊人' });

export default function Person() {
  const holder = useSession()?.holder.id ?? '';
  const { value, change, forget } = useDraft('patient.add-visit-person', { patientId: useOwner() }, empty);
  const me = useQuery(patientQueries.me, {}, { when: holder !== '' });
  // One account has one self.
  const taken = me.data?.visitPersons.some(person => person.relation === 'self') ?? false;
  const relation = value.relation || (me.data && !taken ? 'self' : '');
  const known = readIdNumber(packedDigits(value.idNumber), today());
  const years = known ? ageOn(known.birthDate, today()) : null;
  const young = years !== null && years < 6;
  const form = useCommandForm(patient, 'add-visit-person', {
    names: ['relation', 'name', 'idNumber', 'phone', ...(young ? ['guardianName'] : [])],
    special: { ...special, guardianName: { required: true } },
    typed: { ...value, relation },
    change,
  });
  const submit = async () => {
    const visitPersonId = value.visitPersonId || newId();
    change({ visitPersonId });
    if (!(await form.send(holder, filled => ({ ...filled, visitPersonId })))) return;
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
            <Wrong problem={form.problem} />
            <Button
              id="save-person"
              busy={form.busy}
              why={form.missing}
              onWhy={form.submit}
              onTap={() => void submit()}
            >
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
          <CommandField
            form={form}
            name="relation"
            choices={form.field('relation').choices.filter(({ value: one }) => one !== 'self' || !taken)}
          />
          <CommandField form={form} name="name" />
          <CommandField
            form={form}
            name="idNumber"
            keys="idcard"
            hint={known ? `${genderWords[known.gender]} · ${years} 岁 · ${known.birthDate}` : undefined}
          />
          <CommandField form={form} name="phone" keys="phone" />
          {young && <CommandField form={form} name="guardianName" />}
        </View>
      </View>
    </Screen>
  );
}
