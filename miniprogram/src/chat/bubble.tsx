/** One message: words, a picture, or the card of a document. */
import { Image, Text, View } from '@tarojs/components';
import { go, toast } from '@/services/go';
import { Icon } from '@/ui/icon';
import { Picture } from '@/ui/picture';
import { Tap } from '@/ui/tap';
import { fullMoment, moment } from '@/words/format';
import { explain } from '@/words/problems';
import type { Message } from './use-messages';
import type { Outgoing } from './use-outbox';

const cards = {
  record: { icon: 'record', title: '病历已发布', verb: '查看病历', to: '/care/record/index', param: 'recordId' },
  prescription: {
    icon: 'pill',
    title: '处方已开具',
    verb: '查看处方',
    to: '/care/prescription/index',
    param: 'prescriptionId',
  },
} as const;

const Card = ({ message, kind }: { readonly message: Message; readonly kind: keyof typeof cards }) => {
  const { icon, title, verb, to, param } = cards[kind];
  return (
    <Tap className="chat-card tap" onTap={() => message.documentId && go(to, { [param]: message.documentId })}>
      <View className="row">
        <Icon name={icon} className="primary" />
        <View className="bold grow">{title}</View>
      </View>
      {message.text && <View className="small muted">{message.text}</View>}
      <View className="row between small primary">
        {verb}
        <Icon name="next" />
      </View>
    </Tap>
  );
};

export const Bubble = ({
  message,
  mine,
  read,
}: {
  readonly message: Message;
  readonly mine: boolean;
  /** Whether the other side has read it; said of one's own messages alone. */
  readonly read: boolean;
}) => {
  const { kind, text, fileId, sentAt, from } = message;
  if (kind === 'notice' || (from === 'hospital' && kind === 'text'))
    return <View className="chat-notice small">{text}</View>;
  return (
    <View className={`chat-row ${mine ? 'mine' : ''}`}>
      {kind === 'record' || kind === 'prescription' ? (
        <Card message={message} kind={kind} />
      ) : kind === 'picture' && fileId ? (
        <Picture fileId={fileId} className="chat-picture" />
      ) : (
        <Text className="chat-bubble pre" userSelect>
          {text ?? '（内容已按要求删除）'}
        </Text>
      )}
      <Tap className="chat-meta" onTap={() => toast(fullMoment(sentAt))}>
        {moment(sentAt)}
        {mine && ` · ${read ? '已读' : '送达'}`}
      </Tap>
    </View>
  );
};

/** One's own message on its way. */
export const Waiting = ({
  message,
  resend,
  discard,
}: {
  readonly message: Outgoing;
  readonly resend: () => void;
  readonly discard: () => void;
}) => (
  <View className="chat-row mine">
    {message.kind === 'picture' && message.path ? (
      <Image className="picture chat-picture" src={message.path} mode="aspectFill" nativeProps={{ alt: '图片' }} />
    ) : (
      <View className="chat-bubble pre">{message.text}</View>
    )}
    {message.failed ? (
      <View className="row small danger" style={{ gap: '0' }}>
        <Icon name="failed" />
        <View style={{ marginLeft: '4px' }}>{message.refused ? explain(message.refused) : '没有发出'}</View>
        {!message.refused && (
          <Tap className="chat-action primary" onTap={resend}>
            重发
          </Tap>
        )}
        <Tap className="chat-action muted" onTap={discard}>
          删除
        </Tap>
      </View>
    ) : (
      <View className="chat-meta">发送中…</View>
    )}
  </View>
);
