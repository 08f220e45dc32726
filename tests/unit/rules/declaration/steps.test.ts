import { describe, expect, test } from 'vitest';
import { type Declaration, DeclarationSchema } from '../../../../shared/contracts/declaration.ts';
import { declarationSteps } from '../../../../shared/contracts/declaration-steps.ts';
import { canonicalHash } from '../../../../shared/rules/base/canonical-json.ts';
import { declarationContent } from '../../../../shared/rules/declaration/commitment.ts';
import {
  checkFields,
  checkStart,
  checkStep,
  checkSubmit,
  declarationProgress,
  guardStep,
  type StepContext,
} from '../../../../shared/rules/declaration/steps.ts';
import {
  codes,
  goodContext,
  goodData,
  goodDeclaration,
  institution,
  muniSoe,
  plan,
  privateFirm,
  withData,
} from './fixture.ts';

const ctx = goodContext;
const step = (name: (typeof declarationSteps)[number], d: Declaration, over: Partial<StepContext> = {}) =>
  checkStep(name, plan, d, { ...ctx, ...over });
const item = goodDeclaration.achievements[0]!;
const withItems = (...achievements: Declaration['achievements']): Declaration => ({
  ...goodDeclaration,
  achievements,
});
const long = (n: number) => '字'.repeat(n);

describe('order of the pages', () => {
  test('the complete declaration of W1 is complete on all six pages', () => {
    expect(DeclarationSchema.safeParse(goodDeclaration).success).toBe(true);
    expect(declarationProgress(plan, goodDeclaration, ctx)).toEqual(
      declarationSteps.map((name) => ({ step: name, complete: true, open: true, findings: [] })),
    );
    expect(checkSubmit(plan, goodDeclaration, ctx)).toEqual([]);
  });

  const broken: [
    string,
    (typeof declarationSteps)[number],
    (typeof declarationSteps)[number],
    Declaration,
  ][] = [
    ['R20', 'COMMITMENT', 'PHOTO', { ...goodDeclaration, photo: undefined }],
    ['R24', 'DATA', 'COMMITMENT', { ...goodDeclaration, commitment: undefined }],
    ['R29', 'ACHIEVEMENTS', 'DATA', withData({ mobile: '' })],
    ['R40', 'ATTACHMENTS', 'ACHIEVEMENTS', withItems()],
    ['R57', 'PREVIEW', 'ATTACHMENTS', { ...goodDeclaration, attachments: [] }],
  ];
  test.each(broken)('%s: %s opens only after %s', (rule, later, earlier, d) => {
    expect(guardStep(later, plan, d, ctx)).toMatchObject([
      { code: 'STEP_ORDER', rule, allowed: plan.strings.pages[earlier], severity: 'error' },
    ]);
    expect(guardStep(earlier, plan, d, ctx)).toEqual([]);
    expect(guardStep(later, plan, goodDeclaration, ctx)).toEqual([]);
    const open = declarationProgress(plan, d, ctx)
      .filter((s) => s.open)
      .map((s) => s.step);
    expect(open).toEqual(declarationSteps.slice(0, declarationSteps.indexOf(later)));
  });

  test('advice does not close a page', () => {
    const many = withItems(...Array.from({ length: 11 }, (_, i) => ({ ...item, itemId: `i${i}` })));
    const archive = Object.fromEntries(
      many.achievements.map((a) => [a.itemId, { approvedVersion: 2, latestStatus: 'APPROVED' as const }]),
    );
    expect(guardStep('ATTACHMENTS', plan, many, { ...ctx, archive })).toEqual([]);
  });
});

describe('photo and commitment', () => {
  test('R13, R14: no photo, one not inspected yet, one with findings', () => {
    expect(codes(step('PHOTO', { ...goodDeclaration, photo: undefined }))).toEqual(['PHOTO_MISSING']);
    expect(codes(step('PHOTO', goodDeclaration, { photoFindings: undefined }))).toEqual([
      'PHOTO_NOT_CHECKED',
    ]);
    const bad = {
      code: 'PHOTO_RATIO_LOW',
      rule: 'R19',
      message: { zh: '窄', en: 'narrow' },
      severity: 'error',
    } as const;
    expect(step('PHOTO', goodDeclaration, { photoFindings: [bad] })).toEqual([bad]);
  });

  test('R15: advice on the background lets the photo pass', () => {
    const advice = {
      code: 'PHOTO_BACKGROUND',
      rule: 'R15',
      message: { zh: '底', en: 'b' },
      severity: 'advice',
    } as const;
    expect(guardStep('COMMITMENT', plan, goodDeclaration, { ...ctx, photoFindings: [advice] })).toEqual([]);
  });

  test('R21: an unsigned declaration → COMMITMENT_MISSING', () => {
    expect(step('COMMITMENT', { ...goodDeclaration, commitment: undefined })).toMatchObject([
      { code: 'COMMITMENT_MISSING', rule: 'R21' },
    ]);
  });

  test('R21, C10: a signature on other content keeps no page closed but stops the submit', () => {
    const changed = { ...ctx, contentHash: 'b'.repeat(64) };
    expect(guardStep('PREVIEW', plan, goodDeclaration, changed)).toEqual([]);
    expect(codes(checkSubmit(plan, goodDeclaration, changed))).toEqual([
      'SUBMIT_INCOMPLETE',
      'COMMITMENT_STALE',
    ]);
    const loose = { ...plan, commitment: { ...plan.commitment, bindToContentHash: false } };
    expect(checkSubmit(loose, goodDeclaration, changed)).toEqual([]);
  });
});

describe('what the commitment covers (C10)', () => {
  const hash = (d: Declaration) => canonicalHash(declarationContent(d));
  const changes: [string, Declaration][] = [
    ['photo', { ...goodDeclaration, photo: { fileId: 'photo', sha256: 'c'.repeat(64) } }],
    ['statement', withData({ workStatement: '别的内容' })],
    ['point', withData({ pointId: 'P330108' })],
    ['achievement version', withItems({ ...item, version: 3 })],
    [
      'an attachment more',
      { ...goodDeclaration, attachments: [...goodDeclaration.attachments, { code: 'A8', fileId: 'f9' }] },
    ],
    [
      'another file',
      {
        ...goodDeclaration,
        attachments: goodDeclaration.attachments.map((a) => ({ ...a, fileId: `${a.fileId}x` })),
      },
    ],
    ['plan version', { ...goodDeclaration, planVersion: 4 }],
  ];
  test.each(changes)('R21: %s changes the hash', (_, d) => expect(hash(d)).not.toBe(hash(goodDeclaration)));

  test('R21: signature, confirmation, reading and mere order do not', () => {
    const base = withData({ optionCodes: ['N1', 'N2'] });
    const other: Declaration = {
      ...withData({ optionCodes: ['N2', 'N1'] }),
      attachments: [...goodDeclaration.attachments].reverse(),
      confirmedFileIds: [],
      requirementsSeen: undefined,
      commitment: undefined,
    };
    expect(hash(other)).toBe(hash(base));
  });
});

describe('declaration data', () => {
  test.each([
    'track',
    'category',
    'specialty',
    'optionCodes',
    'educations',
    'appointment',
    'workStatement',
    'siOutOfProvince',
    'mobile',
  ] as const)('R25: %s is required', (key) => {
    const d = withData({ [key]: undefined });
    const found = step('DATA', d).find((f) => f.code === 'FIELD_REQUIRED' && f.field === `/data/${key}`);
    expect(found).toMatchObject({ rule: 'R25', severity: 'error' });
  });

  test('R25: blanks and empty lists are not answers; false and 0 are', () => {
    const fields = (data: object) => checkFields(plan, { ...goodData, ...data }, ctx).map((f) => f.field);
    expect(fields({ mobile: '  ' })).toEqual(['/data/mobile']);
    expect(fields({ educations: [] })).toEqual(['/data/educations']);
    expect(fields({ appointment: { level: 'MID', kind: 'APPOINTMENT', periods: [] } })).toEqual([
      '/data/appointment',
    ]);
    expect(fields({ siOutOfProvince: false })).toEqual([]);
  });

  test('R25: established staff or not is asked only inside public institutions; self-evaluation only on its track', () => {
    const fields = (data: object, unit = privateFirm) =>
      checkFields(plan, { ...goodData, ...data }, { ...ctx, unit }).map((f) => f.field);
    expect(fields({}, institution)).toEqual(['/data/established']);
    expect(fields({ established: false }, institution)).toEqual([]);
    expect(fields({ track: 'SELF_EVAL', optionCodes: [] })).toEqual([
      '/data/selfEvaluation',
      '/data/recommenders',
    ]);
  });

  test('R26: 1000 characters pass, 1001 fail, white space does not count', () => {
    const at = (text: string) => codes(step('DATA', withData({ workStatement: text })));
    expect(at(long(1000))).toEqual([]);
    expect(at(`${long(1000)}\n  \t`)).toEqual([]);
    expect(at(`${long(999)}𠮷`)).toEqual([]);
    expect(at(long(1001))).toEqual(['STATEMENT_TOO_LONG']);
  });

  test('R27: the point is part of the page; R30: and so is the fixed road', () => {
    expect(codes(step('DATA', withData({ pointId: undefined })))).toEqual(['POINT_REQUIRED']);
    expect(codes(step('DATA', withData({ pointId: 'P330106' }), { unit: muniSoe }))).toEqual([
      'ROUTE_MISMATCH',
    ]);
    expect(step('DATA', withData({ pointId: undefined }), { unit: muniSoe })).toEqual([]);
  });

  test('R31 R32 R33 R34: track, options, score and recommenders are checked on the page, all at once', () => {
    const found = codes(step('DATA', withData({ track: 'SELF_EVAL', category: 'DIRECT', optionCodes: [] })));
    expect(found).toEqual([
      'FIELD_REQUIRED',
      'FIELD_REQUIRED',
      'TRACK_FOR_CATEGORY',
      'SELF_EVAL_SCORE',
      'SELF_EVAL_RECOMMENDERS',
    ]);
  });

  test('R9: without a bound unit the page says so', () => {
    expect(codes(step('DATA', goodDeclaration, { unit: undefined }))).toEqual(['CURRENT_UNIT_UNBOUND']);
  });
});

describe('achievements', () => {
  test('R37: only what is in the archive', () => {
    expect(step('ACHIEVEMENTS', withItems({ ...item, itemId: 'typed-in' }))).toMatchObject([
      { code: 'ACHIEVEMENT_SOURCE', rule: 'R37' },
    ]);
    expect(codes(step('ACHIEVEMENTS', withItems({ ...item, itemId: 'constructor' })))).toEqual([
      'ACHIEVEMENT_SOURCE',
    ]);
    expect(codes(step('ACHIEVEMENTS', withItems()))).toEqual(['ACHIEVEMENT_REQUIRED']);
    expect(codes(step('ACHIEVEMENTS', withItems(item, item)))).toEqual(['ACHIEVEMENT_TWICE']);
    expect(codes(step('ACHIEVEMENTS', withItems({ ...item, kind: 'POEM' })))).toEqual(['ACHIEVEMENT_KIND']);
  });

  test.each([
    ['approved version', 2, 'APPROVED', []],
    ['approved version while a newer draft waits', 2, 'DRAFT', []],
    ['never approved', null, 'SAVED', ['ARCHIVE_NOT_APPROVED']],
    ['returned', null, 'RETURNED', ['ARCHIVE_NOT_APPROVED']],
    ['a newer version was approved since', 3, 'APPROVED', ['ARCHIVE_NOT_APPROVED']],
  ] as const)('R6: %s (approved %s, newest %s) → %j', (_, approvedVersion, latestStatus, expected) => {
    expect(
      codes(step('ACHIEVEMENTS', goodDeclaration, { archive: { i1: { approvedVersion, latestStatus } } })),
    ).toEqual(expected);
  });

  test('R38: ten are quiet, eleven bring advice and never an error', () => {
    const many = (n: number) => {
      const items = Array.from({ length: n }, (_, i) => ({ ...item, itemId: `i${i}` }));
      const archive = Object.fromEntries(
        items.map((a) => [a.itemId, { approvedVersion: 2, latestStatus: 'APPROVED' as const }]),
      );
      return step('ACHIEVEMENTS', withItems(...items), { archive });
    };
    expect(many(10)).toEqual([]);
    expect(many(11)).toMatchObject([
      { code: 'ACHIEVEMENT_MANY', rule: 'R38', severity: 'advice', found: 11, allowed: 10 },
    ]);
  });

  test('R39: a collective item needs proof, an own one none', () => {
    expect(step('ACHIEVEMENTS', withItems({ ...item, collective: true }))).toMatchObject([
      { code: 'ACHIEVEMENT_CONTRIBUTION', rule: 'R39', severity: 'error' },
    ]);
    expect(
      step('ACHIEVEMENTS', withItems({ ...item, collective: true, contributionFileIds: ['f9'] })),
    ).toEqual([]);
    const proof = { code: 'A9', fileId: 'f9', forAchievement: 'i1' };
    expect(
      step('ACHIEVEMENTS', { ...withItems({ ...item, collective: true }), attachments: [proof] }),
    ).toEqual([]);
  });
});

describe('start and submit', () => {
  const ready = {
    profileComplete: true,
    archiveItems: 1,
    unitBound: true,
    requirementsSeenVersion: plan.version,
    activeDeclarations: 0,
    now: ctx.now,
  };

  test('R10, R12: everything ready → 马上申报 works', () => expect(checkStart(plan, ready)).toEqual([]));

  test.each([
    ['R10', { profileComplete: false }, 'PRECONDITION_PROFILE'],
    ['R3', { archiveItems: 0 }, 'ARCHIVE_EMPTY'],
    ['R9', { unitBound: false }, 'CURRENT_UNIT_UNBOUND'],
    ['R12', { requirementsSeenVersion: undefined }, 'REQUIREMENTS_NOT_VIEWED'],
    ['R12', { requirementsSeenVersion: plan.version - 1 }, 'REQUIREMENTS_NOT_VIEWED'],
    ['C5', { activeDeclarations: 1 }, 'DECLARATION_EXISTS'],
  ] as const)('%s: %j → %s', (rule, change, code) => {
    expect(checkStart(plan, { ...ready, ...change })).toMatchObject([{ code, rule }]);
  });

  test('all that is missing is told at once', () => {
    const none = {
      ...ready,
      profileComplete: false,
      archiveItems: 0,
      unitBound: false,
      requirementsSeenVersion: undefined,
    };
    expect(checkStart(plan, none)).toHaveLength(4);
  });

  test.each([
    ['2020-08-23T15:59:59.999Z', ['WINDOW_NOT_OPEN']],
    ['2020-08-23T16:00:00.000Z', []],
    ['2020-09-25T15:59:59.999Z', []],
    ['2020-09-25T16:00:00.000Z', ['WINDOW_CLOSED']],
  ])(
    'L26: the window runs from 0:00 of its first to 24:00 of its last day in Shanghai: %s',
    (now, expected) => {
      expect(codes(checkStart(plan, { ...ready, now }))).toEqual(expected);
    },
  );

  test('R58: an incomplete declaration cannot be submitted, and every gap is named', () => {
    const found = checkSubmit(
      plan,
      { ...goodDeclaration, photo: undefined, attachments: [], requirementsSeen: undefined },
      ctx,
    );
    expect(found[0]).toMatchObject({ code: 'SUBMIT_INCOMPLETE', rule: 'R58', found: 6 });
    expect(codes(found).slice(1)).toEqual([
      'REQUIREMENTS_NOT_VIEWED',
      'PHOTO_MISSING',
      'ATT_EDU_CERT',
      'ATT_EDU_REGFORM',
      'ATT_REQUIRED',
      'ATT_HOURS',
    ]);
  });

  test('R57: unconfirmed files stop the submit', () => {
    const found = checkSubmit(plan, { ...goodDeclaration, confirmedFileIds: [] }, ctx);
    expect(codes(found)).toEqual(['SUBMIT_INCOMPLETE', 'ATT_NOT_CONFIRMED']);
  });
});
