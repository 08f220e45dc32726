import type { BodyOf } from '../contracts/api/index.ts';
import type { Application, Approval } from '../contracts/application.ts';
import type { Declaration, DeclaredPerson } from '../contracts/declaration.ts';
import type { ReviewFormInput } from '../contracts/documents.ts';
import { limits } from '../contracts/limits.ts';
import type { Plan } from '../contracts/plan.ts';
import type { TitleLevel } from '../contracts/plan-attachments.ts';
import type { Stage } from '../contracts/stages.ts';
import { paperCopies } from '../rules/application/settings.ts';
import { unprintableIn } from '../rules/base/printable.ts';
import { localDateOf } from '../rules/calendar/local-date.ts';
import { answersOf } from '../rules/declaration/answer-words.ts';
import { paperDesk } from '../rules/desk/routing.ts';
import { factsOf, unitKindNames } from '../rules/plan/facts.ts';
import { evaluateScore } from '../rules/plan/scoring.ts';

/** What the review form prints (R60–R62, §7.4): a frozen snapshot in the plan's words. */

export interface FormFacts {
  readonly plan: Plan;
  readonly application: Application;
  /** The snapshot that the application's `snapshotHash` names. */
  readonly snapshot: Declaration;
  readonly person: DeclaredPerson;
  /** The approved archive versions that the snapshot took (R6), in any order. */
  readonly achievements: readonly (BodyOf<'ArchiveItemBody'> & {
    readonly itemId: string;
    readonly approvedBy: { readonly name: string };
  })[];
  readonly photo: Uint8Array;
  readonly commitment: ReviewFormInput['commitment'];
  /** Instant printed as the form's date; that of the turn, so that the same form is the same file. */
  readonly at: string;
}

const levelNames: Record<TitleLevel, string> = {
  ASSISTANT: '助理级',
  MID: '中级',
  ASSOCIATE_SENIOR: '副高级',
  SENIOR: '正高级',
};
const appointmentNames = { APPOINTMENT: '聘任文件或聘书', LABOUR_CONTRACT: '劳动合同' } as const;
const genderNames = { MALE: '男', FEMALE: '女' } as const;

/** A cell that must hold something. */
const said = (text: string | undefined): string => text || '—';

/** The number of a form that has none: no scan takes it for one. */
const PREVIEW_NO = 'PREVIEW';

/** The same form before it is handed in: what differs is that it says so. */
export function previewFormInput(facts: FormFacts, contentHash: string): ReviewFormInput {
  const { paper } = facts.application;
  return {
    ...reviewFormInput(facts),
    watermark: '预览，未提交',
    applicationNo: PREVIEW_NO,
    version: paper.formVersion + 1,
    contentSha256: contentHash,
  };
}

export function reviewFormInput(facts: FormFacts): ReviewFormInput {
  const { plan, application, snapshot, photo, commitment, at } = facts;
  const { title, strings, jurisdiction } = plan;
  return {
    watermark: strings.watermark,
    platformName: strings.platformName,
    formTitle: `${jurisdiction.name.zh}${title.field}专业${title.qualification}职务任职资格评审表`,
    planName: strings.planName,
    applicationNo: application.applicationNo ?? '',
    version: application.paper.formVersion,
    contentSha256: application.snapshotHash ?? '',
    exportedAt: at,
    declared: declared(facts),
    photo,
    person: person(facts),
    education: education(facts),
    appointments: appointments(snapshot, facts.person),
    work: (snapshot.data.work ?? []).map((w) => ({
      period: w.period,
      unitName: said(w.unitName),
      post: said(w.post),
    })),
    sections: sections(facts),
    statement: snapshot.data.workStatement ?? '',
    achievements: achievements(facts),
    commitment,
    ...opinions(facts),
    committeeName: plan.committee.name.zh,
    issuingBodies: plan.certificate.issuingBodies,
    copies: application.paper.copies ?? paperCopies(plan),
    destination: destination(plan, application),
  };
}

function declared({ plan, application, snapshot }: FormFacts): ReviewFormInput['declared'] {
  const { data } = snapshot;
  const track = plan.tracks.find((t) => t.code === data.track);
  const table = track?.scoring && plan.scoringTables[track.scoring.table];
  const category = plan.categories.find((c) => c.code === data.category)?.names.zh;
  const point = plan.directory.points.find((p) => p.pointId === application.route?.pointId);
  return {
    qualification: plan.title.qualification,
    level: plan.title.levelName,
    series: plan.title.series,
    specialty: said(application.specialty),
    mode: said(application.mode),
    ...(category ? { category } : {}),
    options: (track?.options ?? []).filter((o) => data.optionCodes?.includes(o.code)).map((o) => o.text.zh),
    ...(table ? { selfEvaluationScore: evaluateScore(table, data.selfEvaluation ?? {}).total } : {}),
    pointName: said(point?.name.zh ?? application.route?.pointId),
  };
}

/** The plan's own sections; what was left empty is not there. */
function sections({ plan, snapshot, person: who }: FormFacts): ReviewFormInput['sections'] {
  const unit = who.unit.kind && { kind: who.unit.kind };
  const facts = factsOf({ plan, data: snapshot.data, unit, applicant: who });
  return answersOf(plan, snapshot, facts).map(({ names, fields }) => ({
    title: names.zh,
    answers: fields.map(({ names: { zh: name }, shown }) => {
      if (shown.kind !== 'ROWS') return { name, text: shown.text.zh };
      const cells = shown.rows.map((row) => row.map((one) => one.zh));
      return { name, rows: { header: shown.header.map((one) => one.zh), cells } };
    }),
  }));
}

/** V2, D16: the person of the snapshot, in full: the form is its owner's own paper, and only he is given it. */
function person({ application, snapshot, person: who }: FormFacts): ReviewFormInput['person'] {
  const { data } = snapshot;
  const held = (data.appointment?.periods ?? []).map((p) => p.from).sort();
  const started = (data.work ?? []).map((w) => w.period.from).sort()[0];
  const presentTitle = who.currentTitle ?? data.appointment?.title;
  return {
    name: who.name,
    gender: who.gender ? genderNames[who.gender] : '—',
    birthDate: who.birthDate ?? '',
    identityNumber: who.idNumber,
    ...(who.mobile ? { mobile: who.mobile } : {}),
    ...(started ? { workStartDate: started } : {}),
    unitName: who.unit.name,
    unitKind: who.unit.kind ? unitKindNames[who.unit.kind].zh : '—',
    unitCode: who.unit.uscc,
    ...(presentTitle ? { presentTitle } : {}),
    ...(held[0] ? { presentTitleDate: held[0] } : {}),
    practisedSpecialty: said(application.specialty),
  };
}

function education({ plan, snapshot }: FormFacts): ReviewFormInput['education'] {
  const rows = snapshot.data.educations ?? [];
  // With several educations nothing says which one a verification belongs to.
  const verified = rows.length === 1 ? snapshot.attachments.find((a) => a.validUntil) : undefined;
  const document = plan.attachments.documents.find((d) => d.code === verified?.code)?.names.zh;
  return rows.map(({ kind: _kind, school, level, from, ...row }) => ({
    ...row,
    school: said(school),
    level: said(level),
    ...(from ? { period: { from, ...(row.graduated ? { to: row.graduated } : {}) } } : {}),
    ...(document ? { verification: `${document}（有效期至 ${verified?.validUntil}）` } : {}),
  }));
}

function appointments({ data }: Declaration, { unit }: DeclaredPerson): ReviewFormInput['appointments'] {
  const { appointment } = data;
  if (!appointment) return [];
  const level = levelNames[appointment.level];
  return appointment.periods.map((period) => ({
    title: appointment.title || level,
    level,
    unitName: appointment.unitName || unit.name,
    period,
    evidence: appointmentNames[appointment.kind],
  }));
}

/** In the order of the snapshot; the words are those of the approved version (R6, R37). */
function achievements({ plan, snapshot, achievements: found }: FormFacts): ReviewFormInput['achievements'] {
  return snapshot.achievements.map((chosen) => {
    const version = found.find((v) => v.itemId === chosen.itemId);
    const described = chosen.description ?? version?.description;
    const proofs = chosen.contributionFileIds.length;
    const kind = plan.archiveKinds.find((k) => k.code === chosen.kind)?.names.zh ?? chosen.kind;
    return {
      kind: said(kind),
      title: said(chosen.title),
      role: said(chosen.role),
      collective: chosen.collective,
      ...(described ? { summary: described } : {}),
      ...(version?.from ? { period: { from: version.from, ...(version.to ? { to: version.to } : {}) } } : {}),
      ...(chosen.collective && proofs > 0 ? { contributionProof: `主要贡献者依据 ${proofs} 份` } : {}),
      ...(version ? { approvedBy: version.approvedBy.name } : {}),
    };
  });
}

type Opinion = NonNullable<ReviewFormInput['unitOpinion']>;

/** What the desks said electronically; a block nobody has written in stays blank, for ink. */
function opinions({ plan, application }: FormFacts) {
  const { route } = application;
  const by = (stage: Stage): Opinion | undefined => opinion(application, stage);
  const division = plan.jurisdiction.divisions.find((d) => d.code === route?.division)?.name.zh;
  const muni = route?.paper.kind === 'MUNI' ? paperDesk(plan, route.paper)?.name.zh : undefined;
  const publicity = unitPublicity(application);
  const [unitOpinion, pointOpinion, districtOpinion] = [
    by('UNIT_REVIEW'),
    by('POINT_REVIEW'),
    by('DISTRICT_REVIEW'),
  ];
  return {
    ...(publicity ? { unitPublicity: publicity } : {}),
    ...(unitOpinion ? { unitOpinion } : {}),
    ...(muni ? { municipalUnit: { name: muni } } : {}),
    ...(pointOpinion ? { pointOpinion } : {}),
    districtName: division ? `${division}人力社保部门` : '区、县（市）人力社保部门',
    ...(districtOpinion ? { districtOpinion } : {}),
  };
}

/** A name of the identity provider's that no rule of ours has judged: what cannot be printed is left for ink. */
const fits = (name: string): boolean => name.length <= limits.personName && unprintableIn(name).length === 0;

function opinion({ approvals }: Application, stage: Stage): Opinion | undefined {
  const last: Approval | undefined = approvals.filter((a) => a.stage === stage).at(-1);
  if (!last) return undefined;
  const { actor, at } = last;
  return {
    text: last.opinion || '审核通过。',
    ...(actor.name && fits(actor.name) ? { by: actor.name } : {}),
    date: localDateOf(at),
  };
}

/** L9: the newest window inside the unit that was lived through to its end. A window ends at 24:00 of its last day. */
function unitPublicity({ turns }: Application): ReviewFormInput['unitPublicity'] {
  const window = turns
    .filter((t) => t.step === 'UNIT_PUBLICITY' && t.dueAt)
    .filter((t) => turns.find((next) => next.turn === t.turn + 1)?.step === 'POINT_REVIEW')
    .at(-1);
  if (!window?.dueAt) return undefined;
  const lastMoment = new Date(Date.parse(window.dueAt) - 1).toISOString();
  return { from: localDateOf(window.enteredAt), to: localDateOf(lastMoment), result: '公示期内无异议' };
}

/** R28, R61, R62. */
function destination(plan: Plan, { route }: Application): ReviewFormInput['destination'] {
  const desk = route && paperDesk(plan, route.paper);
  return {
    name: said(desk?.name.zh),
    address: said(desk?.paperAddress.zh),
    ...(desk?.phone ? { telephone: desk.phone } : {}),
  };
}
