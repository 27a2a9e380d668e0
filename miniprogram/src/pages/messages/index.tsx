/** 消息: conversations, the last written first, with what is unread. */
import { View } from '@tarojs/components';
import { conversationQueries } from '@yunzhen/contracts/conversation/views';
import { usePages } from '@/hooks/ask';
import { useHome } from '@/hooks/role';
import { go } from '@/services/go';
import { ConversationRow } from '@/ui/conversation-row';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { SignedIn } from '@/ui/signed-in';

export default function Messages() {
  useHome('patient');
  const conversations = usePages(conversationQueries.conversations, {});
  return (
    <Screen>
      <View className="body">
        <View className="large-title">消息</View>
        <SignedIn>
          <Loaded of={conversations}>
            {rows =>
              rows.length === 0 ? (
                <Empty icon="message" title="医生接诊后，您和医生的对话会在这里" />
              ) : (
                <>
                  <View className="card flush">
                    {rows.map(row => (
                      <ConversationRow
                        key={row.conversationId}
                        row={row}
                        name={`${row.doctorName ?? ''} 医生`}
                        about={`就诊人 ${row.visitPersonName ?? ''}`}
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
