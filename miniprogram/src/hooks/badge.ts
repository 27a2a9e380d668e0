/** How many messages are unread, on the tab of the messages. */
import Taro from '@tarojs/taro';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { useEffect } from 'react';
import { useSession } from '@/services/auth';
import { useQuery } from './query';

const messages = 2;

export const useBadge = (): void => {
  const patient = useSession()?.holder.role === 'patient';
  const talks = useQuery(conversationQueries.conversations, { limit: 50 }, { when: patient });
  const unread = patient ? (talks.data?.rows ?? []).reduce((sum, row) => sum + row.unread, 0) : 0;
  useEffect(() => {
    const text = unread > 99 ? '99+' : String(unread);
    const shown =
      unread > 0 ? Taro.setTabBarBadge({ index: messages, text }) : Taro.removeTabBarBadge({ index: messages });
    // There is no bar on other pages, and none to be without.
    shown.catch(() => undefined);
  }, [unread]);
};
