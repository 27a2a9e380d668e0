/** A complaint with where it stands, and what was written and answered in turn. */

import { View } from '@tarojs/components';
import type { ComplaintShown } from '@yunzhen/contracts/complaint/queries';
import { isolated } from '@yunzhen/contracts/text';
import { Facts } from '@/ui/facts';
import { Picture } from '@/ui/picture';
import { Tag } from '@/ui/tag';
import { moment } from '@/words/format';
import { complaintKindWords, complaintSubjectWords, complaintTones, complaintWords } from '@/words/labels';

export const Letters = ({ of }: { readonly of: ComplaintShown }) => {
  const open = of.status === 'new' || of.status === 'in-hand';
  return (
    <>
      <View className="card stack">
        <View className="row between">
          <View className="title">{complaintKindWords[of.kind]}</View>
          <Tag tone={complaintTones[of.status]}>{complaintWords[of.status]}</Tag>
        </View>
        <Facts
          rows={[
            [
              '关于',
              `${isolated(of.doctorName)} · ${isolated(of.departmentName)}的${complaintSubjectWords[of.subject]}`,
            ],
            ['就诊人', of.visitPersonName],
            ['最迟答复', open ? moment(of.dueAt) : null],
          ]}
        />
      </View>
      {of.letters.map(({ from, text, pictures, at }) => (
        <View key={at} className="card stack tight">
          <View className="row between small">
            <View className="bold">{from === 'hospital' ? '医院答复' : '您的投诉'}</View>
            <View className="muted number">{moment(at)}</View>
          </View>
          <View className="pre">{text ?? '内容已按您的要求删除'}</View>
          {pictures.length > 0 && (
            <View className="choice">
              {pictures.map(fileId => (
                <Picture key={fileId} fileId={fileId} />
              ))}
            </View>
          )}
        </View>
      ))}
    </>
  );
};
