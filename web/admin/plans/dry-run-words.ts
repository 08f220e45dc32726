import type { ResponseFor } from '../../kit/client.ts';
import { defineMessages } from '../../kit/i18n.ts';
import type { Tone } from '../../kit/notice.tsx';

export type DryRunAnswer = ResponseFor<'get-plan-dry-run'>;
export type Run = NonNullable<DryRunAnswer['run']>;
export type Report = Run['report'];
export type Comparison = NonNullable<Report['comparison']>;
export type ChangeKind = Comparison['groups'][number]['kind'];

/** Words of the dry run of a plan (G3). */
export const own = defineMessages({
  title: ['预演', 'Dry run'],
  intro: [
    '用一批虚构人员逐一按本版规则试报，并走遍流程、日期和附件。不影响任何真实申报。',
    'Made-up people declare under this version one by one; stages, dates and attachments are walked. No real application is touched.',
  ],
  run: ['预演', 'Run it'],
  again: ['重新预演', 'Run it again'],
  open: ['查看预演结果', 'See the result'],
  none: ['尚未预演。提请发布前须先预演。', 'Not run yet. It is run before the version is proposed.'],
  outdated: [
    '预演之后内容、现行版本或放假安排有变化，以下结果已过时，请重新预演。',
    'The content, the version in force or the calendar has changed since; this result is outdated, run it again.',
  ],
  NONE: ['未预演', 'Not run'],
  OUTDATED: ['已过时', 'Outdated'],
  GOOD: ['预演通过', 'Nothing stands against it'],
  AMISS: ['{n} 处须更正', '{n} to be mended'],
  ran: ['{name} 于 {at} 预演', 'Run by {name}, {at}'],
  people: ['虚构人员', 'Made-up people'],
  peopleText: ['{n} 人，其中 {m} 人可以提交', '{n}, of whom {m} can submit'],
  rows: ['规则各行', 'Rows of the tables'],
  rowsText: ['{n} 行，走到 {m} 行', '{n}, of which {m} are reached'],
  states: ['流程状态', 'States of the road'],
  statesText: ['{n} 个走到，{m} 个按设置关闭', '{n} reached, {m} switched off'],
  dates: ['日期', 'Dates'],
  calendar: ['放假安排', 'Calendar'],
  changed: ['结果有变化的人', 'Whose outcome changes'],
  changedText: ['与第 {since} 版相比，{n} 人', '{n}, compared with version {since}'],
  first: ['首个版本，没有可比较的现行版本', 'The first version; there is none to compare with'],
  download: ['下载 JSON', 'Download as JSON'],
  back: ['返回第 {n} 版', 'Back to version {n}'],
  mustMend: ['须更正', 'To be mended'],
  toKnow: ['请留意', 'To be looked at'],
  clean: ['没有发现问题', 'Nothing is amiss'],
  onlyOpen: ['只看没有走到的', 'Only what is not reached'],
  allReached: ['全部走到', 'All of it is reached'],
  row: ['行', 'Row'],
  state: ['结果', 'Result'],
  count: ['人数', 'People'],
  REACHED: ['走到', 'Reached'],
  SHADOWED: ['被前面的行挡住', 'Shadowed'],
  NEVER: ['走不到', 'Never reached'],
  UNTRIED: ['没有预演人员走到', 'Nobody tried reaches it'],
  OFF: ['按设置关闭', 'Switched off'],
  by: ['先适用的是“{name}”', '“{name}” applies first'],
  via: ['经由', 'By'],
  date: ['环节', 'Step'],
  from: ['自', 'From'],
  to: ['至', 'To'],
  workingDays: ['工作日', 'Working days'],
  FIXED: ['计划定日', 'Named by the plan'],
  COUNTED: ['按最迟推算', 'Reckoned by the latest'],
  basis: ['依据', 'Basis'],
  uncovered: ['{day} 起没有放假安排（缺 {years} 年）', 'no notice from {day} on ({years} missing)'],
  codes: ['检查结果的说明', 'Findings and their words'],
  code: ['代码', 'Code'],
  words: ['说明', 'Words'],
  planned: ['由计划命名，本次没有出现', 'named by the plan; did not come up'],
  WAYS: ['申报方式 × 人员类别', 'Tracks × categories'],
  EDUCATIONS: ['学历', 'Educations'],
  SPECIALTIES: ['专业', 'Specialties'],
  OPTIONS: ['申报条件', 'Options'],
  FIELDS: ['必填栏目', 'Required fields'],
  ATTACHMENT_ROWS: ['附件决定表', 'Decision table of attachments'],
  ATTACHMENT_ENTRIES: ['附件的种类与年限', 'Kinds and years of attachments'],
  DOCUMENTS: ['附件', 'Documents'],
  POINTS: ['受理点', 'Acceptance points'],
  REFUSED_NOW: ['原可提交，现不可', 'Could submit, no longer can'],
  ACCEPTED_NOW: ['原不可提交，现可', 'Could not submit, now can'],
  ASKED_OTHERWISE: ['都可提交，所需材料不同', 'Can submit, with other documents'],
  OTHER_REASONS: ['都不可提交，原因不同', 'Cannot submit, for other reasons'],
  kind: ['变化', 'Change'],
  everyKind: ['全部变化', 'All changes'],
  who: ['人员', 'Person'],
  person: ['第 {n} 位', 'No. {n}'],
  before: ['第 {n} 版', 'Version {n}'],
  after: ['本版', 'This version'],
  submits: ['可以提交', 'can submit'],
  groups: ['按原因', 'By reason'],
  groupPeople: ['{n} 人', '{n} people'],
  moreChanged: ['另有 {n} 人未逐一列出，已计入人数。', '{n} more are counted and not listed.'],
  noChange: ['没有人的结果变化', 'Nobody’s outcome changes'],
});

export const rowTone = {
  REACHED: 'good',
  SHADOWED: 'bad',
  NEVER: 'bad',
  UNTRIED: 'warn',
  OFF: 'neutral',
} as const satisfies Record<string, Tone>;

export const kindTone = {
  REFUSED_NOW: 'bad',
  OTHER_REASONS: 'neutral',
  ACCEPTED_NOW: 'good',
  ASKED_OTHERWISE: 'warn',
} as const satisfies Record<ChangeKind, Tone>;

export const errorsIn = ({ findings }: Report): number =>
  findings.filter((one) => one.severity === 'error').length;

/** How many outcomes change. */
export const changesIn = ({ counts }: Comparison): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);
