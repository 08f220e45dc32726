import { useState } from 'preact/hooks';
import type { Plan } from '../../../shared/contracts/plan.ts';
import {
  type EvidenceWindow,
  evidenceWindow,
  placeIn,
} from '../../../shared/rules/declaration/evidence-window.ts';
import { Button } from '../../kit/button.tsx';
import { FindingList } from '../../kit/errors.tsx';
import { linesOf } from '../../kit/findings.ts';
import { showBytes, showDate, showLifeDate } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { openLink } from '../parts/links.ts';
import { Block, Flag } from './block.tsx';
import { attachmentPath, type ReturnDraft } from './decide/return-draft.ts';
import { Picture } from './picture.tsx';
import type { DeskFile, DeskSource } from './source.ts';

const own = defineMessages({
  photo: ['证件照', 'ID photo'],
  open: ['打开 {name}', 'Open {name}'],
  look: ['在此查看', 'Show here'],
  hide: ['收起', 'Hide'],
  missing: ['未上传', 'Not uploaded'],
  none: ['未选择业绩', 'No achievements chosen'],
  noneAsked: ['此人不需要附件', 'No attachments are asked of this person'],
  checks: ['人工核对', 'To be checked by a person'],
  checked: ['已核对 {n}/{of}', '{n} of {of} checked'],
  for: ['业绩：{title}', 'For: {title}'],
  collective: ['集体项目', 'Collective project'],
  inside: ['在有效期间内', 'In the window'],
  outside: ['不计入', 'Does not count'],
  thirdParty: ['第三方证明：{names}', 'Proof by a third party: {names}'],
  approvedBy: ['{unit} 已审查', 'Checked by {unit}'],
  validUntil: ['有效期至 {date}', 'Valid until {date}'],
  fetched: ['平台获取', 'Fetched'],
  other: ['其他附件', 'Other attachments'],
});

interface Props {
  source: DeskSource;
  file: DeskFile;
  flag: ReturnDraft | undefined;
}

/** A file by name, size and verdict; opened through a short-lived link, and the look-up is on record (V5). */
function FileLink({ source, file, fileId }: Omit<Props, 'flag'> & { fileId: string }) {
  const [shown, setShown] = useState(false);
  const view = file.files.find((one) => one.fileId === fileId);
  const findings = view?.verdict?.findings ?? [];
  const name = view?.fileName ?? fileId;
  const kind = view?.verdict?.facts.kind;
  const picture = view?.purpose !== 'PHOTO' && (kind === 'JPEG' || kind === 'PNG');
  return (
    <div class="file-link">
      <Button look="plain" onClick={() => void openLink(source.link(file.applicationId, fileId))}>
        {own('open', { name })}
      </Button>
      {view?.verdict ? <span class="quiet">{showBytes(view.verdict.facts.bytes)}</span> : null}
      {picture ? (
        <Button look="plain" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {own(shown ? 'hide' : 'look')}
        </Button>
      ) : null}
      {shown ? <Picture link={() => source.link(file.applicationId, fileId)} alt={name} /> : null}
      {view?.status === 'REFUSED' ? <StatusTag tone="bad">✕</StatusTag> : null}
      {findings.length ? <FindingList lines={linesOf(findings)} /> : null}
    </div>
  );
}

export function PhotoBlock({ source, file, flag }: Props) {
  const fileId = file.declaration.photo?.fileId ?? '';
  const facts = file.files.find((one) => one.fileId === fileId)?.verdict?.facts;
  return (
    <Block title={own('photo')} aside={<Flag flag={flag} path="/photo" />}>
      <Picture link={() => source.link(file.applicationId, fileId)} alt={own('photo')} />
      <FileLink source={source} file={file} fileId={fileId} />
      {facts?.width ? (
        <p class="quiet">
          {facts.width} × {facts.height} px · {showBytes(facts.bytes)}
        </p>
      ) : null}
    </Block>
  );
}

export function Achievements({ source, file, plan, flag }: Props & { plan: Plan | undefined }) {
  const { achievements } = file.declaration;
  if (achievements.length === 0) return <p class="quiet">{own('none')}</p>;
  const window = plan && evidenceWindow(plan, file.declaration.data);
  return (
    <ul class="file-list">
      {achievements.map((one) => {
        const kept = file.achievements.find((item) => item.itemId === one.itemId);
        const kind = plan?.archiveKinds.find((k) => k.code === one.kind);
        return (
          <li key={one.itemId}>
            <div class="block-head">
              <p>
                <strong>{one.title}</strong> <span class="quiet">{say(kind?.names) || one.kind}</span>{' '}
                {one.collective ? <StatusTag>{own('collective')}</StatusTag> : null}
              </p>
              <Flag flag={flag} path={`/achievements/${one.itemId}`} />
            </div>
            <p>
              {one.role}
              {kept?.from ? ` · ${showLifeDate(kept.from)}` : ''}
              {kept?.to ? ` — ${showLifeDate(kept.to)}` : ''}
            </p>
            <InWindow window={window} item={kept ?? one} />
            {file.requirements
              .filter((asked) => asked.thirdParty && asked.instance === one.itemId)
              .map((asked) => (
                <ThirdParty key={asked.code} file={file} source={source} asked={asked} />
              ))}
            {kept?.description ? <p class="long-text">{kept.description}</p> : null}
            {kept?.approvedBy ? (
              <p class="quiet">{own('approvedBy', { unit: kept.approvedBy.name })}</p>
            ) : null}
            {[...(kept?.fileIds ?? []), ...one.contributionFileIds].map((fileId) => (
              <FileLink key={fileId} source={source} file={file} fileId={fileId} />
            ))}
          </li>
        );
      })}
    </ul>
  );
}

/** D40: whether it lies in the evidence window, and why. */
function InWindow({
  window,
  item,
}: {
  window: EvidenceWindow | undefined;
  item: Parameters<typeof placeIn>[1];
}) {
  if (!window) return null;
  const { counts, text } = placeIn(window, item);
  return (
    <p>
      <StatusTag tone={counts ? 'good' : 'warn'}>{own(counts ? 'inside' : 'outside')}</StatusTag>{' '}
      <span class="quiet">{say(text)}</span>
    </p>
  );
}

/** What a third party had to give of an achievement, beside it. */
function ThirdParty({ source, file, asked }: Omit<Props, 'flag'> & { asked: Requirement }) {
  const codes = asked.oneOf ?? [asked.code];
  const given = file.declaration.attachments.filter(
    (one) => codes.includes(one.code) && one.forAchievement === asked.instance,
  );
  return (
    <div>
      <p>
        {own('thirdParty', { names: say(asked.names) })}{' '}
        {given.length >= asked.min ? null : <StatusTag tone="warn">{own('missing')}</StatusTag>}
      </p>
      {given.map((one) => (
        <FileLink key={one.fileId} source={source} file={file} fileId={one.fileId} />
      ))}
    </div>
  );
}

type Requirement = DeskFile['requirements'][number];

interface AttachmentProps extends Props {
  checked: readonly string[];
  onChecked(keys: readonly string[]): void;
}

/** What is asked of this person: the file on the left, its checklist on the right. */
export function Attachments(props: AttachmentProps) {
  const { source, file } = props;
  const codes = new Set(file.requirements.flatMap((one) => one.oneOf ?? [one.code]));
  const others = file.declaration.attachments.filter((one) => !codes.has(one.code));
  if (file.requirements.length === 0 && others.length === 0) return <p class="quiet">{own('noneAsked')}</p>;
  return (
    <ul class="file-list">
      {file.requirements.map((one, i) => (
        <RequirementRow key={i} {...props} requirement={one} index={i} />
      ))}
      {others.length ? (
        <li>
          <p>
            <strong>{own('other')}</strong>
          </p>
          {others.map((one) => (
            <FileLink key={one.fileId} source={source} file={file} fileId={one.fileId} />
          ))}
        </li>
      ) : null}
    </ul>
  );
}

function RequirementRow({
  source,
  file,
  flag,
  checked,
  onChecked,
  requirement,
  index,
}: AttachmentProps & { requirement: Requirement; index: number }) {
  const codes = requirement.oneOf ?? [requirement.code];
  const given = file.declaration.attachments.filter(
    (one) =>
      codes.includes(one.code) && (!requirement.instance || one.forAchievement === requirement.instance),
  );
  const achievement = file.declaration.achievements.find((one) => one.itemId === requirement.instance);
  // R39: a proof that came with the achievement answers the row.
  const chosen = requirement.thirdParty ? [] : (achievement?.contributionFileIds ?? []);
  return (
    <li class="attachment">
      <div>
        <div class="block-head">
          <p>
            <strong>{say(requirement.names)}</strong>{' '}
            {achievement ? <span class="quiet">{own('for', { title: achievement.title })}</span> : null}
          </p>
          <Flag flag={flag} path={attachmentPath(requirement)} />
        </div>
        {given.length === 0 && chosen.length === 0 ? (
          <StatusTag tone="warn">{own('missing')}</StatusTag>
        ) : null}
        {chosen.map((fileId) => (
          <FileLink key={fileId} source={source} file={file} fileId={fileId} />
        ))}
        {given.map((one) => (
          <div key={one.fileId}>
            <FileLink source={source} file={file} fileId={one.fileId} />
            <span class="quiet">
              {one.source === 'FETCHED' ? own('fetched') : ''}
              {one.validUntil ? own('validUntil', { date: showDate(one.validUntil) }) : ''}
            </span>
          </div>
        ))}
        <RuleQuote rules={requirement.rules} facts={say(requirement.why)} />
      </div>
      <HumanChecks requirement={requirement} index={index} checked={checked} onChecked={onChecked} />
    </li>
  );
}

function HumanChecks({
  requirement,
  index,
  checked,
  onChecked,
}: Pick<AttachmentProps, 'checked' | 'onChecked'> & { requirement: Requirement; index: number }) {
  const { humanChecks } = requirement;
  if (humanChecks.length === 0) return null;
  const keys = humanChecks.map((_, n) => `${index}.${n}`);
  const toggle = (key: string) =>
    onChecked(checked.includes(key) ? checked.filter((one) => one !== key) : [...checked, key]);
  return (
    <fieldset class="checks">
      <legend>
        {own('checks')}{' '}
        <span class="quiet">
          {own('checked', { n: keys.filter((key) => checked.includes(key)).length, of: keys.length })}
        </span>
      </legend>
      {humanChecks.map((check, n) => {
        const key = `${index}.${n}`;
        return (
          <label key={key} class="check-line">
            <input type="checkbox" checked={checked.includes(key)} onChange={() => toggle(key)} />
            <span>{say(check.text)}</span>
          </label>
        );
      })}
      <RuleQuote rules={[...new Set(humanChecks.map((check) => check.rule))]} />
    </fieldset>
  );
}
