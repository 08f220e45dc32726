import { useState } from 'preact/hooks';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { Select, TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { operator } from '../parts/access.ts';
import { t } from '../words.ts';
import { type Candidate, officeName, type SessionView, useSessionAct } from './session-words.ts';

const own = defineMessages({
  open: ['开启投票', 'Open the vote'],
  openNote: [
    '出席且未回避的 {n} 名专家可以投票，每人一票，投出不能更改。',
    '{n} experts may vote, once each, and cannot change it.',
  ],
  presiding: ['主持会议', 'Presides'],
  close: ['结束投票并计票', 'Close the vote and count'],
  closeNote: [
    '已投 {n} 票，应投 {of} 票。结束后不能再投。',
    '{n} of {of} have voted. Nobody can vote afterwards.',
  ],
  closeWait: [
    '还有 {n} 名出席专家未投票。全部投票后方可结束；有专家离席的，由主持会议的主任委员或者副主任委员在其页面写明理由、提出结束，再由您办理。',
    '{n} experts present have not voted. The vote closes when all have; if some have left, the presiding chair orders the close with a reason on his own page, and you carry it out.',
  ],
  closeOrder: [
    '主持人已提出结束投票：{n} 人离席。理由：{reason}',
    'The presiding chair orders the close: {n} have left. Reason: {reason}',
  ],
  closeOther: ['您开启了本次投票，须由另一人结束。', 'You opened this vote; another person closes it.'],
  skip: ['转其他会议', 'To another session'],
  skipNote: ['该申报人回到“待评审”，由其他会议评审。', 'The candidate is ready for another session.'],
  recusal: ['回避', 'Recusals'],
  none: ['没有回避的专家', 'Nobody is recused'],
  expert: ['专家', 'Expert'],
  order: ['决定回避', 'Order a recusal'],
  lift: ['解除回避', 'Lift'],
  liftNote: ['解除自动回避须写明理由。', 'Lifting an automatic recusal needs a reason.'],
});

interface Props {
  session: SessionView;
  candidate: Candidate;
  onClose(): void;
}

/** T28: quorum, a presiding chair or vice-chair, three opinions. */
export function OpenVoteDialog({ session, candidate, onClose }: Props) {
  const act = useSessionAct(session);
  const chairs = session.members.filter(
    (one) => one.checkedIn && (one.office === 'CHAIR' || one.office === 'VICE_CHAIR'),
  );
  const [presiding, setPresiding] = useState(session.presiding ?? chairs[0]?.expertId ?? '');
  const { applicationId } = candidate;
  return (
    <ActDialog
      title={`${own('open')}：${candidate.name}`}
      confirm={own('open')}
      act={act}
      root="act"
      send={() => act.perform({ type: 'OPEN_VOTE', applicationId, presiding })}
      onClose={onClose}
    >
      <p>{own('openNote', { n: candidate.entitled })}</p>
      <Select
        name="presiding"
        label={own('presiding')}
        value={presiding}
        onChange={setPresiding}
        choices={chairs.map((one) => ({
          value: one.expertId,
          label: `${one.name}（${officeName(one.office)}）`,
        }))}
        required
      />
    </ActDialog>
  );
}

/** C3, D19: everybody has voted and somebody else than the opener closes, or the presiding chair ordered it. */
export function CloseVoteDialog({ session, candidate, onClose }: Props) {
  const act = useSessionAct(session);
  const { applicationId, voted, entitled, openedBy, closing } = candidate;
  const missing = entitled - voted;
  // C3: with the chair's order the chair is the other person.
  const mine = !closing && openedBy === operator()?.session.id;
  const note = mine
    ? own('closeOther')
    : missing > 0 && !closing
      ? own('closeWait', { n: missing })
      : undefined;
  return (
    <ActDialog
      title={`${own('close')}：${candidate.name}`}
      confirm={own('close')}
      act={act}
      root="act"
      note={note}
      disabled={missing > 0 && !closing}
      final={own('closeNote', { n: voted, of: entitled })}
      send={() => act.perform({ type: 'CLOSE_VOTE', applicationId })}
      onClose={onClose}
    >
      {closing ? <p>{own('closeOrder', { n: closing.left, reason: closing.reason })}</p> : null}
    </ActDialog>
  );
}

/** B7. */
export function SkipDialog({ session, candidate, onClose }: Props) {
  const act = useSessionAct(session);
  const { applicationId } = candidate;
  const name = `skip.${session.sessionId}.${applicationId}`;
  const fields = useFields(name, { reason: '' }, act, undefined, 'act');
  return (
    <ActDialog
      title={`${own('skip')}：${candidate.name}`}
      confirm={own('skip')}
      act={act}
      root="act"
      send={() => act.perform({ type: 'SKIP', applicationId, ...fields.values })}
      onClose={onClose}
    >
      <p>{own('skipNote')}</p>
      <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
    </ActDialog>
  );
}

/** B9, L18: who is recused and why; the office may order one, or lift an automatic one with a reason. */
export function RecusalDialog({ session, candidate, office, onClose }: Props & { office: boolean }) {
  const act = useSessionAct(session);
  const { applicationId, recused } = candidate;
  const name = `order-recusal.${session.sessionId}.${applicationId}`;
  const fields = useFields(name, { expertId: '', reason: '' }, act, undefined, 'act');
  const { expertId, reason } = fields.values;
  const nameOf = (id: string) => session.members.find((one) => one.expertId === id)?.name ?? id;
  const free = session.members.filter((one) => !recused.some((r) => r.expertId === one.expertId));
  // The window stays open: there may be others to recuse.
  const send = async (type: 'ORDER_RECUSAL' | 'REMOVE_RECUSAL', id: string) =>
    void (await act.perform({ type, expertId: id, applicationId, reason }));
  return (
    <ActDialog
      title={`${own('recusal')}：${candidate.name}`}
      confirm={office ? own('order') : undefined}
      act={act}
      root="act"
      disabled={!expertId}
      send={() => send('ORDER_RECUSAL', expertId)}
      onClose={onClose}
    >
      {recused.length === 0 ? <p class="quiet">{own('none')}</p> : null}
      <ul class="plain-list">
        {recused.map((one) => (
          <li key={one.expertId} class="row">
            {nameOf(one.expertId)} · {one.reason}
            {office ? (
              <Button look="plain" busy={act.busy} onClick={() => void send('REMOVE_RECUSAL', one.expertId)}>
                {own('lift')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {office ? (
        <>
          <Select
            {...fields.choice('expertId')}
            label={own('expert')}
            choices={free.map((one) => ({ value: one.expertId, label: one.name }))}
          />
          <TextArea {...fields.text('reason')} label={t('reason')} hint={own('liftNote')} rows={2} required />
        </>
      ) : null}
    </ActDialog>
  );
}
