/** What the rules say of the sheet as it stands; where they ask for a reason it is picked here. */
import { View } from '@tarojs/components';
import { type Answer, type AnswerReason, answerReasons } from '@yunzhen/contracts/prescription/rules/findings';
import { type Finding, needsReason } from '@yunzhen/contracts/prescription/rules/judge';
import { answerWords, levelWords } from '@yunzhen/contracts/prescription/rules/words.zh';
import { isolated } from '@yunzhen/contracts/text';
import { Tap } from '@/ui/tap';

/** 布洛芬片：每日 3片，说明书最多 2片 */
export const findingWords = ({ line, says }: Finding): string => (line ? `${isolated(line.name)}：${says}` : says);

export const Findings = ({
  findings,
  answers,
  answer,
}: {
  readonly findings: readonly Finding[];
  readonly answers: readonly Answer[];
  readonly answer: (rule: Finding['rule'], reason: AnswerReason) => void;
}) =>
  findings.length === 0 ? null : (
    <View className="card stack" id="findings">
      <View className="bold">系统核对</View>
      {findings.map((finding, at) => {
        const { rule, level } = finding;
        const picked = answers.find(one => one.rule === rule)?.reason;
        // One reason counts for all lines on which the rule is broken.
        const asks = needsReason(finding) && findings.findIndex(one => one.rule === rule) === at;
        return (
          <View key={`${rule} ${finding.line?.drugId}`} className="stack tight">
            <View className={level === 'tick' ? 'small muted' : 'small danger'}>{findingWords(finding)}</View>
            <View className="small faint">{levelWords[level]}</View>
            {asks && (
              <View className="choice">
                {answerReasons.map(reason => (
                  <Tap
                    key={reason}
                    role="radio"
                    on={picked === reason}
                    className={`chip ${picked === reason ? 'on' : ''}`}
                    onTap={() => answer(rule, reason)}
                  >
                    {answerWords[reason]}
                  </Tap>
                ))}
              </View>
            )}
          </View>
        );
      })}
    </View>
  );
