/** The fields of a chiefComplaint: more of them for children. */
import { Input, Textarea, View } from '@tarojs/components';
import { fieldIn, formOf } from '@yunzhen/client/form/form';
import { registration } from '@yunzhen/contracts/registration/registration';
import { Field } from '@/ui/field';
import type { ChiefComplaint, Form } from './chief-complaint';

const guardian = fieldIn(formOf(registration, 'book'), 'guardianName');

export const ComplaintForm = ({
  form,
  value,
  guardianName,
  change,
}: {
  readonly form: Form;
  readonly value: ChiefComplaint;
  readonly guardianName: string;
  readonly change: (part: Partial<ChiefComplaint & { guardianName: string }>) => void;
}) => (
  <View className="stack">
    <Field label="哪里不舒服、多久了" hint={`${value.symptoms.length}/500`}>
      <Textarea
        id="symptoms"
        className="field-box field-area"
        maxlength={500}
        placeholder={form === 'adult' ? '例如：血压控制不稳，晨起偏高两周' : '例如：咳嗽三天，夜里明显，精神和吃饭如何'}
        value={value.symptoms}
        onInput={e => change({ symptoms: e.detail.value })}
      />
    </Field>
    <Field label="在医院的诊断" hint="线上只接复诊；可在下面上传病历、检查或处方照片">
      <Input
        id="diagnosis"
        className="field-box"
        maxlength={100}
        placeholder="例如：高血压 2 级"
        value={value.diagnosis}
        onInput={e => change({ diagnosis: e.detail.value })}
      />
    </Field>
    <Field label="正在用的药、过敏史（选填）">
      <Input
        id="medicines"
        className="field-box"
        maxlength={200}
        placeholder="没有可不填"
        value={value.medicines}
        onInput={e => change({ medicines: e.detail.value })}
      />
    </Field>
    {form !== 'adult' && (
      <Field label="体重（公斤）" hint="儿童用药按体重计算">
        <Input
          id="weight"
          type="digit"
          className="field-box"
          maxlength={5}
          value={value.weight}
          onInput={e => change({ weight: e.detail.value })}
        />
      </Field>
    )}
    {form === 'under-six' && (
      <Field label={guardian.label} hint="六岁以下儿童须由监护人全程陪同">
        <Input
          id="guardian"
          className="field-box"
          maxlength={guardian.most ?? 0}
          value={guardianName}
          onInput={e => change({ guardianName: e.detail.value })}
        />
      </Field>
    )}
  </View>
);
