/** A picture only those it was told to may see; a tap shows it large. */
import { Image, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { enlarge, hasDialogs } from '@/services/dialog';
import { pictureOf } from '@/services/pictures';
import { Icon } from './icon';
import { Tap } from './tap';

const show = (address: string): void =>
  void (hasDialogs ? enlarge(address) : Taro.previewImage({ urls: [address], current: address }));

export const Picture = ({ fileId, className = '' }: { readonly fileId: string; readonly className?: string }) => {
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a tap after a failure asks again
  useEffect(() => {
    let here = true;
    pictureOf(fileId).then(
      path => here && setAddress(path),
      () => here && setAddress(''),
    );
    return () => {
      here = false;
    };
  }, [fileId, failed]);
  if (address === '')
    return (
      <Tap
        className={`picture row small muted ${className}`}
        onTap={() => {
          setAddress(null);
          setFailed(failed + 1);
        }}
      >
        <Icon name="failed" />
        点击重试
      </Tap>
    );
  if (address === null) return <View className={`picture bone ${className}`} />;
  return (
    <Tap className={`picture ${className}`} label="放大图片" onTap={() => show(address)}>
      <Image className="picture-inside" src={address} mode="aspectFill" nativeProps={{ alt: '' }} />
    </Tap>
  );
};
