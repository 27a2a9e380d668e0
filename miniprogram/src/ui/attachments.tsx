/** A few pictures beside a text: chosen, sent at once, and taken away again. */
import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { choosePictures, TooLarge, upload } from '@/services/pictures';
import { explain } from '@/words/problems';
import { Icon } from './icon';
import { Picture } from './picture';
import { Tap } from './tap';

export const Attachments = ({
  value,
  change,
  most = 9,
}: {
  readonly value: readonly string[];
  readonly change: (fileIds: readonly string[]) => void;
  readonly most?: number;
}) => {
  const [sending, setSending] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  /** Pictures arrive while others are chosen or taken away. */
  const now = useRef(value);
  now.current = value;
  const add = async () => {
    const paths = (await choosePictures(most - value.length - sending)).slice(0, most - value.length - sending);
    setProblem(null);
    setSending(before => before + paths.length);
    for (const path of paths) {
      try {
        const fileId = await upload(path);
        now.current = [...now.current, fileId];
        change(now.current);
      } catch (error) {
        setProblem(error instanceof TooLarge ? '图片超过 4 MB，请裁剪后再传' : `图片没有传上去：${explain(error)}`);
      }
      setSending(before => before - 1);
    }
  };
  return (
    <View className="stack tight">
      <View className="choice">
        {value.map(fileId => (
          <View key={fileId} className="attachment">
            <Picture fileId={fileId} />
            <Tap
              className="attachment-remove"
              label="移除图片"
              onTap={() => change(value.filter(one => one !== fileId))}
            >
              <Icon name="close" />
            </Tap>
          </View>
        ))}
        {sending > 0 && <View className="picture bone" />}
        {value.length + sending < most && (
          <Tap id="add-picture" className="picture attachment-add tap" onTap={() => void add()}>
            <Icon name="camera" />
            <View className="tiny">添加图片</View>
          </Tap>
        )}
      </View>
      {sending > 0 && <View className="small muted">正在上传 {sending} 张…</View>}
      {problem && <View className="field-error">{problem}</View>}
    </View>
  );
};
