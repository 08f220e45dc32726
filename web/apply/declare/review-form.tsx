import type { ComponentChildren } from 'preact';
import type { Plan } from '../../../shared/contracts/plan.ts';
import { answersOf } from '../../../shared/rules/declaration/answer-words.ts';
import { exclusionLine } from '../../../shared/rules/declaration/exclusions.ts';
import { factsOf } from '../../../shared/rules/plan/facts.ts';
import { evaluateScore, formatScore } from '../../../shared/rules/plan/scoring.ts';
import { Answered } from '../../kit/answered.tsx';
import { Link } from '../../kit/button.tsx';
import { StoredFile } from '../../kit/file-field.tsx';
import { showLifeDate } from '../../kit/format.ts';
import { aside, defineMessages, listed, named, say } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { answerWords } from '../../kit/preconditions.ts';
import { archiveKindName, educationName, titleLevelName } from '../../kit/words.ts';
import { t } from '../words.ts';
import { words } from './data/data-words.ts';
import { OwnPicture } from './photo/own-picture.tsx';
import { mayChange, slugOfPath } from './places.ts';
import type { View } from './progress.ts';

const own = defineMessages({
  form: ['专业技术资格评审表', 'Review form'],
  declared: ['申报信息', 'Declaration'],
  education: ['学历', 'Education'],
  titles: ['现有职称', 'Titles held'],
  appointment: ['现任专业技术职务', 'Present post'],
  work: ['工作经历', 'Work history'],
  statement: ['本人述职', 'Work statement'],
  achievements: ['业绩', 'Achievements'],
  attachments: ['附件', 'Attachments'],
  photo: ['证件照', 'ID photo'],
  edit: ['修改{block}', 'Change: {block}'],
  collective: ['集体项目', 'collective'],
  score: ['{n} 分', '{n} points'],
  name: ['姓名', 'Name'],
  unit: ['现工作单位', 'Current unit'],
  mobile: ['手机号码', 'Mobile'],
  options: ['选择项', 'Options'],
});

interface Props {
  view: View;
  plan: Plan;
  /** Where the pencils lead; without it the form only shows. */
  base?: string;
}

/** What the review form prints, block by block, with a pencil at each; the form itself is the preview beside it. */
export function ReviewForm({ view, plan, base }: Props) {
  const { data, achievements, attachments, photo, person } = view.declaration;
  const nameOf = (
    list: readonly { code: string; names: { zh: string; en?: string | undefined } }[],
    code: string | undefined,
  ) => say(list.find((one) => one.code === code)?.names);
  const track = plan.tracks.find((one) => one.code === data.track);
  const apart = ['recommenders', 'educations', 'titles', 'appointment', 'work', 'workStatement'];
  const rest = plan.form.fields.map((f) => f.key).filter((key) => !apart.includes(key));
  const block = (title: string, places: readonly string[], content: ComponentChildren) => (
    <section class="sheet-block" key={title}>
      <div class="row between">
        <h3>{title}</h3>
        {base && mayChange(view, places) ? (
          <Link href={`${base}/${slugOfPath(places[0] ?? '')}`} class="pencil">
            <span aria-hidden="true">✎</span> {t('edit')}
            <span class="visually-hidden"> {title}</span>
          </Link>
        ) : null}
      </div>
      {content}
    </section>
  );
  return (
    <article class="sheet">
      <header class="sheet-head">
        <h2>{own('form')}</h2>
        <p lang="zh-CN" class="quiet">
          {plan.names.zh}
        </p>
      </header>
      {block(own('photo'), ['/photo'], photo ? <OwnPicture fileId={photo.fileId} alt={own('photo')} /> : '—')}
      {block(
        own('declared'),
        rest.map((key) => `/data/${key}`),
        <DescriptionList
          items={[
            { term: own('name'), value: person?.name },
            { term: own('unit'), value: person?.unit.name },
            { term: own('mobile'), value: data.mobile },
            {
              term: words('specialty'),
              value: say(plan.title.specialties.find((s) => s.code === data.specialty)?.name),
            },
            { term: fieldName(plan, 'category'), value: nameOf(plan.categories, data.category) },
            { term: fieldName(plan, 'track'), value: nameOf(plan.tracks, data.track) },
            data.optionCodes?.length
              ? {
                  term: own('options'),
                  value: listed(
                    data.optionCodes.map((code) => say(track?.options.find((o) => o.code === code)?.text)),
                  ),
                }
              : null,
            data.selfEvaluation && track?.scoring
              ? { term: fieldName(plan, 'selfEvaluation'), value: own('score', { n: scoreOf(plan, view) }) }
              : null,
            {
              term: fieldName(plan, 'pointId'),
              value: say(plan.directory.points.find((p) => p.pointId === data.pointId)?.name),
            },
            ...Object.entries(data.preconditions ?? {}).map(([code, answer]) => ({
              term: say(plan.preconditions?.find((one) => one.code === code)?.names) || code,
              value: answerWords(plan, code, answer),
            })),
            data.exclusions
              ? {
                  term: fieldName(plan, 'exclusions'),
                  value: Object.entries(data.exclusions)
                    .map(([code, answer]) => say(exclusionLine(plan, code, answer)))
                    .join('；'),
                }
              : null,
            data.established === undefined
              ? null
              : { term: fieldName(plan, 'established'), value: yesNo(data.established) },
            {
              term: fieldName(plan, 'siOutOfProvince'),
              value: data.siOutOfProvince === undefined ? '' : yesNo(data.siOutOfProvince),
            },
          ]}
        />,
      )}
      {data.recommenders?.length
        ? block(
            fieldName(plan, 'recommenders'),
            ['/data/recommenders'],
            <ul class="bullets">
              {data.recommenders.map((r) => (
                <li key={r.recommenderId}>{listed([r.name, r.title, r.certificateNo])}</li>
              ))}
            </ul>,
          )
        : null}
      {block(
        own('education'),
        ['/data/educations'],
        <ul class="bullets">
          {(data.educations ?? []).map((e) => (
            <li key={`${e.school}${e.level}`}>
              {listed([
                e.school,
                e.major,
                educationName(e.level),
                e.degree,
                e.graduated ? showLifeDate(e.graduated) : '',
              ])}
            </li>
          ))}
        </ul>,
      )}
      {data.titles?.length
        ? block(
            own('titles'),
            ['/data/titles'],
            <ul class="bullets">
              {data.titles.map((one) => (
                <li key={`${one.name}${one.passedAt ?? ''}`}>
                  {listed([
                    one.name,
                    one.passedAt ? named(words('passedAt'), showLifeDate(one.passedAt)) : '',
                    one.issuedAt ? named(words('issuedAt'), showLifeDate(one.issuedAt)) : '',
                  ])}
                </li>
              ))}
            </ul>,
          )
        : null}
      {block(
        own('appointment'),
        ['/data/appointment'],
        data.appointment ? (
          <p>
            {listed([
              titleLevelName(data.appointment.level),
              data.appointment.title,
              ...data.appointment.periods.map(periodText),
            ])}
          </p>
        ) : (
          '—'
        ),
      )}
      {data.work?.length
        ? block(
            own('work'),
            ['/data/work'],
            <ul class="bullets">
              {data.work.map((w) => (
                <li key={`${w.unitName}${w.period.from}`}>
                  {listed([periodText(w.period), w.unitName, w.post])}
                </li>
              ))}
            </ul>,
          )
        : null}
      {answersOf(plan, view.declaration, factsOf({ plan, data })).map((section) =>
        block(
          say(section.names),
          section.fields.map(({ path }) => path),
          <DescriptionList
            items={section.fields.map(({ names, shown }) => ({
              term: say(names),
              value: <Answered shown={shown} label={say(names)} />,
            }))}
          />,
        ),
      )}
      {block(own('statement'), ['/data/workStatement'], <p class="prose">{data.workStatement ?? '—'}</p>)}
      {block(
        own('achievements'),
        ['/achievements'],
        <ul class="bullets">
          {achievements.map((a) => (
            <li key={a.itemId}>
              {named(archiveKindName(a.kind), listed([a.title, a.role]))}
              {a.collective ? aside(own('collective')) : ''}
            </li>
          ))}
        </ul>,
      )}
      {block(
        own('attachments'),
        ['/attachments'],
        <ul class="bullets">
          {attachments.map((a) => (
            <li key={`${a.code}${a.fileId}`}>
              {say(plan.attachments.documents.find((d) => d.code === a.code)?.names)}
              <StoredFile fileId={a.fileId} />
            </li>
          ))}
        </ul>,
      )}
    </article>
  );
}

const yesNo = (value: boolean) => t(value ? 'yes' : 'no');
const fieldName = (plan: Plan, key: string) => say(plan.form.fields.find((f) => f.key === key)?.names);

function periodText({ from, to }: { from: string; to?: string | undefined }): string {
  return from ? `${showLifeDate(from)}–${to ? showLifeDate(to) : t('stillRuns')}` : '';
}

function scoreOf(plan: Plan, { declaration: { data } }: View): string {
  const scoring = plan.tracks.find((one) => one.code === data.track)?.scoring;
  const table = scoring ? plan.scoringTables[scoring.table] : undefined;
  return table ? formatScore(evaluateScore(table, data.selfEvaluation ?? {}).total) : '';
}
