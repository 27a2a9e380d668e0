/** P6.1: the informed consent, accepted only after it was read to its end. */
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { patient } from '@yunzhen/contracts/patient/patient';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { useEffect, useState } from 'react';
import { useCommand } from '@/hooks/command';
import { useQuery } from '@/hooks/query';
import { useSession } from '@/services/auth';
import { back, signIn, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';

definePageConfig({ navigationBarTitleText: '知情同意书' });

export default function Consent() {
  const holder = useSession()?.holder.id;
  const consent = useQuery(patientQueries.consent, {});
  const me = useQuery(patientQueries.me, {});
  const accept = useCommand(patient, 'accept-consent');
  const [read, setRead] = useState(false);
  const shown = consent.data !== undefined;
  useEffect(() => {
    if (!shown) return;
    const page = Taro.getCurrentInstance().page;
    const observer = Taro.createIntersectionObserver(page as TaroGeneral.IAnyObject);
    // What is behind the footer is not seen.
    observer.relativeToViewport({ bottom: -100 }).observe('#consent-end', ({ intersectionRatio = 0 }) => {
      if (intersectionRatio > 0) setRead(true);
    });
    return () => observer.disconnect();
  }, [shown]);
  const accepted = me.data?.consents.find(one => one.version === consent.data?.version);
  const agree = async () => {
    if (!holder || !consent.data) return;
    if (!(await accept.send(holder, { version: consent.data.version }))) return;
    toast('已同意');
    back();
  };
  return (
    <Screen
      footer={
        accepted ? (
          <Button onTap={back}>已同意，返回</Button>
        ) : holder ? (
          <View className="stack tight">
            <Wrong problem={accept.problem} typed={false} />
            <Button id="agree" busy={accept.busy} why={read ? null : '请先阅读到最后'} onTap={() => void agree()}>
              我已阅读并同意
            </Button>
          </View>
        ) : (
          <Button onTap={signIn}>登录后同意</Button>
        )
      }
    >
      <View className="body">
        <Loaded of={consent}>
          {({ title, version, sections }) => (
            <View className="card stack">
              <View className="large-title">{title}</View>
              <View className="small faint">版本 {version}</View>
              {sections.map(({ heading, text }) => (
                <View key={heading} className="stack tight">
                  <View className="title">{heading}</View>
                  <View className="muted">{text}</View>
                </View>
              ))}
              <View id="consent-end" className="small faint centre">
                全文完
              </View>
            </View>
          )}
        </Loaded>
      </View>
    </Screen>
  );
}
