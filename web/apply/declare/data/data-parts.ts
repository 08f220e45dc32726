import type { Answer } from '../../../../shared/contracts/answers.ts';
import { normaliseIdentifier } from '../../../../shared/contracts/characters.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import {
  answerText,
  answerWords as wordsOfAnswer,
} from '../../../../shared/rules/declaration/answer-words.ts';
import { exclusionLine } from '../../../../shared/rules/declaration/exclusions.ts';
import { askedFields } from '../../../../shared/rules/plan/asked-fields.ts';
import { formatScore } from '../../../../shared/rules/plan/scoring.ts';
import { type FormPart, part } from '../../../kit/draft.ts';
import { showLifeDate } from '../../../kit/format.ts';
import { aside, listed, named, say } from '../../../kit/i18n.ts';
import { dictionary, listBy } from '../../../kit/merge.ts';
import { answerWords } from '../../../kit/preconditions.ts';
import { titleLevelName } from '../../../kit/words.ts';
import { t } from '../../words.ts';
import type { Data, FieldKey } from './data-form.ts';
import { words } from './data-words.ts';

/** The parts of the data page in words, and what is merged as one when it was saved elsewhere meanwhile. */

type List<K extends 'educations' | 'work' | 'recommenders'> = NonNullable<Data[K]>;
type Named = readonly { code: string; names: { zh: string; en?: string | undefined } }[];
type Period = { from: string; to?: string | undefined };

const yesNo = (yes: boolean) => t(yes ? 'yes' : 'no');
const nameOf = (list: Named, code: string | undefined) =>
  say(list.find((one) => one.code === code)?.names) || code;
const periodOf = ({ from, to }: Period) =>
  from ? `${showLifeDate(from)} — ${to ? showLifeDate(to) : t('stillRuns')}` : '';
/** Rows that carry no identity of their own: numbered, each on a line. */
const lines =
  <R>(show: (row: R) => string) =>
  (rows: readonly R[]) =>
    rows.map((row, i) => `${i + 1}. ${show(row)}`).join('\n');

type Item = Plan['scoringTables'][string]['groups'][number]['items'][number];

function answerOf(items: readonly Item[], code: string, answer: number): string {
  const item = items.find((one) => one.code === code);
  if (item?.kind !== 'CHOICE') return String(answer);
  return say(item.choices.find((one) => one.score === answer)?.text) || formatScore(answer);
}

function answerOfField(plan: Plan, code: string, answer: Answer | undefined) {
  const field = askedFields(plan).find((one) => one.code === code);
  return field && wordsOfAnswer(field, answer);
}

export function dataParts(plan: Plan): readonly FormPart[] {
  const label = (key: FieldKey) => () => say(plan.form.fields.find((one) => one.key === key)?.names) || key;
  const specialty = (code: string | undefined) =>
    say(plan.title.specialties.find((one) => one.code === code)?.name) || code;
  const items = Object.values(plan.scoringTables).flatMap((table) => table.groups.flatMap((g) => g.items));
  return [
    part('specialty', label('specialty'), (code: string) => specialty(code) ?? ''),
    // What may be ticked hangs on the track, and the track on the category: mixed from two sides it may say neither.
    part(['category', 'track', 'optionCodes'], label('track'), ({ category, track, optionCodes }: Data) => {
      const options = plan.tracks.find((one) => one.code === track)?.options ?? [];
      const ticked = options.filter((one) => optionCodes?.includes(one.code)).map((one) => say(one.text));
      return listed([nameOf(plan.categories, category), nameOf(plan.tracks, track), ...ticked]);
    }),
    part('selfEvaluation', label('selfEvaluation'), (answer: number, code) => answerOf(items, code, answer), {
      rows: dictionary,
      rowLabel: (_answer: number, code: string) => say(items.find((one) => one.code === code)?.names) || code,
    }),
    part<List<'recommenders'>[number]>(
      'recommenders',
      label('recommenders'),
      (r) => listed([r.name, r.title, specialty(r.specialty), r.certificateNo, r.unitName]),
      {
        rows: listBy((r: List<'recommenders'>[number]) => r.recommenderId),
        rowLabel: (r: List<'recommenders'>[number]) => `${label('recommenders')()}${aside(r.name)}`,
      },
    ),
    part<List<'educations'>>(
      'educations',
      label('educations'),
      lines((e) =>
        listed([
          e.school,
          e.level,
          e.major,
          e.degree,
          e.graduated && showLifeDate(e.graduated),
          e.certificateNo,
        ]),
      ),
    ),
    part<NonNullable<Data['titles']>>(
      'titles',
      label('titles'),
      lines(({ name, level, passedAt, issuedAt, certificateNo }) =>
        listed([
          name,
          titleLevelName(level),
          passedAt && named(words('passedAt'), showLifeDate(passedAt)),
          issuedAt && named(words('issuedAt'), showLifeDate(issuedAt)),
          certificateNo,
        ]),
      ),
    ),
    part<NonNullable<Data['appointment']>>('appointment', label('appointment'), (a) =>
      listed([titleLevelName(a.level), words(a.kind), a.title, ...a.periods.map(periodOf)]),
    ),
    part<List<'work'>>(
      'work',
      label('work'),
      lines((w) => listed([w.unitName, w.post, periodOf(w.period)])),
    ),
    part('workStatement', label('workStatement')),
    part<boolean>('siOutOfProvince', label('siOutOfProvince'), yesNo),
    part<boolean>('established', label('established'), yesNo),
    part<boolean>('inService', label('inService'), yesNo),
    part(['pointId', 'pointReason'], label('pointId'), ({ pointId, pointReason }: Data) =>
      listed([
        say(plan.directory.points.find((one) => one.pointId === pointId)?.name) || pointId,
        pointReason && named(words('pointReason'), pointReason),
      ]),
    ),
    part<Answer>(
      'asked',
      () => words('asked'),
      (answer, code) => say(answerText(answerOfField(plan, code, answer))),
      {
        rows: dictionary,
        rowLabel: (_answer: Answer, code: string) =>
          say(askedFields(plan).find((one) => one.code === code)?.names) || code,
      },
    ),
    part<NonNullable<Data['preconditions']>[string]>(
      'preconditions',
      label('preconditions'),
      (answer, code) => answerWords(plan, code, answer),
      {
        rows: dictionary,
        rowLabel: (_answer, code: string) => nameOf(plan.preconditions ?? [], code) ?? code,
      },
    ),
    part<NonNullable<Data['exclusions']>[string]>(
      'exclusions',
      label('exclusions'),
      (answer, code) => say(exclusionLine(plan, code, answer)),
      {
        rows: dictionary,
        rowLabel: (_answer, code: string) => nameOf(plan.exclusions ?? [], code) ?? code,
      },
    ),
    part('mobile', label('mobile'), String, { clean: normaliseIdentifier }),
  ];
}
