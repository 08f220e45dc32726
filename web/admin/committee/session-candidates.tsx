import { useState } from 'preact/hooks';
import { Button } from '../../kit/button.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { ProgressBar } from '../../kit/lists.tsx';
import { StatusTag } from '../../kit/notice.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { CloseVoteDialog, OpenVoteDialog, RecusalDialog, SkipDialog } from './candidate-dialogs.tsx';
import { CountSheet } from './count-sheet.tsx';
import { type Candidate, candidateStatusName, type SessionView } from './session-words.ts';

const own = defineMessages({
  title: ['参评人员', 'Candidates'],
  assign: ['分组', 'Assign to a group'],
  group: ['第 {id} 组', 'Group {id}'],
  opinions: ['书面意见 {n}', '{n} opinions'],
  recused: ['回避 {n}', '{n} recused'],
  voted: ['已投 {n}，应投 {of}', '{n} of {of} have voted'],
  open: ['开启投票', 'Open the vote'],
  close: ['结束投票并计票', 'Close the vote and count'],
  skip: ['转其他会议', 'To another session'],
  recusal: ['回避', 'Recusals'],
  sheet: ['计票单', 'Count sheet'],
  signed: ['已签字', 'Signed'],
  unsigned: ['待主持人签字', 'To be signed'],
});

type Act = 'OPEN' | 'CLOSE' | 'SKIP' | 'RECUSAL';
const grouping: readonly SessionView['status'][] = ['QUORATE', 'GROUP_REPORTS'];
const votable: readonly SessionView['status'][] = ['GROUP_REPORTS', 'COUNTED'];

/** Who is on the list, and how far each is: group, opinions, vote, count sheet. */
export function SessionCandidates({ session, office }: { session: SessionView; office: boolean }) {
  const [assigning, setAssigning] = useState(false);
  const [chosen, setChosen] = useState<{ id: string; act: Act }>();
  const candidate = session.candidates.find((one) => one.applicationId === chosen?.id);
  const waiting = session.candidates.some((one) => one.status === 'WAITING');
  const close = () => setChosen(undefined);
  return (
    <section class="panel stack tight" aria-label={own('title')}>
      <div class="row">
        <h2>{own('title')}</h2>
        {office && waiting && grouping.includes(session.status) ? (
          <Button look="primary" onClick={() => setAssigning(true)}>
            {own('assign')}
          </Button>
        ) : null}
      </div>
      <ul class="candidates">
        {session.candidates.map((one) => (
          <li key={one.applicationId}>
            <CandidateRow
              session={session}
              candidate={one}
              office={office}
              onAct={(act) => setChosen({ id: one.applicationId, act })}
            />
          </li>
        ))}
      </ul>
      {assigning ? <AssignDialog session={session} onClose={() => setAssigning(false)} /> : null}
      {candidate && chosen?.act === 'OPEN' ? (
        <OpenVoteDialog session={session} candidate={candidate} onClose={close} />
      ) : null}
      {candidate && chosen?.act === 'CLOSE' ? (
        <CloseVoteDialog session={session} candidate={candidate} onClose={close} />
      ) : null}
      {candidate && chosen?.act === 'SKIP' ? (
        <SkipDialog session={session} candidate={candidate} onClose={close} />
      ) : null}
      {candidate && chosen?.act === 'RECUSAL' ? (
        <RecusalDialog session={session} candidate={candidate} office={office} onClose={close} />
      ) : null}
    </section>
  );
}

interface RowProps {
  session: SessionView;
  candidate: Candidate;
  office: boolean;
  onAct(act: Act): void;
}

function CandidateRow({ session, candidate, office, onAct }: RowProps) {
  const { status, sheet } = candidate;
  const voting = status === 'VOTING';
  return (
    <div class="candidate">
      <div>
        <p>
          <strong>{candidate.name}</strong>{' '}
          <StatusTag tone={voting ? 'warn' : status === 'COUNTED' ? 'good' : 'neutral'}>
            {candidateStatusName(status)}
          </StatusTag>{' '}
          {sheet ? (
            <StatusTag tone={candidate.signed ? 'good' : 'warn'}>
              {own(candidate.signed ? 'signed' : 'unsigned')}
            </StatusTag>
          ) : null}
        </p>
        <p class="quiet">
          {candidate.applicationNo} · {candidate.specialty} · {candidate.mode}
        </p>
        <p class="quiet">
          {candidate.groupId ? `${own('group', { id: candidate.groupId })} · ` : ''}
          {own('opinions', { n: candidate.opinions })} · {own('recused', { n: candidate.recused.length })}
        </p>
        <Recused session={session} candidate={candidate} />
        {voting ? (
          <ProgressBar
            value={candidate.entitled ? Math.floor((candidate.voted / candidate.entitled) * 100) : 0}
            label={own('voted', { n: candidate.voted, of: candidate.entitled })}
          />
        ) : null}
        {sheet ? (
          <details>
            <summary>{own('sheet')}</summary>
            <CountSheet sheet={sheet} />
          </details>
        ) : null}
      </div>
      <CandidateActs session={session} candidate={candidate} office={office} onAct={onAct} />
    </div>
  );
}

/** Once a vote has opened nothing changes it any more (L18): it is only to be read. */
function Recused({ session, candidate }: { session: SessionView; candidate: Candidate }) {
  const { recused, status } = candidate;
  if (recused.length === 0 || isBefore(status)) return null;
  const nameOf = (id: string) => session.members.find((one) => one.expertId === id)?.name ?? id;
  return (
    <details>
      <summary>{own('recusal')}</summary>
      <ul class="plain-list">
        {recused.map((one) => (
          <li key={one.expertId}>
            {nameOf(one.expertId)} · {one.reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

const isBefore = (status: Candidate['status']): boolean => status === 'WAITING' || status === 'ASSIGNED';

function CandidateActs({ session, candidate, office, onAct }: RowProps) {
  const { status } = candidate;
  const before = isBefore(status);
  return (
    <div class="row">
      {office && status === 'ASSIGNED' && votable.includes(session.status) ? (
        <Button look="primary" onClick={() => onAct('OPEN')}>
          {own('open')}
        </Button>
      ) : null}
      {office && status === 'VOTING' ? (
        <Button look="primary" onClick={() => onAct('CLOSE')}>
          {own('close')}
        </Button>
      ) : null}
      {session.members.length && before ? (
        <Button onClick={() => onAct('RECUSAL')}>{own('recusal')}</Button>
      ) : null}
      {office && before && votable.includes(session.status) ? (
        <Button onClick={() => onAct('SKIP')}>{own('skip')}</Button>
      ) : null}
    </div>
  );
}
