/** Where one writes: kept while one is away, and never under the keyboard. */
import { Textarea, View } from '@tarojs/components';
import { fieldIn, formOf } from '@yunzhen/client/form/form';
import { conversation } from '@yunzhen/contracts/conversation/conversation';
import { useState } from 'react';
import { useDraft } from '@/hooks/draft';
import { choosePictures } from '@/services/pictures';
import { Icon } from '@/ui/icon';
import { Tap } from '@/ui/tap';
import type { Outgoing } from './use-outbox';

const empty = { text: '' };
const { most: longest = 0 } = fieldIn(formOf(conversation, 'send'), 'text');

export const Composer = ({
  me,
  conversationId,
  send,
  typing,
  focused,
}: {
  readonly me: 'patient' | 'doctor';
  readonly conversationId: string;
  readonly send: (what: Pick<Outgoing, 'kind' | 'text' | 'path'>) => void;
  readonly typing: () => void;
  readonly focused: () => void;
}) => {
  const { value, change, clear } = useDraft('conversation.send', { conversationId }, empty);
  const { text } = value;
  const [keyboard, setKeyboard] = useState(0);
  const words = text.trim();
  const submit = () => {
    if (words === '') return;
    send({ kind: 'text', text: words });
    clear();
  };
  const pictures = async () => {
    for (const path of await choosePictures(9)) send({ kind: 'picture', path });
  };
  return (
    <View className="composer" style={keyboard > 0 ? { paddingBottom: `${keyboard + 8}px` } : {}}>
      <Tap className="composer-side tap" label="发送图片" onTap={() => void pictures()}>
        <Icon name="camera" />
      </Tap>
      <Textarea
        className="composer-text"
        autoHeight
        adjustPosition={false}
        showConfirmBar={false}
        disableDefaultPadding
        maxlength={longest}
        placeholder={me === 'doctor' ? '回复患者' : '说说您的情况'}
        value={text}
        onInput={e => {
          change({ text: e.detail.value });
          typing();
        }}
        onFocus={focused}
        onKeyboardHeightChange={e => setKeyboard(e.detail.height)}
        onBlur={() => setKeyboard(0)}
      />
      <Tap id="send" className={`button compact ${words === '' ? 'off' : ''}`} off={words === ''} onTap={submit}>
        发送
      </Tap>
    </View>
  );
};
