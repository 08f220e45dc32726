import { useState } from 'preact/hooks';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { call, type ResponseFor } from '../../kit/client.ts';
import { TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant, showLifeDate } from '../../kit/format.ts';
import { defineMessages, listed } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { archiveKindName } from '../../kit/words.ts';
import { openLink } from '../parts/links.ts';
import { t } from '../words.ts';

const own = defineMessages({
  collective: ['集体项目', 'Collective project'],
  returnedAt: ['本单位曾于 {at} 退回：{remark}', 'Returned on {at}: {remark}'],
  approvedAt: ['上一版本已于 {at} 审查通过', 'The version before it was approved on {at}'],
  changed: ['此后更改：{list}', 'Changed since: {list}'],
  unchanged: ['此后没有更改', 'Nothing was changed since'],
  none: ['没有待审查的业绩', 'No achievements are waiting'],
  noneHint: ['职工保存业绩后会出现在这里。', 'They appear here when staff save them.'],
  approve: ['审查通过', 'Approve'],
  return: ['退回', 'Return'],
  remark: ['退回意见', 'What is wrong'],
  file: ['查看证明材料 {n}', 'Open proof {n}'],
  returnTitle: ['退回业绩', 'Return the achievement'],
  approveTitle: ['业绩审查通过', 'Approve the achievement'],
  approveNote: ['通过后可以在申报中使用。', 'It can then be used in a declaration.'],
  savedAt: ['{at} 保存', 'Saved {at}'],
  done: ['已办理：{title}', 'Done: {title}'],
});

type Item = ResponseFor<'list-unit-archive'>['items'][number];

/** R6: archive items that the unit has to check. */
export default function UnitArchive() {
  const query = useApi('list-unit-archive', { every: 60_000 });
  const [chosen, setChosen] = useState<{ item: Item; decision: 'APPROVE' | 'RETURN' }>();
  return (
    <div class="stack">
      <PageTitle>{t('archive')}</PageTitle>
      <ItemList
        class="cards-list"
        query={query}
        keyOf={(item) => `${item.personId}.${item.itemId}`}
        none={own('none')}
        hint={own('noneHint')}
      >
        {(item) => <ItemCard item={item} onDecide={(decision) => setChosen({ item, decision })} />}
      </ItemList>
      <RuleQuote rules={['R6']} />
      {chosen ? <DecideItem {...chosen} onClose={() => setChosen(undefined)} /> : null}
    </div>
  );
}

const ownFile = async (fileId: string) => (await call('get-own-file', { params: { fileId } })).body.url;

function ItemCard({ item, onDecide }: { item: Item; onDecide(decision: 'APPROVE' | 'RETURN'): void }) {
  return (
    <div class="stack tight">
      <div>
        <div class="row">
          <h2>{item.title}</h2>
          <StatusTag>{archiveKindName(item.kind)}</StatusTag>
          {item.collective ? <StatusTag>{own('collective')}</StatusTag> : null}
        </div>
        <p class="quiet">
          {item.personName} · {own('savedAt', { at: showInstant(item.updatedAt) })}
        </p>
      </div>
      <p>
        {item.role}
        {item.from ? ` · ${showLifeDate(item.from)}` : ''}
        {item.to ? ` — ${showLifeDate(item.to)}` : ''}
      </p>
      <Earlier item={item} />
      {item.description ? <p class="long-text">{item.description}</p> : null}
      <div class="row">
        {item.fileIds.map((fileId, i) => (
          <Button key={fileId} look="plain" onClick={() => void openLink(ownFile(fileId))}>
            {own('file', { n: i + 1 })}
          </Button>
        ))}
      </div>
      <div class="row">
        <Button look="primary" onClick={() => onDecide('APPROVE')}>
          {own('approve')}
        </Button>
        <Button onClick={() => onDecide('RETURN')}>{own('return')}</Button>
      </div>
    </div>
  );
}

const parts = defineMessages({
  kind: ['类别', 'kind'],
  title: ['名称', 'title'],
  role: ['本人角色', 'role'],
  collective: ['集体项目', 'collective project'],
  from: ['开始日期', 'first day'],
  to: ['结束日期', 'last day'],
  description: ['内容说明', 'description'],
  fileIds: ['证明材料', 'proofs'],
});

/** What the unit said of it before, and what the person did about it. */
function Earlier({ item: { earlier } }: { item: Item }) {
  if (!earlier) return null;
  const { decision, at, remark = '', changed } = earlier;
  const list = listed(changed.map((part) => parts(part)));
  return (
    <Notice tone={changed.length > 0 ? 'info' : 'warn'}>
      <p>{own(decision === 'RETURNED' ? 'returnedAt' : 'approvedAt', { at: showInstant(at), remark })}</p>
      <p>{changed.length > 0 ? own('changed', { list }) : own('unchanged')}</p>
    </Notice>
  );
}

interface DecideProps {
  item: Item;
  decision: 'APPROVE' | 'RETURN';
  onClose(): void;
}

function DecideItem({ item, decision, onClose }: DecideProps) {
  const act = useAct('decide-archive-item', { stale: ['list-unit-archive'] });
  const approve = decision === 'APPROVE';
  const { personId, itemId, version, title } = item;
  const fields = useFields(`item.${itemId}.${version}`, { remark: '' }, act);
  const send = async () => {
    const { remark } = fields.values;
    const body = { version, decision, ...(remark.trim() ? { remark } : {}) };
    const answer = await act.run({ params: { personId, itemId }, body });
    if (answer) toast(own('done', { title }));
    return answer;
  };
  return (
    <ActDialog
      title={`${own(approve ? 'approveTitle' : 'returnTitle')}：${title}`}
      confirm={own(approve ? 'approve' : 'return')}
      act={act}
      autofocus={approve}
      send={send}
      onClose={onClose}
    >
      {approve ? (
        <p>{own('approveNote')}</p>
      ) : (
        <TextArea {...fields.text('remark')} label={own('remark')} rows={3} required />
      )}
    </ActDialog>
  );
}
