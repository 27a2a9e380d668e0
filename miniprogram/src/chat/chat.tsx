/** P6.14, D3.4: the chat of a consultation, the same for both sides. */

import type { UseQueryResult } from '@tanstack/react-query';
import { ScrollView, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { conversation as contract } from '@yunzhen/contracts/conversation/conversation';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { useCommand } from '@/hooks/command';
import { useQuery } from '@/hooks/query';
import { toast } from '@/services/go';
import { failed, Loaded } from '@/ui/loaded';
import { Bubble, Waiting } from './bubble';
import './chat.css';
import { Tap } from '@/ui/tap';
import { Composer } from './composer';
import { useMessages } from './use-messages';
import { useOutbox } from './use-outbox';
import { useTyping } from './use-typing';

const invitation = {
  patient: '对话开始了，请描述您的情况',
  doctor: '对话开始了，可以先问候患者、核对病情',
} as const;
/** From its end, one is still reading the newest. */
const nearPx = 160;

interface Props {
  readonly conversationId: string;
  readonly me: 'patient' | 'doctor';
  readonly head?: ReactNode;
}

/** Nothing is listened to or asked about a conversation that is not there, or somebody else's. */
export const Chat = (props: Props) => {
  const about = useQuery(
    conversationQueries.conversation,
    { conversationId: props.conversationId },
    { beginning: true },
  );
  if (about.data) return <Talk {...props} about={about} />;
  return (
    <View className="chat">
      {props.head}
      <View className="chat-scroll">
        <Loaded of={about} safe="您写的消息已保留">
          {() => null}
        </Loaded>
      </View>
    </View>
  );
};

const Talk = ({
  conversationId,
  me,
  head,
  about,
}: Props & {
  readonly about: UseQueryResult<z.output<typeof conversationQueries.conversation.result>, unknown>;
}) => {
  const talk = useMessages(conversationId);
  const rows = talk.data?.rows ?? [];
  const outbox = useOutbox(conversationId, rows);
  const typing = useTyping(conversationId, me);
  const marking = useCommand(contract, 'mark-read');
  const [target, setTarget] = useState('');
  const near = useRef(true);
  const loading = useRef(false);
  const marked = useRef(0);

  const last = rows[rows.length - 1];
  const read = me === 'patient' ? about.data?.patientRead : about.data?.doctorRead;
  const theirs = me === 'patient' ? about.data?.doctorRead : about.data?.patientRead;
  /** Where one had stopped reading when this was opened. */
  const opened = useRef<number | null>(null);
  const fresh = about.isFetchedAfterMount || !about.isStale;
  if (opened.current === null && read !== undefined && about.data && fresh)
    opened.current = about.data.unread > 0 ? read : Infinity;
  const marks = opened.current !== null;

  const toEnd = () => setTarget(before => (before === 'chat-end' ? 'chat-last' : 'chat-end'));
  const newest = `${last?.sequence ?? 0}/${outbox.box.length}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when something new stands at the end, and only then
  useEffect(() => {
    if (talk.isPending) near.current = true;
    if (near.current) toEnd();
  }, [newest, talk.isPending]);

  // While another page lay above this one, nothing here could be moved.
  useDidShow(() => {
    if (near.current) toEnd();
  });

  const upTo = last?.sequence ?? 0;
  const { send: mark } = marking;
  useEffect(() => {
    if (!marks || read === undefined || upTo <= Math.max(read, marked.current)) return;
    marked.current = upTo;
    void mark(conversationId, { upTo });
  }, [upTo, read, marks, conversationId, mark]);

  const { stopped } = typing;
  const lastFrom = last?.from;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever's message arrived has stopped writing it
  useEffect(() => stopped(), [upTo, lastFrom]);

  /** What stood on the screen stands there still when older ones come above it. */
  const scroller = useRef<HTMLElement | null>(null);
  const above = useRef<{ readonly top: number; readonly height: number } | null>(null);
  const first = rows[0]?.sequence;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that older ones come
  useLayoutEffect(() => {
    const [box, before] = [scroller.current, above.current];
    above.current = null;
    if (box && before) box.scrollTop = before.top + box.scrollHeight - before.height;
  }, [first]);
  const older = async () => {
    if (loading.current || !talk.data?.older) return;
    loading.current = true;
    try {
      await talk.loadOlder(() => {
        const box = scroller.current;
        if (process.env.TARO_ENV === 'h5' && box) above.current = { top: box.scrollTop, height: box.scrollHeight };
        else setTarget(`m-${first}`);
      });
    } catch {
      toast('更早的消息没有读到，请再试一次');
    } finally {
      loading.current = false;
    }
  };
  const send = (what: Parameters<typeof outbox.send>[0]) => {
    near.current = true;
    outbox.send(what);
  };

  return (
    <View className="chat">
      {head}
      <ScrollView
        ref={scroller}
        scrollY
        className="chat-scroll"
        scrollIntoView={target}
        upperThreshold={240}
        onScrollToUpper={() => void older()}
        onScroll={({ detail: { scrollTop, scrollHeight }, currentTarget }) => {
          const height = (currentTarget as unknown as { offsetHeight?: number } | null)?.offsetHeight ?? 560;
          near.current = scrollHeight - scrollTop - height < nearPx;
        }}
      >
        <View className="chat-body">
          <Loaded of={talk} safe="您写的消息已保留">
            {({ older: more }) => (
              <>
                {more ? (
                  <Tap className="chat-notice small tap" onTap={() => void older()}>
                    查看更早的消息
                  </Tap>
                ) : (
                  rows.length === 0 && <View className="chat-notice small">{invitation[me]}</View>
                )}
                {rows.map((message, index) => (
                  <View key={message.messageId} id={`m-${message.sequence}`}>
                    {opened.current !== null &&
                      message.sequence > opened.current &&
                      (rows[index - 1]?.sequence ?? 0) <= opened.current && (
                        <View className="chat-new small">以下是新消息</View>
                      )}
                    <Bubble message={message} mine={message.from === me} read={(theirs ?? 0) >= message.sequence} />
                  </View>
                ))}
                {outbox.box.map(message => (
                  <Waiting
                    key={message.messageId}
                    message={message}
                    resend={() => outbox.resend(message)}
                    discard={() => outbox.discard(message.messageId)}
                  />
                ))}
              </>
            )}
          </Loaded>
          {typing.other && <View className="chat-notice small">对方正在输入…</View>}
          <View id="chat-last" />
          <View id="chat-end" className="chat-end" />
        </View>
      </ScrollView>
      {failed(talk) ? null : about.data?.closed ? (
        <View className="composer muted small centre">问诊已结束，对话保留可查看</View>
      ) : (
        <Composer me={me} conversationId={conversationId} send={send} typing={typing.tell} focused={toEnd} />
      )}
    </View>
  );
};
