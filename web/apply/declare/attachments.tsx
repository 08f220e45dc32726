import type { ComponentChildren } from 'preact';
import type { Plan } from '../../../shared/contracts/plan.ts';
import { appointmentKinds, type TitleLevel } from '../../../shared/contracts/plan-attachments.ts';
import type { ResponseFor } from '../../kit/client.ts';
import { Conflicts } from '../../kit/conflict.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { useDraft } from '../../kit/draft.ts';
import { InlineError } from '../../kit/errors.tsx';
import { CheckBox, RadioCards, Select } from '../../kit/fields.tsx';
import { FileField, StoredFile } from '../../kit/file-field.tsx';
import { errorAt, errorOf, fieldId, type Line } from '../../kit/findings.ts';
import { showBytes } from '../../kit/format.ts';
import { aside, defineMessages, listed, say } from '../../kit/i18n.ts';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { titleLevelName } from '../../kit/words.ts';
import { type Given, givenOf, givenParts, isConfirmed, type Sent } from './attachments-parts.ts';
import { words as dataWords } from './data/data-words.ts';
import type { View } from './progress.ts';
import { NextButton, StepMessages, type StepProps, useStepOutcome, useStepSave } from './step-form.tsx';

const own = defineMessages({
  intro: [
    '下面只列出您需要提供的附件，每一项都写明原因。',
    'Only what is asked of you is listed here, each with its reason.',
  ],
  good: ['怎样算合格', 'What counts as good'],
  checks: ['审核人员会查看：{list}', 'A person will look at: {list}'],
  files: ['格式 {kinds}，每个不超过 {size}', '{kinds}, up to {size} each'],
  needYears: ['须满 {n} 年', 'held for {n} full years'],
  given: ['已提供 {n}，要求 {min}', '{n} given, {min} required'],
  done: ['已齐', 'complete'],
  missing: ['待上传', 'to be uploaded'],
  fetch: ['请自行上传，平台目前不自动获取。', 'Please upload it; the platform does not fetch it yet.'],
  returned: ['退回待补正', 'returned; to be corrected'],
  same: ['与退回时是同一份文件，尚未更换。', 'It is the very file that was returned.'],
  replaced: ['已更换', 'replaced'],
  above: ['已在“{page}”中提供', 'given on “{page}”'],
  which: ['上传的是哪一种', 'Which of them is it'],
  kind: ['材料种类', 'Kind of document'],
  recommender: ['属于哪位推荐人', 'Of which recommender'],
  validUntil: ['在线验证有效期至', 'Online verification valid until'],
  add: ['上传', 'Upload'],
  another: ['再添加一份', 'Add another'],
  confirm: ['所有附件确认上传无误', 'All attachments are uploaded and correct'],
  thirdParty: [
    '须由第三方出具，单位或本人自行出具的不计。',
    'Given by a third party: what the unit or you say of it does not count.',
  ],
  forItem: ['对应业绩：{title}', 'For the achievement: {title}'],
  locked: ['退回意见未涉及此项，不能修改。', 'The return does not name this; it cannot be changed.'],
  nothing: [
    '先完成“填写申报信息”，这里会列出需要的附件。',
    'Fill in the data first; what is needed is listed here then.',
  ],
});

type Requirement = View['requirements'][number];

const keyOf = (r: Requirement) => `${(r.oneOf ?? [r.code]).join('|')}${r.instance ? `@${r.instance}` : ''}`;
const codesOf = (r: Requirement) => r.oneOf ?? [r.code];
const belongs = (r: Requirement, a: Sent) =>
  codesOf(r).includes(a.code) && (r.instance === undefined || a.forAchievement === r.instance);

/** 上传相关附件 (R41–R57): one row a requirement. */
export default function AttachmentsStep({ view, plan }: StepProps) {
  const draft = useDraft<Given>(`attachments.${view.applicationId}`, givenOf(view), givenParts(plan));
  const { list } = draft.value;
  // Files of a requirement that fell away with a change of the data stay behind (L8).
  const askedOf = (given: readonly Sent[]) =>
    given.filter((a) => view.requirements.some((r) => belongs(r, a)));
  const confirmed = isConfirmed(draft.value);
  const save = useStepSave('save-attachments', view, {
    draft,
    held: givenOf,
    body: (given) => ({ attachments: askedOf(given.list), confirmed: isConfirmed(given) }),
  });
  const outcome = useStepOutcome('ATTACHMENTS', view, save.problem);
  // A change of the list takes the confirmation away: it was given for another list.
  const change = (next: Sent[]) => draft.set({ list: next, confirmedFor: [] });
  const opened = view.stage === 'RETURNED' ? (view.returned?.items.map((i) => i.path) ?? []) : undefined;
  const next = async () => outcome.proceed(await save.save());
  return (
    <div class="stack">
      <Conflicts draft={draft} asked={save.asked} />
      <StepMessages outcome={outcome} />
      <p>{own('intro')}</p>
      {view.requirements.length === 0 ? <Notice>{own('nothing')}</Notice> : null}
      <ol class="items">
        {view.requirements.map((requirement) => (
          <li
            key={keyOf(requirement)}
            class="panel"
            id={fieldId(`attachments/${keyOf(requirement)}`)}
            tabIndex={-1}
          >
            <Row
              requirement={requirement}
              plan={plan}
              view={view}
              list={list}
              placeOf={(one) => `attachments/${askedOf(list).indexOf(one)}`}
              onChange={change}
              lines={outcome.lines}
              locked={opened !== undefined && !isOpened(opened, requirement)}
            />
          </li>
        ))}
      </ol>
      <CheckBox
        name="confirmed"
        label={own('confirm')}
        checked={confirmed}
        onChange={(value) => draft.set({ confirmedFor: value ? list.map((a) => a.fileId) : [] })}
        error={errorOf(outcome.lines, 'confirmedFileIds') ?? errorOf(outcome.lines, 'confirmed')}
      />
      <NextButton
        plan={plan}
        busy={save.busy}
        held={draft.conflicts.length > 0}
        onClick={() => void next()}
      />
    </div>
  );
}

/** C9: named by the return, by its code or its key; or not given yet, because corrected data ask for it now. */
function isOpened(paths: readonly string[], requirement: Requirement): boolean {
  return paths.some((path) => {
    const [, root, name = ''] = path.split('/');
    if (root !== 'attachments') return false;
    return !name || (name.split('@')[0] ?? '').split('|').some((code) => codesOf(requirement).includes(code));
  });
}

/** Where a return names this requirement: still the returned file, or another one by now. */
function returnMark(view: View, requirement: Requirement): 'returned' | 'replaced' | undefined {
  const named = (view.returned?.items ?? []).filter(
    ({ path }) => path !== '/attachments' && isOpened([path], requirement),
  );
  if (view.stage !== 'RETURNED' || named.length === 0) return undefined;
  const same = (view.findings.PREVIEW ?? []).filter((f) => f.code === 'RETURN_UNCHANGED');
  return named.some(({ path }) => same.some((f) => f.field === path)) ? 'returned' : 'replaced';
}

interface RowProps {
  requirement: Requirement;
  plan: Plan;
  view: View;
  list: readonly Sent[];
  /** The place of a file in what is sent. */
  placeOf(one: Sent): string;
  onChange(list: Sent[]): void;
  lines: readonly Line[];
  locked: boolean;
}

function Row({ requirement, plan, view, list, placeOf, onChange, lines, locked }: RowProps) {
  const given = list.filter((a) => belongs(requirement, a));
  const documents = plan.attachments.documents.filter((d) => codesOf(requirement).includes(d.code));
  const item = view.declaration.achievements.find((a) => a.itemId === requirement.instance);
  // R39: what was given with the achievement counts, and is not asked again.
  const chosen = requirement.thirdParty ? [] : (item?.contributionFileIds ?? []);
  const enough = given.length + chosen.length >= requirement.min;
  const mark = returnMark(view, requirement);
  const asked = documents.find((d) => d.code === requirement.code);
  const limits = asked && { maxBytes: asked.maxBytes, kinds: asked.files };
  const shut = locked && given.length > 0;
  const put = (fileId: string, change: Partial<Sent>) =>
    onChange(list.map((a) => (a.fileId === fileId && belongs(requirement, a) ? { ...a, ...change } : a)));
  const add = (file: ResponseFor<'get-upload'>) =>
    onChange([
      ...list,
      {
        code: requirement.code,
        fileId: file.fileId,
        source: 'UPLOADED',
        ...(requirement.accept?.[0] ? { kind: requirement.accept[0] as 'APPOINTMENT' } : {}),
        ...(requirement.instance ? { forAchievement: requirement.instance } : {}),
      },
    ]);
  return (
    <div class="stack tight">
      <div class="row between">
        <h2 class="item-title">{say(requirement.names)}</h2>
        <StatusTag tone={enough && mark !== 'returned' ? 'good' : 'warn'}>
          {own(enough ? (mark ?? 'done') : 'missing')}
        </StatusTag>
      </div>
      {requirement.min > 1 ? (
        <p>{own('given', { n: given.length + chosen.length, min: requirement.min })}</p>
      ) : null}
      {item ? <p class="quiet">{own('forItem', { title: item.title })}</p> : null}
      {requirement.thirdParty ? <p>{own('thirdParty')}</p> : null}
      <RuleQuote rules={requirement.rules} facts={say(requirement.why)} />
      <Good requirement={requirement} documents={documents} />
      {mark === 'returned' ? <p>{own('same')}</p> : null}
      {chosen.length > 0 ? (
        <div class="given">
          <p class="quiet">{own('above', { page: plan.strings.pages.ACHIEVEMENTS })}</p>
          {chosen.map((fileId) => (
            <StoredFile key={fileId} fileId={fileId} />
          ))}
        </div>
      ) : null}
      {given.map((a) => (
        <div key={a.fileId} class="given">
          <StoredFile
            fileId={a.fileId}
            onRemove={shut ? undefined : () => onChange(list.filter((one) => one !== a))}
          />
          {shut ? null : (
            <Details
              requirement={requirement}
              plan={plan}
              view={view}
              one={a}
              at={placeOf(a)}
              lines={lines}
              put={(change) => put(a.fileId, change)}
            />
          )}
        </div>
      ))}
      {shut ? <p class="quiet">{own('locked')}</p> : null}
      {shut ? null : (
        <More folded={enough}>
          <FileField
            key={`${keyOf(requirement)}-${given.length}`}
            name={`upload/${keyOf(requirement)}`}
            label={own('add')}
            accept=".pdf,.jpg,.jpeg,.png"
            purpose={{
              ...{ purpose: 'ATTACHMENT', documentCode: requirement.code },
              ...{ planCode: view.planCode, planVersion: view.planVersion },
            }}
            {...(limits ? { limits } : {})}
            onAccepted={add}
            camera
          />
        </More>
      )}
      <InlineError
        id={`${fieldId(`attachments/${keyOf(requirement)}`)}-error`}
        message={
          errorOf(lines, `attachments/${keyOf(requirement)}`) ??
          errorOf(lines, `attachments/${requirement.code}`)
        }
      />
    </div>
  );
}

function Good({
  requirement,
  documents,
}: {
  requirement: Requirement;
  documents: Plan['attachments']['documents'];
}) {
  const checks = requirement.humanChecks.map((check) => say(check.text));
  const level = requirement.need && requirement.need.level !== 'ANY' ? requirement.need : undefined;
  const first = documents[0];
  return (
    <div class="quiet">
      {documents.map((d) => (d.hint ? <p key={d.code}>{say(d.hint)}</p> : null))}
      {requirement.accept ? (
        <p>{requirement.accept.map((kind) => dataWords(kind as 'APPOINTMENT')).join(' / ')}</p>
      ) : null}
      {level ? (
        <p>
          {titleLevelName(level.level as TitleLevel)}
          {level.minYears ? aside(own('needYears', { n: level.minYears })) : ''}
        </p>
      ) : null}
      {requirement.fetch ? <p>{own('fetch')}</p> : null}
      {checks.length ? <p>{own('checks', { list: listed(checks) })}</p> : null}
      {first ? <p>{own('files', { kinds: listed(first.files), size: showBytes(first.maxBytes) })}</p> : null}
    </div>
  );
}

/** Where enough is given already, another file is an extra. */
function More({ folded, children }: { folded: boolean; children: ComponentChildren }) {
  if (!folded) return <>{children}</>;
  return (
    <details class="why">
      <summary>{own('another')}</summary>
      {children}
    </details>
  );
}

interface DetailsProps {
  requirement: Requirement;
  plan: Plan;
  view: View;
  one: Sent;
  at: string;
  lines: readonly Line[];
  put(change: Partial<Sent>): void;
}

/** What a file cannot say of itself: which document it is, whose, until when it can be verified. */
function Details({ requirement, plan, view, one, at, lines, put }: DetailsProps) {
  const row = plan.attachments.rows.find(
    (r) => r.code === requirement.code || r.oneOf?.includes(requirement.code),
  );
  const place = (key: keyof Sent) => ({ name: `${at}/${key}`, error: errorAt(lines, `${at}/${key}`) });
  const kinds = requirement.accept ?? [];
  const recommenders = view.declaration.data.recommenders ?? [];
  const nameOf = (code: string) => say(plan.attachments.documents.find((d) => d.code === code)?.names);
  return (
    <>
      {requirement.oneOf ? (
        <Select
          {...place('code')}
          label={own('which')}
          value={one.code}
          onChange={(code) => code && put({ code })}
          choices={requirement.oneOf.map((code) => ({ value: code, label: nameOf(code) }))}
          required
        />
      ) : null}
      {kinds.length > 1 ? (
        <RadioCards
          {...place('kind')}
          label={own('kind')}
          value={one.kind ?? ''}
          onChange={(kind) => put({ kind: kind as Sent['kind'] & string })}
          choices={appointmentKinds
            .filter((k) => kinds.includes(k))
            .map((k) => ({ value: k, label: dataWords(k) }))}
          required
          inline
        />
      ) : null}
      {row?.distinctBy ? (
        <Select
          {...place('recommenderId')}
          label={own('recommender')}
          value={one.recommenderId ?? ''}
          onChange={(recommenderId) => put({ recommenderId })}
          choices={recommenders.map((r) => ({ value: r.recommenderId, label: r.name }))}
          required
          width="middle"
        />
      ) : null}
      {row?.validUntil ? (
        <DateField
          {...place('validUntil')}
          label={own('validUntil')}
          value={one.validUntil}
          onChange={(validUntil) => put({ validUntil } as Partial<Sent>)}
          required
        />
      ) : null}
    </>
  );
}
