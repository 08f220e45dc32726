import { useState } from 'preact/hooks';
import { Button } from '../kit/button.tsx';
import { TextField } from '../kit/fields.tsx';
import { showInstant } from '../kit/format.ts';
import { defineMessages } from '../kit/i18n.ts';
import { ItemList } from '../kit/item-list.tsx';
import { StatusTag } from '../kit/notice.tsx';
import { type Message, useLocal } from './api.ts';

const own = defineMessages({
  none: ['没有消息', 'No messages'],
  noneHint: [
    '平台会发给申报人、单位和工作人员的短信和邮件会出现在这里。',
    'What would be sent by SMS and e-mail appears here.',
  ],
  to: ['按收件人筛选', 'Filter by recipient'],
  filter: ['筛选', 'Filter'],
  SMS: ['短信', 'SMS'],
  EMAIL: ['邮件', 'E-mail'],
});

/** What would have been sent. */
export function Mailbox() {
  const [typed, setTyped] = useState('');
  const [to, setTo] = useState('');
  const path = `mailbox?limit=100${to ? `&to=${encodeURIComponent(to)}` : ''}`;
  const query = useLocal<{ items: Message[] }>(path);
  return (
    <div class="stack tight">
      <form
        class="row filter"
        onSubmit={(event) => {
          event.preventDefault();
          setTo(typed.trim());
        }}
      >
        <TextField name="to" label={own('to')} value={typed} onInput={setTyped} width="middle" />
        <Button type="submit">{own('filter')}</Button>
      </form>
      <ItemList
        class="messages"
        query={query}
        keyOf={(one) => one.messageId}
        none={own('none')}
        hint={own('noneHint')}
      >
        {(one) => (
          <>
            <p class="row">
              <StatusTag>{own(one.channel)}</StatusTag>
              <strong>{one.to}</strong>
              <span class="quiet">{showInstant(one.at)}</span>
            </p>
            <h2>{one.subject}</h2>
            <p class="message-body">{one.body}</p>
          </>
        )}
      </ItemList>
    </div>
  );
}
