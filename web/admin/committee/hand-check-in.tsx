import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Select, TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { operator } from '../parts/access.ts';
import { t } from '../words.ts';
import { officeName, type SessionView, useSessionAct } from './session-words.ts';

const own = defineMessages({
  propose: ['代为签到', 'Check in by hand'],
  send: ['提出代为签到', 'Propose the check-in'],
  who: ['专家', 'Expert'],
  here: ['{name}（{office}），已签到', '{name} ({office}), checked in'],
  away: ['{name}（{office}）', '{name} ({office})'],
  note: [
    '用于本人在场而无法输入签到码的情形。须由另一名办公室人员核对并确认后方为签到。已签到的专家，原来的登录不能再投票。',
    'For somebody who is in the room and cannot enter the code. It counts once another person of the office has looked and confirmed. Of an expert who is checked in, the earlier sign-in can vote no more.',
  ],
  waiting: ['待另一人确认的代为签到', 'Check-ins by hand that wait for another person'],
  by: ['提出人', 'Proposed by'],
  at: ['提出时间', 'Proposed on'],
  ownOne: [
    '由您提出，须由另一名办公室人员确认。',
    'Proposed by you; another person of the office confirms it.',
  ],
  confirm: ['确认签到', 'Confirm the check-in'],
  confirmNote: [
    '请核对专家本人在会场。确认后该专家可在自己登录的设备上入座。',
    'Make sure that the expert is in the room. The expert then takes the seat on the device that he is signed in on.',
  ],
  refuse: ['不予确认', 'Refuse'],
  withdraw: ['收回', 'Take back'],
});

type Waiting = SessionView['handCheckIns'][number];

/** D21: the first of two persons says whom and why. */
export function ProposeCheckIn({ session }: { session: SessionView }) {
  return (
    <AskButton label={own('propose')} look="secondary">
      {(window) => <ProposeDialog session={session} {...window} />}
    </AskButton>
  );
}

interface WindowProps {
  session: SessionView;
  open?: boolean;
  onClose(): void;
}

function ProposeDialog({ session, ...window }: WindowProps) {
  const act = useSessionAct(session);
  const name = `hand-check-in.${session.sessionId}`;
  const fields = useFields(name, { expertId: '', reason: '' }, act, undefined, 'act');
  const { expertId, reason } = fields.values;
  // Of those who are there only whoever sits there already by hand and has not taken the seat is refused.
  const members =
    session.status === 'CHECK_IN' ? session.members : session.members.filter((one) => one.checkedIn);
  return (
    <ActDialog
      {...window}
      title={own('propose')}
      confirm={own('send')}
      act={act}
      root="act"
      note={own('note')}
      send={() => act.perform({ type: 'PROPOSE_CHECK_IN', expertId, reason })}
    >
      <Select
        {...fields.choice('expertId')}
        label={own('who')}
        required
        choices={[...members]
          .sort((a, b) => Number(a.checkedIn) - Number(b.checkedIn))
          .map((one) => ({
            value: one.expertId,
            label: own(one.checkedIn ? 'here' : 'away', { name: one.name, office: officeName(one.office) }),
          }))}
      />
      <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
    </ActDialog>
  );
}

/** D26: the second person sees exactly what the first one proposed. */
export function HandCheckIns({ session, office }: { session: SessionView; office: boolean }) {
  if (session.handCheckIns.length === 0) return null;
  return (
    <section class="stack tight" aria-label={own('waiting')}>
      <h3>{own('waiting')}</h3>
      <ul class="candidates">
        {session.handCheckIns.map((one) => (
          <li key={one.proposal} class="candidate">
            <div>
              <Proposed session={session} waiting={one} />
            </div>
            {office ? <Answers session={session} waiting={one} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Proposed({ session, waiting }: { session: SessionView; waiting: Waiting }) {
  const member = session.members.find((one) => one.expertId === waiting.expertId);
  return (
    <DescriptionList
      items={[
        { term: own('who'), value: `${member?.name ?? ''}（${officeName(member?.office ?? 'MEMBER')}）` },
        { term: t('reason'), value: waiting.reason },
        { term: own('by'), value: waiting.by.name },
        { term: own('at'), value: showInstant(waiting.at) },
      ]}
    />
  );
}

function Answers({ session, waiting }: { session: SessionView; waiting: Waiting }) {
  const mine = operator()?.session.id === waiting.by.id;
  return (
    <div class="stack tight">
      {mine ? <p class="quiet">{own('ownOne')}</p> : null}
      <div class="row">
        {mine ? null : <Confirm session={session} waiting={waiting} />}
        <AskButton label={own(mine ? 'withdraw' : 'refuse')} look="secondary">
          {(window) => (
            <RefuseDialog {...{ session, waiting, ...window }} title={own(mine ? 'withdraw' : 'refuse')} />
          )}
        </AskButton>
      </div>
    </div>
  );
}

function Confirm({ session, waiting }: { session: SessionView; waiting: Waiting }) {
  const act = useSessionAct(session);
  const { expertId, proposal } = waiting;
  return (
    <AskButton label={own('confirm')}>
      {(window) => (
        <ActDialog
          {...window}
          title={own('confirm')}
          confirm={own('confirm')}
          act={act}
          root="act"
          note={own('confirmNote')}
          send={() => act.perform({ type: 'CONFIRM_CHECK_IN', expertId, proposal })}
        >
          <Proposed session={session} waiting={waiting} />
        </ActDialog>
      )}
    </AskButton>
  );
}

function RefuseDialog({
  session,
  waiting,
  title,
  ...window
}: WindowProps & { waiting: Waiting; title: string }) {
  const act = useSessionAct(session);
  const { expertId, proposal } = waiting;
  const fields = useFields(`hand-check-in.${proposal}`, { reason: '' }, act, undefined, 'act');
  const { reason } = fields.values;
  return (
    <ActDialog
      {...window}
      title={title}
      confirm={title}
      act={act}
      root="act"
      send={() => act.perform({ type: 'REFUSE_CHECK_IN', expertId, proposal, reason })}
    >
      <Proposed session={session} waiting={waiting} />
      <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
    </ActDialog>
  );
}
