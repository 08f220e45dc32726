import type { Declaration, DeclarationData, UnitFacts } from '../../../../shared/contracts/declaration.ts';
import type { StepContext } from '../../../../shared/rules/declaration/steps.ts';
import { hangzhouEngineer2020 } from '../../../fixtures/plans.ts';

/** Material of the tests on declarations: W1 of domain-spec §5.4, complete and without a fault. */

export const plan = hangzhouEngineer2020;
export const HASH = 'a'.repeat(64);

export const privateFirm: UnitFacts = {
  kind: 'ENTERPRISE_PRIVATE',
  affiliation: { type: 'DIVISION', division: '330106' },
  location: { division: '330108' },
};
export const muniSoe: UnitFacts = {
  kind: 'ENTERPRISE_STATE',
  affiliation: { type: 'MUNI_DIRECT', muniUnitId: 'MU02' },
  location: { division: '330108' },
};
export const institution: UnitFacts = {
  kind: 'PUBLIC_INSTITUTION',
  affiliation: { type: 'DIVISION', division: '330110' },
  location: { division: '330110' },
};

export const recommenders = [
  { recommenderId: 'r1', name: '钱一', title: '高级工程师', specialty: 'S01', certificateNo: 'GJ-001' },
  { recommenderId: 'r2', name: '孙二', title: '高级工程师', specialty: 'S02', certificateNo: 'GJ-002' },
];

/** 35 + 50 + 25 + 2.5 = 112.5 by the sample table. */
export const answers112 = {
  'G1.1': 2500,
  'G1.2': 12,
  'G2.1': 3,
  'G2.2': 4,
  'G3.1': 3,
  'G3.2': 3,
  'G4.1': 1,
};

export const goodData: DeclarationData = {
  track: 'NORMAL',
  category: 'ORDINARY',
  specialty: 'S01',
  optionCodes: ['N1'],
  educations: [{ kind: 'E1', school: '某大学', level: '本科' }],
  appointment: { level: 'ASSISTANT', kind: 'APPOINTMENT', periods: [{ from: '2016-12-31' }] },
  workStatement: '主持完成多项建筑工程。',
  siOutOfProvince: false,
  pointId: 'P330106',
  mobile: '13800000000',
};

export const goodDeclaration: Declaration = {
  planCode: plan.planCode,
  planVersion: plan.version,
  requirementsSeen: { planVersion: plan.version, at: '2020-08-25T01:00:00.000Z' },
  photo: { fileId: 'photo', sha256: HASH },
  commitment: { signedHash: HASH, signedAt: '2020-09-01T01:00:00.000Z' },
  data: goodData,
  achievements: [
    {
      itemId: 'i1',
      version: 2,
      kind: 'PROJECT',
      title: '某住宅楼',
      role: '技术负责人',
      collective: false,
      contributionFileIds: [],
    },
  ],
  attachments: [
    { code: 'A1', fileId: 'f1' },
    { code: 'A1a', fileId: 'f2', source: 'FETCHED', validUntil: '2020-12-01' },
    { code: 'A2', fileId: 'f3', kind: 'APPOINTMENT' },
    { code: 'A6', fileId: 'f4' },
  ],
  confirmedFileIds: ['f1', 'f2', 'f3', 'f4'],
};

const accepted = { status: 'ACCEPTED', kind: 'PDF', bytes: 100_000 } as const;

export const goodContext: StepContext = {
  applicant: { name: '赵某' },
  unit: privateFirm,
  archive: { i1: { approvedVersion: 2, latestStatus: 'APPROVED' } },
  files: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}`, accepted])),
  photoFindings: [],
  contentHash: HASH,
  today: '2020-09-01',
  now: '2020-09-01T02:00:00.000Z',
};

/** A declaration with other data; attachments and achievements stay. */
export const withData = (data: Partial<DeclarationData>): Declaration => ({
  ...goodDeclaration,
  data: { ...goodData, ...data },
});

export const codes = (findings: readonly { code: string }[]): string[] => findings.map((f) => f.code);
