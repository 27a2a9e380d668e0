/** N5: a copy of all one's data, to read and print, or for programs. */
import { View } from '@tarojs/components';
import { copyOf, jsonOf } from '@yunzhen/client/copy/copy';
import { pageOf } from '@yunzhen/client/copy/page';
import { useState } from 'react';
import { useHome } from '@/hooks/role';
import { api } from '@/services/api';
import { toast } from '@/services/go';
import { wechat } from '@/services/wechat';
import { Button } from '@/ui/button';
import { Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { SignedIn } from '@/ui/signed-in';
import { today } from '@/words/format';

const forms = {
  page: { word: '保存为网页（可打印）', ending: 'html', of: pageOf },
  data: { word: '保存为数据文件（JSON）', ending: 'json', of: jsonOf },
} as const;

export default function CopyOfMine() {
  useHome('patient');
  const [busy, setBusy] = useState<keyof typeof forms | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const keep = async (form: keyof typeof forms) => {
    setBusy(form);
    setProblem(null);
    try {
      const { of, ending } = forms[form];
      const now = new Date();
      const text = of(await copyOf(api, now));
      if (await wechat.keepFile(`我的个人信息-${today(now)}.${ending}`, text)) toast('已保存，请妥善保管');
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <Screen>
      <View className="body">
        <SignedIn>
          <View className="card stack">
            <View>
              您在医院的全部资料：账号、就诊人、挂号、问诊、对话、病历、处方、取药、缴费、评价、投诉，以及谁看过它们。
            </View>
            <View className="small muted">内含病历，请不要转发给别人。图片不在其中，可在对应页面查看。</View>
            <Wrong problem={problem} typed={false} />
            {(['page', 'data'] as const).map(form => (
              <Button key={form} id={`copy-${form}`} kind="plain" busy={busy === form} onTap={() => void keep(form)}>
                {forms[form].word}
              </Button>
            ))}
          </View>
        </SignedIn>
      </View>
    </Screen>
  );
}
