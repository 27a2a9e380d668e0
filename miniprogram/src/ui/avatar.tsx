import { Image, View } from '@tarojs/components';
import { fileEndpoints } from '@yunzhen/contracts/file/endpoints';
import { addressOf } from '@/services/origin';

/** A practitioner's photo, which everybody may see; without one the first character of the name. */
export const Avatar = ({
  photo,
  name,
  size = 56,
}: {
  readonly photo: string | null;
  readonly name: string;
  readonly size?: number;
}) => (
  <View className="avatar" style={{ width: `${size / 16}em`, height: `${size / 16}em` }}>
    {photo ? (
      <Image
        className="avatar-photo"
        src={addressOf(fileEndpoints.photo, photo)}
        mode="aspectFill"
        nativeProps={{ alt: '' }}
      />
    ) : (
      <View className="avatar-letter">{name.slice(0, 1)}</View>
    )}
  </View>
);
