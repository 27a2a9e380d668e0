import { View } from '@tarojs/components';
import { useState } from 'react';
import { choosePictures, TooLarge, upload } from '@/services/pictures';
import { aria } from '@/ui/aria';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { explain } from '@/words/problems';

/** D4.5: the photo as patients will see it, and another one in its place. */
export const PhotoField = ({
  photo,
  name,
  change,
}: {
  readonly photo: string | null;
  readonly name: string;
  readonly change: (photo: string) => void;
}) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async () => {
    const [path] = await choosePictures(1, 'photo');
    if (!path) return;
    setBusy(true);
    setProblem(null);
    try {
      change(await upload(path, 'photo'));
    } catch (error) {
      setProblem(error instanceof TooLarge ? '图片太大，请裁剪后再传' : `照片没有传上去：${explain(error)}`);
    }
    setBusy(false);
  };
  return (
    <>
      <View className="row">
        <Avatar photo={photo} name={name} size={72} />
        <View className="grow">
          <View className="large-title">{name}</View>
          <View className="small muted">职称和执业证由医院更换</View>
        </View>
        <Button id="photo" kind="quiet" compact busy={busy} onTap={() => void choose()}>
          更换照片
        </Button>
      </View>
      {problem && (
        <View className="field-error" {...aria('alert')}>
          {problem}
        </View>
      )}
    </>
  );
};
