import { useState } from 'preact/hooks';
import { commitmentOf } from '../../../shared/rules/committee/draw.ts';
import { Button } from '../../kit/button.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { showDate, showInstant } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { officeName, type SessionView, useSessionAct } from './session-words.ts';

const own = defineMessages({
  title: ['随机抽取', 'Random draw'],
  intro: [
    '办公室和监督方各提交一个随机数的摘要，再各自公布随机数；两者与冻结的名单共同决定抽取结果，任何一方不能单独左右。',
    'The office and the supervisor each commit to a secret number, then reveal it; with the frozen pool they decide the draw, and neither can steer it alone.',
  ],
  pool: ['专家库摘要', 'Hash of the pool'],
  poolList: ['专家库名单', 'Experts of the pool'],
  term: ['聘期 {from} 至 {to}', 'Serves {from} to {to}'],
  frozen: ['名单冻结', 'Pool frozen'],
  office: ['办公室', 'Office'],
  supervisor: ['监督方', 'Supervisor'],
  waiting: ['等待提交', 'Waiting'],
  committed: ['已提交摘要', 'Committed'],
  revealed: ['已公布', 'Revealed'],
  commit: ['生成随机数并提交摘要', 'Make a number and commit'],
  reveal: ['公布随机数', 'Reveal the number'],
  lost: [
    '随机数保存在提交时使用的浏览器里，请在那台电脑上公布。',
    'The number is kept in the browser that committed it; reveal it there.',
  ],
  draw: ['抽取专家', 'Hold the draw'],
  drawn: ['抽取结果', 'Drawn'],
  reserves: ['候补', 'Reserves'],
  seed: ['种子', 'Seed'],
  excluded: ['不参加抽取', 'Not to be drawn'],
  EXPERT_TERM_OUTSIDE: ['不在任期内', 'Out of term'],
  EXPERT_IS_APPLICANT: ['本计划申报人', 'Applicant of this plan'],
  EXPERT_TWICE: ['与名单中另一账号为同一人', 'The same person as another account on the list'],
  RECOMMENDER: ['参评人员的推荐人', 'Recommender of a candidate'],
});

type Side = 'office' | 'supervisor';

/** B8: everything that anybody needs to repeat the draw, and this side's part in it. */
export function SessionDraw({ session, office }: { session: SessionView; office: boolean }) {
  const { draw, status, pool } = session;
  const mine: Side = office ? 'office' : 'supervisor';
  const nameOf = (id: string) => pool.find((one) => one.expertId === id)?.name ?? id;
  return (
    <section class="panel stack tight" aria-label={own('title')}>
      <h2>{own('title')}</h2>
      <p>{own('intro')}</p>
      <DescriptionList
        items={[
          { term: own('frozen'), value: showInstant(draw.frozenAt) },
          { term: own('pool'), value: <span class="hash">{draw.poolHash}</span> },
          ...(['office', 'supervisor'] as const).map((side) => ({
            term: own(side),
            value: <SideState session={session} side={side} />,
          })),
          draw.seed ? { term: own('seed'), value: <span class="hash">{draw.seed}</span> } : null,
          draw.drawn ? { term: own('drawn'), value: draw.drawn.map(nameOf).join('、') } : null,
          draw.reserves?.length
            ? { term: own('reserves'), value: draw.reserves.map(nameOf).join('、') }
            : null,
        ]}
      />
      {status === 'PLANNED' ? <MyPart session={session} side={mine} office={office} /> : null}
      {draw.excluded.length ? (
        <details>
          <summary>
            {own('excluded')}（{draw.excluded.length}）
          </summary>
          <ul class="plain-list">
            {draw.excluded.map((one) => (
              <li key={one.expertId}>
                {nameOf(one.expertId)} · {own(one.reason as Parameters<typeof own>[0])}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <PoolList session={session} />
    </section>
  );
}

function PoolList({ session }: { session: SessionView }) {
  const { planCode } = session;
  const plan = useApi('get-plan', { params: { planCode } }).data?.body.plan;
  const specialtyOf = (code: string) =>
    say(plan?.title.specialties.find((one) => one.code === code)?.name) || code;
  return (
    <details>
      <summary>
        {own('poolList')}（{session.pool.length}）
      </summary>
      <ul class="plain-list">
        {session.pool.map((one) => (
          <li key={one.expertId}>
            {one.name} · {officeName(one.office)} · {specialtyOf(one.specialty)}
            {one.unitUscc ? ` · ${one.unitUscc}` : ''} ·{' '}
            {own('term', { from: showDate(one.termFrom), to: showDate(one.termTo) })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function SideState({ session, side }: { session: SessionView; side: Side }) {
  const { commitments, nonces } = session.draw;
  const commitment = commitments[side];
  const nonce = nonces[side];
  if (nonce)
    return (
      <>
        <StatusTag tone="good">{own('revealed')}</StatusTag> <span class="hash">{nonce.nonce}</span>
      </>
    );
  if (commitment)
    return (
      <>
        <StatusTag tone="info">{own('committed')}</StatusTag> <span class="hash">{commitment.hash}</span>
      </>
    );
  return <StatusTag>{own('waiting')}</StatusTag>;
}

const keyOf = (drawId: string, side: Side) => `zp.nonce.${drawId}.${side}`;

/** 256 bits from the browser's own source. */
function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

function MyPart({ session, side, office }: { session: SessionView; side: Side; office: boolean }) {
  const act = useSessionAct(session);
  const { drawId, commitments, nonces } = session.draw;
  const [kept, setKept] = useState(() => localStorage.getItem(keyOf(drawId, side)) ?? undefined);
  const both = Boolean(commitments.office && commitments.supervisor);
  const commit = async () => {
    const nonce = newNonce();
    localStorage.setItem(keyOf(drawId, side), nonce);
    // Kept even when no answer comes: the commitment may be on record all the same.
    setKept(nonce);
    await act.perform({ type: 'COMMIT_NONCE', commitment: commitmentOf(nonce) });
  };
  return (
    <div class="stack tight">
      <ProblemSummary problem={act.problem} root="act" />
      <div class="row">
        {commitments[side] ? null : (
          <Button look="primary" busy={act.busy} onClick={() => void commit()}>
            {own('commit')}
          </Button>
        )}
        {commitments[side] && both && !nonces[side] && kept ? (
          <Button
            look="primary"
            busy={act.busy}
            onClick={() => void act.perform({ type: 'REVEAL_NONCE', nonce: kept })}
          >
            {own('reveal')}
          </Button>
        ) : null}
        {office && nonces.office && nonces.supervisor ? (
          <Button look="primary" busy={act.busy} onClick={() => void act.perform({ type: 'DRAW' })}>
            {own('draw')}
          </Button>
        ) : null}
      </div>
      {commitments[side] && !nonces[side] && !kept ? <Notice tone="warn">{own('lost')}</Notice> : null}
    </div>
  );
}
