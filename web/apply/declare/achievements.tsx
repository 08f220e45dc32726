import { stepRules } from '../../../shared/contracts/declaration-steps.ts';
import {
  type EvidenceWindow,
  evidenceWindow,
  placeIn,
} from '../../../shared/rules/declaration/evidence-window.ts';
import { Button, Link } from '../../kit/button.tsx';
import { Conflicts } from '../../kit/conflict.tsx';
import { type FormPart, type Held, part, useDraft } from '../../kit/draft.ts';
import { InlineError } from '../../kit/errors.tsx';
import { FileField, StoredFile } from '../../kit/file-field.tsx';
import { errorOf, fieldId } from '../../kit/findings.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { listBy } from '../../kit/merge.ts';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { archiveKindName } from '../../kit/words.ts';
import type { ArchiveItem } from '../archive/archive.tsx';
import { words as archive, statusTones } from '../archive/archive-words.ts';
import { t } from '../words.ts';
import type { View } from './progress.ts';
import { NextButton, StepMessages, type StepProps, useStepOutcome, useStepSave } from './step-form.tsx';

const own = defineMessages({
  intro: [
    '从业绩档案中选择。工程业绩材料要求突出专业代表性，不宜过多过杂；集体项目须提供本人系主要贡献者依据。',
    'Choose from your archive: representative work, not too much of it. Collective projects need proof that you are a main contributor.',
  ],
  notApproved: ['未经单位审查通过，不能选择', 'Not approved by the unit, so it cannot be chosen'],
  waiting: ['单位审查中，通过后才可选择', 'With the unit; it can be chosen once approved'],
  returned: ['单位已退回，修改并审查通过后才可选择', 'Returned by the unit; mend it first'],
  draft: ['尚未保存送审，不能选择', 'Not yet saved for review'],
  wrongKind: ['本计划不收此类业绩', 'This plan takes no such achievements'],
  older: ['将提取已审查通过的第 {n} 版', 'The approved version {n} will be used'],
  proof: ['本人系主要贡献者依据', 'Proof that you are a main contributor'],
  proofHint: ['集体项目必须提供，PDF、JPG 或 PNG。', 'Needed for a collective project; PDF, JPG or PNG.'],
  collective: ['集体项目', 'Collective project'],
  chosen: ['已选择 {n} 项', '{n} chosen'],
  toArchive: ['管理我的业绩档案', 'Manage the archive'],
  label: ['已选业绩', 'Achievements chosen'],
  version: ['选用第 {version} 版', 'version {version} is used'],
  withProofs: [
    '选用第 {version} 版，主要贡献者依据 {n} 份',
    'version {version} is used, with {n} proofs of contribution',
  ],
  inside: ['在有效期间内', 'In the window'],
  outside: ['不计入', 'Does not count'],
  thirdParty: [
    '须由第三方出具：{names}（单位自行出具的不计），在“{page}”上传',
    'From a third party, not from the unit itself: {names}; uploaded under “{page}”',
  ],
  none: ['业绩档案还是空的', 'The archive is empty'],
  locked: [
    '退回意见未涉及业绩，本页不能修改。',
    'The return does not name the achievements; this page cannot be changed.',
  ],
});

interface One {
  itemId: string;
  version: number;
  contributionFileIds: string[];
}
interface Chosen {
  chosen: One[];
}

const heldOf = ({ declaration, version: now }: View): Held<Chosen> => ({
  value: {
    chosen: declaration.achievements.map(({ itemId, version, contributionFileIds }) => ({
      itemId,
      version,
      contributionFileIds,
    })),
  },
  version: now,
});

/** Merged achievement by achievement: two that were chosen in two windows are both chosen. */
const chosenParts = (titleOf: (id: string) => string): readonly FormPart[] => [
  part(
    'chosen',
    () => own('label'),
    ({ version, contributionFileIds: proofs }: One) =>
      proofs.length ? own('withProofs', { version, n: proofs.length }) : own('version', { version }),
    { rows: listBy((one: One) => one.itemId), rowLabel: (_one: One, id) => titleOf(id) },
  ),
];

/** 选择相关业绩 (R37–R40). */
export default function AchievementsStep({ view, plan }: StepProps) {
  const items = useApi('list-archive');
  const titleOf = (id: string) =>
    items.data?.body.items.find((one) => one.itemId === id)?.title ??
    view.declaration.achievements.find((one) => one.itemId === id)?.title ??
    id;
  const draft = useDraft(`achievements.${view.applicationId}`, heldOf(view), chosenParts(titleOf));
  const save = useStepSave('save-achievements', view, {
    draft,
    held: heldOf,
    body: (value: Chosen) => ({ achievements: value.chosen }),
  });
  const outcome = useStepOutcome('ACHIEVEMENTS', view, save.problem);
  const { chosen } = draft.value;
  const window = evidenceWindow(plan, view.declaration.data);
  const locked =
    view.stage === 'RETURNED' && !view.returned?.items.some((i) => i.path.startsWith('/achievements'));
  const next = async () => {
    if (locked) return outcome.proceed({ body: view, version: view.version });
    outcome.proceed(await save.save());
  };
  return (
    <div class="stack">
      <Conflicts draft={draft} asked={save.asked} />
      <StepMessages outcome={outcome} />
      <div class="read">
        <p>{own('intro')}</p>
        <RuleQuote rules={stepRules.ACHIEVEMENTS} />
      </div>
      {locked ? <Notice>{own('locked')}</Notice> : null}
      <div id="f-achievements" tabIndex={-1}>
        <ItemList
          class="items"
          query={items}
          keyOf={(item) => item.itemId}
          none={own('none')}
          hint={
            <Link href="/archive/new" look="primary">
              {archive('addItem')}
            </Link>
          }
        >
          {(item) => (
            <Pick
              item={item}
              known={plan.archiveKinds.some((k) => k.code === item.kind)}
              at={chosen.findIndex((c) => c.itemId === item.itemId)}
              chosen={chosen}
              locked={locked}
              onChange={(nextChosen) => draft.set({ chosen: nextChosen })}
              wrong={(n) => errorOf(outcome.lines, `achievements/${n}`)}
              window={window}
              asked={view.requirements.filter((r) => r.thirdParty && r.instance === item.itemId)}
              page={plan.strings.pages.ATTACHMENTS}
            />
          )}
        </ItemList>
      </div>
      <p class="row">
        <strong aria-live="polite">{own('chosen', { n: chosen.length })}</strong>
        <Link href="/archive">{own('toArchive')}</Link>
        {draft.dirty ? (
          <Button look="plain" onClick={draft.discard}>
            {t('discard')}
          </Button>
        ) : null}
      </p>
      <NextButton
        plan={plan}
        busy={save.busy}
        held={draft.conflicts.length > 0}
        onClick={() => void next()}
      />
      <p class="visually-hidden">{say(plan.names)}</p>
    </div>
  );
}

function reasonNot(item: ArchiveItem, known: boolean): string | undefined {
  if (!known) return own('wrongKind');
  if (item.approvedVersion !== null) return undefined;
  if (item.status === 'SAVED') return own('waiting');
  if (item.status === 'RETURNED') return own('returned');
  return item.status === 'DRAFT' ? own('draft') : own('notApproved');
}

interface PickProps {
  item: ArchiveItem;
  known: boolean;
  /** Its place among the chosen ones; -1 when it is none of them. */
  at: number;
  chosen: Chosen['chosen'];
  locked: boolean;
  onChange(chosen: Chosen['chosen']): void;
  wrong(n: number): string | undefined;
  /** D40: in which days it must lie to count. */
  window: EvidenceWindow | undefined;
  /** What a third party must give of it, and the page where it is uploaded. */
  asked: View['requirements'];
  page: string;
}

function Pick({ item, known, at, chosen, locked, onChange, wrong, window, asked, page }: PickProps) {
  const placed = window && placeIn(window, item);
  const reason = reasonNot(item, known);
  const id = fieldId(`pick-${item.itemId}`);
  const own_ = chosen[at];
  const toggle = () =>
    onChange(
      own_
        ? chosen.filter((c) => c.itemId !== item.itemId)
        : [
            ...chosen,
            {
              itemId: item.itemId,
              version: item.approvedVersion ?? item.itemVersion,
              contributionFileIds: [],
            },
          ],
    );
  const files = (ids: string[]) =>
    onChange(chosen.map((c) => (c.itemId === item.itemId ? { ...c, contributionFileIds: ids } : c)));
  const error = at >= 0 ? wrong(at) : undefined;
  return (
    <div class="stack tight" id={at >= 0 ? fieldId(`achievements/${at}`) : undefined} tabIndex={-1}>
      <div class={`card-choice ${reason ? 'disabled' : ''}`}>
        <input
          type="checkbox"
          id={id}
          checked={own_ !== undefined}
          disabled={locked || (reason !== undefined && !own_)}
          aria-describedby={`${id}-note`}
          onChange={toggle}
        />
        <label for={id}>{item.title}</label>
        <p class="hint" id={`${id}-note`}>
          {archiveKindName(item.kind)} · {item.role}
          {item.collective ? ` · ${own('collective')}` : ''}
          {reason ? <span class="reason">{reason}</span> : null}
          {!reason && item.status !== 'APPROVED' ? (
            <span class="reason">{own('older', { n: item.approvedVersion ?? 0 })}</span>
          ) : null}
        </p>
      </div>
      <p class="row">
        <StatusTag tone={statusTones[item.status]}>{archive(item.status)}</StatusTag>
        {placed ? (
          <StatusTag tone={placed.counts ? 'good' : 'warn'}>
            {own(placed.counts ? 'inside' : 'outside')}
          </StatusTag>
        ) : null}
      </p>
      {placed ? <p class="quiet">{say(placed.text)}</p> : null}
      {asked.map((one) => (
        <p key={one.code} class="quiet">
          {own('thirdParty', { names: say(one.names), page })}
        </p>
      ))}
      {own_ && item.collective ? (
        <div>
          {own_.contributionFileIds.map((fileId) => (
            <StoredFile
              key={fileId}
              fileId={fileId}
              onRemove={
                locked ? undefined : () => files(own_.contributionFileIds.filter((f) => f !== fileId))
              }
            />
          ))}
          {locked ? null : (
            <FileField
              key={own_.contributionFileIds.length}
              name={`proof/${item.itemId}`}
              label={own('proof')}
              hint={own('proofHint')}
              accept=".pdf,.jpg,.jpeg,.png"
              purpose={{ purpose: 'ATTACHMENT' }}
              onAccepted={(file) => files([...own_.contributionFileIds, file.fileId])}
              camera
            />
          )}
        </div>
      ) : null}
      {error ? <InlineError id={`${id}-error`} message={error} /> : null}
    </div>
  );
}
