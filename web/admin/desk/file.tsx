import { useState } from 'preact/hooks';
import { actName } from '../../kit/act-names.ts';
import { Button, Link } from '../../kit/button.tsx';
import { useDraft } from '../../kit/draft.ts';
import { FindingList } from '../../kit/errors.tsx';
import { linesOf } from '../../kit/findings.ts';
import { showDeadline, showInstant, showLifeDate, showMoney } from '../../kit/format.ts';
import { defineMessages, listed, say } from '../../kit/i18n.ts';
import { DescriptionList, Timeline } from '../../kit/lists.tsx';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { PlanName } from '../../kit/plan-name.tsx';
import { useApi } from '../../kit/query.ts';
import { paperName, roleName, sexName, stageName, unitKindName } from '../../kit/words.ts';
import { YearLines } from '../../kit/year-lines.tsx';
import { stageTone, t } from '../words.ts';
import { Achievements, Attachments, PhotoBlock } from './attachments.tsx';
import { Block, Flag } from './block.tsx';
import { DeclarationData } from './data.tsx';
import { isOwn, ProposedChanges } from './decide/correction-dialogs.tsx';
import { DecisionBar, type DeskCommand } from './decide/decisions.tsx';
import { useReturnDraft } from './decide/return-draft.ts';
import { IdentityNumber } from './identity.tsx';
import type { DeskFile, DeskSource } from './source.ts';

const own = defineMessages({
  applicant: ['申报人', 'Applicant'],
  data: ['申报信息', 'Declaration'],
  achievements: ['业绩', 'Achievements'],
  attachments: ['附件', 'Attachments'],
  commitment: ['个人承诺', 'Commitment'],
  signedAt: ['{at} 已签署', 'Signed {at}'],
  unsigned: ['尚未签署', 'Not signed'],
  progress: ['办理情况', 'Where it stands'],
  history: ['办理记录', 'History'],
  findings: ['系统提示（仅供参考，由您判断）', 'What the rules point out (advice; you decide)'],
  whose: ['当前由', 'Now with'],
  next: ['之后', 'Then'],
  batch: ['批次', 'Batch'],
  batchText: ['{name}，{session}评审', '{name}, decided in {session}'],
  idNumber: ['证件号码', 'Identity number'],
  mobile: ['手机号码', 'Mobile'],
  birthDate: ['出生日期', 'Date of birth'],
  gender: ['性别', 'Sex'],
  education: ['最高学历', 'Highest education'],
  unitKind: ['单位性质', 'Kind of unit'],
  uscc: ['统一社会信用代码', 'Credit code'],
  point: ['受理点', 'Acceptance point'],
  flagged: ['申报人未选建议的受理点', 'Not the proposed point'],
  paper: ['评审表', 'Review form'],
  paperVersion: ['{state}（第 {n} 版）', '{state} (version {n})'],
  payment: ['缴费', 'Fee'],
  PAID: ['已缴 {money}', 'Paid, {money}'],
  OPEN: ['待缴 {money}', 'Due, {money}'],
  NONE: ['尚未开放', 'Not open yet'],
  EXPIRED: ['已逾期', 'Expired'],
  REFUNDING: ['退款中', 'Being refunded'],
  REFUNDED: ['已退款', 'Refunded'],
  returned: ['退回补正中', 'Returned'],
  wall: ['打印张贴用的公示', 'Print the notice for the wall'],
  unchanged: [
    '补正后重新提交，但退回意见所指的以下内容没有改动（文件按 SHA-256 比对）',
    'Submitted again, but unchanged where the return says (files by SHA-256)',
  ],
  saves: ['填报申报内容（保存 {n} 次）', 'The declaration was filled in ({n} saves)'],
  returnedBefore: ['本环节已退回 {n} 次', 'Returned {n} times at this stage'],
  withdrawal: ['申报人申请撤回', 'The applicant asks to withdraw'],
  disqualification: ['已有人提出取消资格', 'Disqualification has been proposed'],
  reexamination: ['申报人申请复查', 'Re-examination asked for'],
  correction: ['有更正待另一人确认', 'A correction waits for another person'],
  ownCorrection: ['由您提出，须由另一人确认。', 'Proposed by you; another person confirms it.'],
  corrected: [
    '{at} 已更正：{what}。提出 {by}，确认 {second}。{reason}',
    'Corrected {at}: {what}. Proposed by {by}, confirmed by {second}. {reason}',
  ],
  objection: ['有 {n} 项未处理的异议', '{n} objections are open'],
  opinion: ['意见：{text}', 'Opinion: {text}'],
  reveal: ['查看完整证件号码', 'Identity number shown'],
  window: ['公示期', 'Publicity'],
});

interface Ticks {
  checked: readonly string[];
}
const noTicks = { value: { checked: [] } };

interface Props {
  source: DeskSource;
  file: DeskFile;
  command: DeskCommand | undefined;
  onCommand(command: DeskCommand | undefined): void;
  onDecided(): void;
}

/** One application as a desk reads it: everything that the decision needs, the history beside it, the bar below. */
export function DeskFileView({ source, file, command, onCommand, onDecided }: Props) {
  const plan = useApi('get-plan', planOf(file)).data?.body.plan;
  const returning = useReturnDraft(file);
  // What was looked at stays ticked through a reload and a new sign-in; another turn begins anew.
  const ticks = useDraft<Ticks>(`checked.${file.applicationId}.${file.turn}`, noTicks);
  const { checked } = ticks.value;
  const mayReturn = file.acts.includes('RETURN');
  const flag = mayReturn ? returning : undefined;
  return (
    <article class="file" aria-label={file.applicant.name}>
      <FileHead file={file} />
      <div class="file-columns">
        <div class="file-main">
          <Warnings file={file} />
          {source.kind === 'unit' && file.stage === 'UNIT_PUBLICITY' ? (
            <p>
              <Link href={`/unit/notices/${file.applicationId}`} look="secondary">
                {own('wall')}
              </Link>
            </p>
          ) : null}
          <Block title={own('applicant')} aside={<Flag flag={flag} path="/person" />}>
            <Person source={source} file={file} />
            <YearLines lines={file.yearLines} part="/profile" />
          </Block>
          {file.declaration.photo ? <PhotoBlock source={source} file={file} flag={flag} /> : null}
          <Block title={own('data')}>
            <DeclarationData
              declaration={file.declaration}
              plan={plan}
              flag={flag}
              checks={{ paths: file.toCheck, checked, onChecked: (keys) => ticks.set({ checked: keys }) }}
              counted={file.yearLines}
            />
          </Block>
          <Block title={own('achievements')}>
            <Achievements source={source} file={file} plan={plan} flag={flag} />
          </Block>
          <Block title={own('attachments')}>
            <Attachments
              source={source}
              file={file}
              flag={flag}
              checked={checked}
              onChecked={(keys) => ticks.set({ checked: keys })}
            />
          </Block>
          <Block title={own('commitment')} aside={<Flag flag={flag} path="/commitment" />}>
            <p>
              {file.declaration.commitment
                ? own('signedAt', { at: showInstant(file.declaration.commitment.signedAt) })
                : own('unsigned')}
            </p>
          </Block>
          {file.findings.length ? (
            <Block title={own('findings')}>
              <FindingList lines={linesOf(file.findings)} />
            </Block>
          ) : null}
        </div>
        <aside class="file-side" aria-label={own('progress')}>
          <Block title={own('progress')}>
            <Standing file={file} />
          </Block>
          <Block title={own('history')}>
            <History file={file} />
          </Block>
        </aside>
      </div>
      <DecisionBar
        key={`${file.applicationId}.${file.turn}`}
        source={source}
        file={file}
        plan={plan}
        returning={returning}
        unchecked={humanChecks(file).filter((one) => !checked.includes(one)).length}
        command={command}
        onCommand={onCommand}
        onDecided={onDecided}
      />
    </article>
  );
}

/** Keys of all that a person has to look at (§5: seals, signatures, contents). */
const humanChecks = (file: DeskFile): string[] => [
  ...file.toCheck,
  ...file.requirements.flatMap((one, i) => one.humanChecks.map((_, n) => `${i}.${n}`)),
];

function FileHead({ file }: { file: DeskFile }) {
  const { waiting } = file;
  return (
    <header class="file-head">
      <div class="row">
        <h2>{file.applicant.name}</h2>
        <StatusTag tone={stageTone(file.stage)}>{stageName(file.stage)}</StatusTag>
        {file.mode ? <StatusTag>{file.mode}</StatusTag> : null}
      </div>
      <p class="quiet">
        {file.unit.name} · {file.applicationNo ?? '—'} · <PlanName of={file} />
      </p>
      {waiting.dueAt ? <p class="file-due">{showDeadline(waiting.dueAt, waiting.left)}</p> : null}
    </header>
  );
}

function Warnings({ file }: { file: DeskFile }) {
  const open = file.objections.filter((one) => one.status === 'OPEN' || one.status === 'UPHOLD_PROPOSED');
  const times = file.returnCounts[file.stage] ?? 0;
  return (
    <>
      {file.withdrawalRequested ? (
        <Notice tone="warn" title={own('withdrawal')}>
          <p>{file.withdrawalRequested.reason}</p>
        </Notice>
      ) : null}
      {file.pendingDisqualification ? (
        <Notice tone="bad" title={own('disqualification')}>
          <p>{file.pendingDisqualification.reason}</p>
        </Notice>
      ) : null}
      {file.reexamination && !file.reexamination.answeredAt ? (
        <Notice tone="warn" title={own('reexamination')}>
          <p>{file.reexamination.reason}</p>
        </Notice>
      ) : null}
      {file.correction?.proposed ? (
        <Notice tone="warn" title={own('correction')}>
          <ProposedChanges proposed={file.correction.proposed} />
          {isOwn(file.correction.proposed) ? <p>{own('ownCorrection')}</p> : null}
        </Notice>
      ) : null}
      {file.correction?.done.map(({ at, labels, proposedBy, confirmedBy, reason }) => (
        <Notice
          key={at}
          tone="info"
          title={own('corrected', {
            at: showInstant(at),
            what: listed(labels.map((label) => say(label))),
            by: proposedBy,
            second: confirmedBy,
            reason,
          })}
        />
      ))}
      {open.length ? <Notice tone="warn" title={own('objection', { n: open.length })} /> : null}
      {times > 0 ? <Notice tone="info" title={own('returnedBefore', { n: times })} /> : null}
      {file.unchanged && !file.returned ? (
        <Notice tone="warn" title={own('unchanged')}>
          <ul class="bullets">
            {file.unchanged.map((item) => (
              <li key={item.path}>{item.remark}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {file.returned ? (
        <Notice tone="warn" title={own('returned')}>
          <ul>
            {file.returned.items.map((item) => (
              <li key={item.path}>{item.remark}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}

function Person({ source, file }: { source: DeskSource; file: DeskFile }) {
  const { applicant, unit } = file;
  return (
    <DescriptionList
      items={[
        { term: t('name'), value: applicant.name },
        {
          term: own('idNumber'),
          value: <IdentityNumber source={source} file={file} />,
        },
        applicant.birthDate ? { term: own('birthDate'), value: showLifeDate(applicant.birthDate) } : null,
        { term: own('mobile'), value: applicant.mobileMasked },
        applicant.gender ? { term: own('gender'), value: sexName(applicant.gender) } : null,
        { term: own('education'), value: applicant.education },
        { term: t('unitName'), value: unit.name },
        { term: own('uscc'), value: unit.uscc },
        unit.kind ? { term: own('unitKind'), value: unitKindName(unit.kind) } : null,
      ]}
    />
  );
}

/** The version that it is judged under, which need not be the newest (G1). */
const planOf = ({ planCode, planVersion }: DeskFile) => ({
  params: { planCode },
  query: { version: String(planVersion) },
});

function Standing({ file }: { file: DeskFile }) {
  const { waiting, inBatch: batch, route, payment, paper, window } = file;
  const plan = useApi('get-plan', planOf(file)).data?.body.plan;
  const point = plan?.directory.points.find((one) => one.pointId === route?.pointId);
  const pointName = say(point?.name) || route?.pointId;
  return (
    <DescriptionList
      items={[
        { term: own('whose'), value: say(waiting.name) },
        waiting.next ? { term: own('next'), value: say(waiting.next) } : null,
        batch
          ? {
              term: own('batch'),
              value: own('batchText', { name: say(batch.names), session: batch.session }),
            }
          : null,
        window ? { term: own('window'), value: showDeadline(window.closeAt) } : null,
        route
          ? {
              term: own('point'),
              value: (
                <>
                  {pointName}
                  {route.flagged ? <StatusTag tone="warn">{own('flagged')}</StatusTag> : null}
                  {route.reason ? <span class="quiet"> {route.reason}</span> : null}
                </>
              ),
            }
          : null,
        {
          term: own('payment'),
          value: own(payment.status, { money: showMoney(payment.amountFen) }),
        },
        {
          term: own('paper'),
          value:
            paper.formVersion > 0
              ? own('paperVersion', { state: paperName(paper.status), n: paper.formVersion })
              : paperName(paper.status),
        },
      ]}
    />
  );
}

/** Newest first; 20 at once, the rest on demand. */
function History({ file }: { file: DeskFile }) {
  const [all, setAll] = useState(false);
  const entries = [...file.timeline].reverse();
  const opinions = new Map(file.approvals.map((one) => [one.at, one.opinion]));
  return (
    <>
      <Timeline
        items={(all ? entries : entries.slice(0, 20)).map((entry) => ({
          key: entry.seq,
          at: showInstant(entry.at),
          title: entry.times
            ? own('saves', { n: entry.times })
            : (actName(entry.act) ?? (entry.act === 'REVEAL_IDENTITY' ? own('reveal') : entry.act)),
          detail: (
            <>
              <p class="quiet">
                {roleName(entry.role)}
                {entry.actorName ? ` · ${entry.actorName}` : ''}
              </p>
              {entry.note ? <p>{say(entry.note)}</p> : null}
              {entry.reason ? <p>{entry.reason}</p> : null}
              {opinions.get(entry.at) ? (
                <p>{own('opinion', { text: opinions.get(entry.at) ?? '' })}</p>
              ) : null}
            </>
          ),
        }))}
      />
      {!all && entries.length > 20 ? (
        <Button look="plain" onClick={() => setAll(true)}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}
