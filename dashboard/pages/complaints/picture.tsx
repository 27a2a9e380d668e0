/** A picture that only signed-in people may fetch; a click opens it large. */
import { Image, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { usePicture } from './use-picture.ts';

export const Picture = ({ fileId }: { fileId: string }) => {
  const { data, isError } = usePicture(fileId);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  if (isError) return <p>图片没有加载出来。</p>;
  if (!address) return <Skeleton.Image active />;
  return <Image src={address} width={120} height={120} alt="患者上传的图片" style={{ objectFit: 'cover' }} />;
};
