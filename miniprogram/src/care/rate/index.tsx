/** P10.4: rating a completed consultation, once. */
import { Textarea, View } from '@tarojs/components';
import { consultationQueries } from '@yunzhen/contracts/consultation/views';
import { review } from '@yunzhen/contracts/review/review';
import { useAsk } from '@/hooks/ask';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { useParams } from '@/hooks/page';
import { back, toast } from '@/services/go';
import { aria } from '@/ui/aria';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';
import { Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';

const empty = { stars: 0, comment: '' };
const words = ['请点星评分', '很不满意', '不满意', '一般', '满意', '非常满意'];

export default function Rating() {
  const { consultationId = '' } = useParams<'consultationId'>();
  const consultation = useAsk(consultationQueries.consultation, { consultationId });
  const [{ stars, comment }, change, clear] = useDraft(`rate:${consultationId}`, empty);
  const rate = useCommand(review, 'rate');
  const submit = async () => {
    const said = comment.trim();
    if (!(await rate.send(consultationId, { stars, ...(said && { comment: said }) }))) return;
    clear();
    toast('谢谢您的评价');
    back();
  };
  return (
    <Screen
      footer={
        <Button busy={rate.busy} why={stars === 0 ? '请先点星评分' : null} onTap={() => void submit()}>
          提交评价
        </Button>
      }
    >
      <View className="body">
        <Wrong problem={rate.problem} />
        <View className="card stack centre">
          <View className="title">
            {consultation.data?.doctorName} · {consultation.data?.departmentName}
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
                <Icon name="star" />
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
      </View>
    </Screen>
  );
}
