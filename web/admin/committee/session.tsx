import { useState } from 'preact/hooks';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button, Link } from '../../kit/button.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showDate, showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { OFFICE, operator } from '../parts/access.ts';
import { t } from '../words.ts';
import { SessionCandidates } from './session-candidates.tsx';
import { SessionDraw } from './session-draw.tsx';
import { SessionRoll } from './session-roll.tsx';
import { type SessionView, sessionStateName, sessionTone, useSessionAct } from './session-words.ts';

const own = defineMessages({
  back: ['返回会议列表', 'Back to the sessions'],
  abort: ['中止会议', 'Abort the session'],
  abortNote: [
    '正在进行的表决作废，选票销毁，未表决的申报人回到“待评审”。',
    'The vote under way is voided and its ballots destroyed; everybody not counted is ready for another session.',
  ],
  seal: ['封存会议', 'Seal the session'],
  sealNote: ['封存后计票结果和签名不能更改。', 'Counts and signatures can no longer change.'],
  replan: ['重新召集', 'Convene again'],
  replanNote: ['未达法定人数，另定日期，重新抽取专家。', 'No quorum: another day, and another draw.'],
  replanDate: ['新的会议日期', 'New date'],
  sealed: ['已于 {at} 封存', 'Sealed on {at}'],
  readOnly: [
    '您以监督身份查看，除提交随机数外不能操作。',
    'You supervise: reading only, besides your nonce.',
  ],
  people: ['{size} 名评委 · {n} 名参评人员', '{size} members · {n} candidates'],
});

/** A session from plan to seal: draw, roll and quorum, groups, votes, count sheets. */
export default function SessionPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const query = useApi('get-session', { params: { sessionId: params.id ?? '' }, every: 5_000 });
  return <QueryView query={query}>{({ body }) => <Session session={body} />}</QueryView>;
}

function Session({ session }: { session: SessionView }) {
  const role = operator()?.session.role;
  const office = role !== undefined && OFFICE.includes(role);
  const { status, candidates } = session;
  return (
    <div class="stack">
      <PageTitle before={<Link href="/sessions">{own('back')}</Link>}>{session.name}</PageTitle>
      <div class="row">
        <StatusTag tone={sessionTone(status)}>{sessionStateName(status)}</StatusTag>
        <span>
          {showDate(session.date)} · {own('people', { size: session.size, n: candidates.length })}
        </span>
      </div>
      {office ? null : <Notice>{own('readOnly')}</Notice>}
      {session.sealedAt ? (
        <Notice tone="good" title={own('sealed', { at: showInstant(session.sealedAt) })}>
          <p class="hash">{session.sealHash}</p>
        </Notice>
      ) : null}
      {office ? <SessionActs session={session} /> : null}
      <SessionRoll session={session} office={office} />
      <SessionCandidates session={session} office={office} />
      <SessionDraw session={session} office={office} />
      {office && beforeEnd.includes(status) ? <AbortSession session={session} /> : null}
    </div>
  );
}

type Asking = 'ABORT' | 'SEAL' | 'REPLAN';
const beforeEnd: readonly SessionView['status'][] = [
  'CHECK_IN',
  'QUORATE',
  'GROUP_REPORTS',
  'VOTING',
  'COUNTED',
];

function SessionActs({ session }: { session: SessionView }) {
  const { status } = session;
  const [asking, setAsking] = useState<Asking>();
  return (
    <div class="row">
      {status === 'SIGNED' ? (
        <Button look="primary" onClick={() => setAsking('SEAL')}>
          {own('seal')}
        </Button>
      ) : null}
      {status === 'INQUORATE' ? (
        <Button look="primary" onClick={() => setAsking('REPLAN')}>
          {own('replan')}
        </Button>
      ) : null}
      {asking ? <AskDialog session={session} asking={asking} onClose={() => setAsking(undefined)} /> : null}
    </div>
  );
}

/** The last thing on the page: nobody presses it in passing. */
function AbortSession({ session }: { session: SessionView }) {
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button look="danger" onClick={() => setAsking(true)}>
        {own('abort')}
      </Button>
      {asking ? <AskDialog session={session} asking="ABORT" onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

const words = {
  ABORT: ['abort', 'abortNote'],
  SEAL: ['seal', 'sealNote'],
  REPLAN: ['replan', 'replanNote'],
} as const;

function AskDialog({ session, asking, onClose }: { session: SessionView; asking: Asking; onClose(): void }) {
  const act = useSessionAct(session);
  const name = `${asking}.${session.sessionId}`;
  const fields = useFields<{ reason: string; date?: string }>(name, { reason: '' }, act, undefined, 'act');
  const { reason, date } = fields.values;
  const [title, note] = words[asking];
  const what = {
    ABORT: { type: 'ABORT', reason },
    SEAL: { type: 'SEAL' },
    REPLAN: { type: 'REPLAN', date: date ?? '' },
  } as const;
  return (
    <ActDialog
      title={own(title)}
      confirm={own(title)}
      danger={asking === 'ABORT'}
      act={act}
      root="act"
      final={own(note)}
      send={() => act.perform(what[asking])}
      onClose={onClose}
    >
      {asking === 'ABORT' ? (
        <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
      ) : null}
      {asking === 'REPLAN' ? <DateField {...fields.date('date')} label={own('replanDate')} required /> : null}
    </ActDialog>
  );
}
