import { Image, View } from '@tarojs/components';
import { fileAddress } from '@/services/origin';

/** A practitioner's photo, which everybody may see. */
export const Avatar = ({
  photo,
  name,
  size = 56,
}: {
  readonly photo: string | null;
  readonly name: string;
  readonly size?: number;
}) => {
  const box = { width: `${size / 16}em`, height: `${size / 16}em` };
  return photo ? (
    <Image className="avatar" style={box} src={fileAddress(photo)} mode="aspectFill" lazyLoad />
  ) : (
    <View className="avatar row centre primary bold" style={{ ...box, justifyContent: 'center' }}>
      {name.slice(0, 1)}
    </View>
  );
};
