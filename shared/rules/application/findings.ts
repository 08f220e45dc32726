import type { Bilingual } from '../../contracts/finding.ts';
import { findings } from '../base/finding.ts';

/** What is found when an act meets an application: the stage, the person, the time, what must have come before (domain-spec §7.3). */
export const find = findings({
  FLOW_ORDER: {
    rules: ['R1', 'R66'],
    zh: '该申报现在处于“{stage}”环节，不能进行此操作。',
    en: 'The application is at “{stage}”; this cannot be done now.',
  },
  FORBIDDEN: { rules: ['R1'], zh: '此操作由{roles}办理。', en: 'This is for: {roles}.' },
  REASON_REQUIRED: { rules: ['L11'], zh: '请写明理由。', en: 'Please give the reason.' },
  SEPARATION_OF_DUTIES: { rules: ['C1', 'C4', 'L24', 'R67'], zh: '{why}', en: '{why}' },
  TWO_PERSONS: {
    rules: ['L24', 'R63'],
    zh: '须先由另一人提出或拟定。',
    en: 'Another person must propose or prepare it first.',
  },
  RIGHT_TO_BE_HEARD: {
    rules: ['L24'],
    zh: '作出决定前须听取申报人陈述。',
    en: 'The applicant must be heard first.',
  },
  PLAN_CLOSED: {
    rules: ['R11'],
    zh: '申报时间已过或尚未开始。',
    en: 'The declaration period is not open.',
  },
  RETURN_OVERDUE: { rules: ['L11'], zh: '补正期限已过。', en: 'The time for corrections is over.' },
  RETURN_ITEMS_REQUIRED: {
    rules: ['L11'],
    zh: '请一次列全需要补正的内容。',
    en: 'List everything that must be corrected.',
  },
  RETURN_AGAIN: {
    rules: ['C6'],
    zh: '本环节已退回过一次，再次退回须由负责人说明理由。',
    en: 'It was returned at this stage before; a second return needs a supervisor’s reason.',
  },
  DEADLINE_NOT_REACHED: { rules: ['L11'], zh: '期限尚未届满。', en: 'The deadline has not passed.' },
  WITHDRAWAL_NOT_REQUESTED: {
    rules: ['C11'],
    zh: '申报人没有提出撤回申请。',
    en: 'The applicant has not asked to withdraw.',
  },
  WITHDRAWAL_REQUESTED: {
    rules: ['C11'],
    zh: '您已申请撤回，请等待评委会办公室答复',
    en: 'You have asked to withdraw already; the office will answer',
  },
  ALREADY_AUDITED: {
    rules: ['R1'],
    zh: '评委会办公室已审核通过，待发布公示。',
    en: 'The office has audited it; it waits for publicity.',
  },
  PUBLICITY_PLAN: {
    rules: ['R63'],
    zh: '该申报属于另一申报计划（{found}）',
    en: 'The application belongs to another plan ({found})',
  },
  PUBLICITY_UNKNOWN: { rules: ['R63'], zh: '没有这份申报', en: 'There is no such application' },
  SESSION_NOT_ENDED: {
    rules: ['R65'],
    zh: '该场评审会议尚未结束（{found}），评审结束后方可公示结果',
    en: 'The review session has not ended ({found}); results are published when it has',
  },
  GROUP_TOO_SMALL: {
    rules: ['L14'],
    zh: '评议组有 {found} 名可评议该申报的专家，不少于 {allowed} 名',
    en: 'The group has {found} experts who may give an opinion on it; at least {allowed} are needed',
  },
  OPINIONS_MISSING: {
    rules: ['B10'],
    zh: '须有至少{allowed}名专家的书面评议意见。',
    en: 'Written opinions of {allowed} experts are needed.',
  },
  REEXAMINATION_NONE: {
    rules: ['L21'],
    zh: '没有待答复的复查申请。',
    en: 'No re-examination is waiting for an answer.',
  },
  REEXAMINATION_OPEN: {
    rules: ['L21'],
    zh: '您已申请复查，请等待答复',
    en: 'You have asked for re-examination already; the answer is to come',
  },
  JOINT_AUDIT: {
    rules: ['R67'],
    zh: '市人力社保局和市建委均审核通过后才能发文，已审核：{done}。',
    en: 'Both authorities must approve before the document is issued; done so far: {done}.',
  },
  CERT_BEFORE_DOC: {
    rules: ['R68'],
    zh: '文件公布后才能生成电子证书',
    en: 'There is no certificate before the document is published',
  },
  CERT_PHOTO: {
    rules: ['R13'],
    zh: '证书照片与申报照片不一致。',
    en: 'The certificate must carry the very photo of the declaration.',
  },
});

/** Why the same person may not: the `why` of SEPARATION_OF_DUTIES. */
export const duties = {
  OWN: { zh: '不能审核本人的申报。', en: 'Nobody reviews an own application.' },
  SAME_PERSON: {
    zh: '前一环节由同一人办理，须换人审核。',
    en: 'The same person handled an earlier stage; another must do this one.',
  },
  AUDITOR: {
    zh: '公示须由审核人以外的另一人发布。',
    en: 'Another person than the auditor must publish.',
  },
  UPHOLD: { zh: '异议成立须由两人决定。', en: 'Upholding takes two people.' },
  DISQUALIFY: { zh: '取消资格须由两人决定。', en: 'Disqualification takes two people.' },
  LANE: { zh: '须由本机关审核。', en: 'Each authority audits for itself.' },
} as const satisfies Record<string, Bilingual>;
