/** 消息: conversations, the last written first, with what is unread. */

import { View } from '@tarojs/components';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useBadge } from '@/hooks/badge';
import { usePages } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { ConversationRow } from '@/ui/conversation-row';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { SignedIn } from '@/ui/signed-in';

definePageConfig({ navigationBarTitleText: '消息' });

export default function Messages() {
  useHome('patient');
  useBadge();
  const conversations = usePages(conversationQueries.conversations, {});
  return (
    <Screen>
      <View className="body">
        <View className="large-title">消息</View>
        <SignedIn>
          <Loaded of={conversations}>
            {rows =>
              rows.length === 0 ? (
                <Empty icon="message" title="医生接诊后，您和医生的对话会在这里">
                  <Button compact onTap={() => go('/booking/departments/index')}>
                    去挂号
                  </Button>
                </Empty>
              ) : (
                <>
                  <View className="card flush">
                    {rows.map(row => (
                      <ConversationRow
                        key={row.conversationId}
                        row={row}
                        name={`${isolated(row.doctorName)} 医生`}
                        about={`就诊人 ${isolated(row.visitPersonName)}`}
                        open={() => go('/care/chat/index', { consultationId: row.conversationId })}
                      />
                    ))}
                  </View>
                  <More {...conversations} />
                </>
              )
            }
          </Loaded>
        </SignedIn>
      </View>
    </Screen>
  );
}
