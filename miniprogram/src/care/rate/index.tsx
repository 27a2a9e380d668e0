/** P10.4: rating a completed consultation, once. */

import { View } from '@tarojs/components';
import type { Typed } from '@yunzhen/client/form/typed';
import { rating } from '@yunzhen/contracts/rating/rating';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useDraft } from '@/hooks/draft';
import { useCommandForm } from '@/hooks/form';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { back, toast } from '@/services/go';
import { aria } from '@/ui/aria';
import { Button } from '@/ui/button';
import { CommandField } from '@/ui/command-field';
import { Icon } from '@/ui/icon';
import { Empty, Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';

const empty = { stars: 0, comment: '' };
const names = ['stars', 'comment'];
const special = { stars: { wrong: ({ stars }: Typed) => (stars ? null : '请先点星评分') } };
const words = ['请点星评分', '很不满意', '不满意', '一般', '满意', '非常满意'];

definePageConfig({ navigationBarTitleText: '评价' });

export default function Rating() {
  const { consultationId = '' } = useParams<'consultationId'>();
  const visit = useQuery(registrationQueries.visit, { registrationId: consultationId });
  const { value, change, forget } = useDraft('rating.rate', { consultationId }, empty);
  const { stars } = value;
  const form = useCommandForm(rating, 'rate', { names, special, typed: value, change });
  const rated = visit.data?.rating;
  const open = visit.data?.consultation?.status === 'completed' && !rated;
  const submit = async () => {
    if (!(await form.send(consultationId))) return;
    forget();
    toast('谢谢您的评价');
    back();
  };
  return (
    <Screen
      footer={
        open ? (
          <View className="stack tight">
            <Wrong problem={form.problem} />
            <Button id="rate" busy={form.busy} why={form.missing} onWhy={form.submit} onTap={() => void submit()}>
              提交评价
            </Button>
          </View>
        ) : (
          visit.data && <Button onTap={back}>返回</Button>
        )
      }
    >
      <View className="body">
        <Loaded of={visit} safe="您写的评价已保留">
          {({ registration }) =>
            open ? (
              <>
                <View className="card stack centre">
                  <View className="title">
                    {isolated(registration.doctorName)} · {isolated(registration.departmentName)}
                  </View>
                  <View className="stars" {...aria('radiogroup', { label: '评分' })}>
                    {[1, 2, 3, 4, 5].map(n => (
                      <Tap
                        key={n}
                        role="radio"
                        className={`rate-star ${n <= stars ? 'on' : ''}`}
                        label={`${n} 星 ${words[n]}`}
                        on={n === stars}
                        onTap={() => change({ stars: n })}
                      >
                        <Icon name={n <= stars ? 'starred' : 'star'} />
                      </Tap>
                    ))}
                  </View>
                  <View className="muted">{words[stars]}</View>
                </View>
                <View className="card">
                  <CommandField form={form} name="comment" />
                </View>
              </>
            ) : (
              <Empty
                icon="star"
                title={rated ? `您已经评价过了：${rated.stars} 星，谢谢` : '问诊完成后，可以在这里评价医生'}
              />
            )
          }
        </Loaded>
      </View>
    </Screen>
  );
}
