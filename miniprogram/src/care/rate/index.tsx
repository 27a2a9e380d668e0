/** P10.4: rating a completed consultation, once. */

import { Textarea, View } from '@tarojs/components';
import { rating } from '@yunzhen/contracts/rating/rating';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useAsk } from '@/hooks/ask';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { useParams } from '@/hooks/page';
import { back, toast } from '@/services/go';
import { aria } from '@/ui/aria';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';
import { Empty, Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';

const empty = { stars: 0, comment: '' };
const words = ['请点星评分', '很不满意', '不满意', '一般', '满意', '非常满意'];

definePageConfig({ navigationBarTitleText: '评价' });

export default function Rating() {
  const { consultationId = '' } = useParams<'consultationId'>();
  const visit = useAsk(registrationQueries.visit, { registrationId: consultationId });
  const { value, change, forget } = useDraft('rating.rate', { consultationId }, empty);
  const { stars, comment } = value;
  const rate = useCommand(rating, 'rate');
  const rated = visit.data?.rating;
  const open = visit.data?.consultation?.status === 'completed' && !rated;
  const submit = async () => {
    const said = comment.trim();
    if (!(await rate.send(consultationId, { stars, ...(said && { comment: said }) }))) return;
    forget();
    toast('谢谢您的评价');
    back();
  };
  return (
    <Screen
      footer={
        open ? (
          <View className="stack tight">
            <Wrong problem={rate.problem} />
            <Button id="rate" busy={rate.busy} why={stars === 0 ? '请先点星评分' : null} onTap={() => void submit()}>
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
                  <Field label="说说您的感受（选填）" hint={`会公开展示，姓名只显示姓氏 · ${comment.length}/500`}>
                    <Textarea
                      className="field-box field-area"
                      maxlength={500}
                      value={comment}
                      onInput={e => change({ comment: e.detail.value })}
                    />
                  </Field>
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
