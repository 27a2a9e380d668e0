/** P8.2: the code the pharmacy scans; once shown it is there without a network, too. */

import { Image, View } from '@tarojs/components';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useMemo } from 'react';
import { renderSVG } from 'uqr';
import { useKeptAsk } from '@/hooks/kept';
import { useParams } from '@/hooks/page';
import { Icon } from '@/ui/icon';
import { Empty, failed, Loaded } from '@/ui/loaded';
import { PrescriptionLines } from '@/ui/prescription-lines';
import { Screen } from '@/ui/screen';
import { When } from '@/ui/when';

const Qr = ({ code }: { readonly code: string }) => {
  const address = useMemo(() => {
    const drawn = renderSVG(code, { border: 2 }).replace('<svg ', '<svg width="240" height="240" ');
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn)}`;
  }, [code]);
  return <Image id="pick-up-qr" className="qr" src={address} mode="scaleToFill" nativeProps={{ alt: '取药二维码' }} />;
};

definePageConfig({ navigationBarTitleText: '取药码' });

export default function PickUp() {
  const { dispensingId = '' } = useParams<'dispensingId'>();
  const code = useKeptAsk(dispensingQueries.pickUpCode, { dispensingId }, ({ pickUpCode }) => pickUpCode !== null);
  const dispensing = useKeptAsk(dispensingQueries.dispensing, { dispensingId }, ({ status }) => status === 'ready');
  return (
    <Screen>
      <View className="body">
        <Loaded of={code} safe="您已缴费，药品为您保留">
          {({ pickUpCode }) =>
            pickUpCode ? (
              <View className="card stack centre" style={{ alignItems: 'center' }}>
                <View className="title">请在药房窗口出示</View>
                <Qr code={pickUpCode} />
                <View className="large-title number">{pickUpCode.replace(/(\d{3})(\d{3})(\d{4})/, '$1 $2 $3')}</View>
                <View className="small muted">扫码或报出数字均可；领取后失效，请勿转发他人</View>
              </View>
            ) : (
              <Empty icon="check" title="药品已经领取" />
            )
          }
        </Loaded>
        {!failed(code) && (
          <Loaded of={dispensing}>
            {({ lines, total, visitPersonName, dispensedAt, readiedAt }) => (
              <View className="card stack">
                <View className="row between">
                  <View className="bold">{isolated(visitPersonName)} 的药品</View>
                  <View className="small muted">
                    <When at={dispensedAt ?? readiedAt} /> {dispensedAt ? '已领取' : '备好'}
                  </View>
                </View>
                <PrescriptionLines lines={lines} total={total} />
                <View className="row small muted" style={{ gap: '6px' }}>
                  <Icon name="pill" />
                  用药不适请立即停药，并联系医生
                </View>
              </View>
            )}
          </Loaded>
        )}
      </View>
    </Screen>
  );
}
