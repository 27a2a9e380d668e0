/** A picture that only signed-in people may fetch; a press opens it large. */
import { useEffect, useState } from 'react';
import { Dialog } from './dialog.tsx';
import { Bone } from './loading.tsx';
import styles from './picture.module.css';
import { usePicture } from './use-picture.ts';

const name = '患者上传的图片';

export const Picture = ({ fileId }: { fileId: string }) => {
  const { data, isError } = usePicture(fileId);
  const [address, setAddress] = useState<string>();
  const [large, setLarge] = useState(false);
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  if (isError) return <p>图片没有加载出来。</p>;
  if (!address) return <Bone height={120} busy />;
  return (
    <>
      <button type="button" className={styles.picture} aria-haspopup="dialog" onClick={() => setLarge(true)}>
        <img src={address} alt={name} />
      </button>
      {large && (
        <Dialog title={name} place="large" onClose={() => setLarge(false)}>
          <img src={address} alt={name} className={styles.large} />
        </Dialog>
      )}
    </>
  );
};
