import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { TextArea, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { useAct } from '../../kit/query.ts';
import { t } from '../words.ts';

const own = defineMessages({
  missing: ['还有 {n} 名出席专家未投票。', '{n} experts present have not voted yet.'],
  order: ['有人离席，提出结束投票', 'Some have left: order the close'],
  note: [
    '离席而未投票的专家不能补投。请如实填写离席人数；在场专家未投票的，不能结束。提出后由评委会办公室另一人办理。',
    'Whoever left cannot vote later. State how many have left; while anybody in the room has not voted, the vote stays open. The office carries the order out as the second person.',
  ],
  left: ['离席人数', 'How many have left'],
  ordered: [
    '您已提出结束投票，请评委会办公室办理。',
    'You have ordered the close; the office carries it out.',
  ],
});

type Session = ResponseFor<'get-own-session'>;
type Candidate = Session['candidates'][number];

/** D19: for the presiding chair alone; how many are missing, never who. */
export function OrderClose({ session, candidate }: { session: Session; candidate: Candidate }) {
  const { presides } = candidate;
  if (!presides || presides.missing === 0) return null;
  return (
    <>
      <p>
        {own('missing', { n: presides.missing })} {presides.ordered ? own('ordered') : ''}
      </p>
      <AskButton label={own('order')} look="secondary">
        {(window) => <OrderDialog session={session} candidate={candidate} {...window} />}
      </AskButton>
    </>
  );
}

function OrderDialog({
  session,
  candidate,
  ...window
}: {
  session: Session;
  candidate: Candidate;
  open?: boolean;
  onClose(): void;
}) {
  const act = useAct('order-close', { stale: ['get-own-session'] });
  const { sessionId, version } = session;
  const { applicationId } = candidate;
  const fields = useFields(`close.${sessionId}.${applicationId}`, { left: '', reason: '' }, act);
  const left = fields.values.left || String(candidate.presides?.missing ?? '');
  const body = { version, applicationId, left: Number(left), reason: fields.values.reason };
  return (
    <ActDialog
      {...window}
      title={`${own('order')}：${candidate.name}`}
      confirm={own('order')}
      act={act}
      disabled={!(Number(left) >= 1)}
      final={own('note')}
      send={() => act.run({ params: { sessionId }, body })}
    >
      <TextField
        {...fields.text('left')}
        label={own('left')}
        value={left}
        inputMode="numeric"
        rewritten
        width="short"
        required
      />
      <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
    </ActDialog>
  );
}
