import { View } from '@tarojs/components';
import type { conversationRow } from '@yunzhen/contracts/conversation/row';
import type { z } from 'zod';
import { moment } from '@/words/format';
import { Avatar } from './avatar';
import { Tap } from './tap';

type Row = z.infer<typeof conversationRow>;

const lastOf = ({ lastKind, lastText }: Row): string =>
  lastKind === null
    ? '对话已开始'
    : lastKind === 'picture'
      ? '[图片]'
      : lastKind === 'record'
        ? '[病历]'
        : lastKind === 'prescription'
          ? '[处方]'
          : (lastText ?? '');

/** A conversation in a list: with whom, the last words, and how many are unread. */
export const ConversationRow = ({
  row,
  name,
  about,
  open,
}: {
  readonly row: Row & { readonly unread: number };
  readonly name: string;
  readonly about: string;
  readonly open: () => void;
}) => (
  <Tap className="list-row row tap conversation" onTap={open}>
    <Avatar photo={null} name={name} size={44} />
    <View className="grow">
      <View className="row between">
        <View className="bold clip">{name}</View>
        <View className="tiny faint">{moment(row.lastAt)}</View>
      </View>
      <View className="row between">
        <View className="small muted clip grow">{lastOf(row)}</View>
        {row.unread > 0 && <View className="unread number">{row.unread > 99 ? '99+' : row.unread}</View>}
      </View>
      <View className="tiny faint">{row.closed ? `${about} · 已结束` : about}</View>
    </View>
  </Tap>
);
