import type { Bilingual } from '../../contracts/finding.ts';
import { findings } from '../base/finding.ts';

/** What is found when an act meets an application: the stage, the person, the time, what must have come before (domain-spec §7.3). */
export const find = /* @__PURE__ */ findings({
  FORBIDDEN: { rules: ['R1'], zh: '此操作由{roles}办理。', en: 'This is for: {roles}.' },
  GROUP_CHECK_RECORD: {
    rules: ['D39'],
    zh: '请填写专业组预审记录：时间、参加人数和意见',
    en: 'Write down the group’s check: when it was, by how many, and what they found',
  },
  INTERVIEW_RECORD: {
    rules: ['C19'],
    zh: '请填写面试答辩记录：时间、参加情况和意见',
    en: 'Write down the interview: when it was, whether the person came, and what came of it',
  },
  REASON_REQUIRED: { rules: ['L11', 'L24'], zh: '请写明理由。', en: 'Please give the reason.' },
  SEPARATION_OF_DUTIES: {
    rules: ['C1', 'C4', 'L24', 'R67', 'D16'],
    zh: '须由另一人办理：{why}',
    en: 'Another person must do this: {why}',
  },
  RIGHT_TO_BE_HEARD: {
    rules: ['L24'],
    zh: '作出决定前须听取申报人陈述，请先告知并听取，再作决定',
    en: 'The applicant must be heard first; tell and hear the person first',
  },
  RETURN_OVERDUE: {
    rules: ['L11'],
    zh: '补正期限已于{by}届满，不能再提交；有疑问请联系退回的部门',
    en: 'The time for corrections ended at {by}; it can no longer be submitted. For questions, call the desk that returned it',
  },
  RETURN_ITEMS_REQUIRED: {
    rules: ['L11'],
    zh: '请一次列全需要补正的内容。',
    en: 'List everything that must be corrected.',
  },
  RETURN_AGAIN: {
    rules: ['C6'],
    zh: '本环节已退回 {found} 次，再次退回须由负责人说明理由。',
    en: 'Returned at this stage {found} times already; another return needs a supervisor’s reason.',
  },
  DEADLINE_NOT_REACHED: {
    rules: ['L11'],
    zh: '期限尚未届满，{by}届满，请届时办理',
    en: 'The deadline has not passed: it ends at {by}; come back then',
  },
  UNIT_REPORT_CLOSED: {
    rules: ['D32'],
    zh: '单位上报期限已于{by}届满（含单位公示所需的工作日），不能再上报',
    en: 'The unit had to decide by {by}, so that its publicity could end in time; it can no longer report',
  },
  UNIT_ROLLS_OVER: {
    rules: ['D39'],
    zh: '还有下一批次，转入下一批次办理，不作失效处理',
    en: 'There is another batch: it goes there and does not lapse',
  },
  BATCH_LAST: { rules: ['D39'], zh: '已是最后一个批次', en: 'This is the last batch' },
  WITHDRAWAL_NOT_REQUESTED: {
    rules: ['C11'],
    zh: '申报人没有提出撤回申请，请刷新后查看',
    en: 'The applicant has not asked to withdraw; reload to see',
  },
  WITHDRAWAL_REQUESTED: {
    rules: ['C11'],
    zh: '您已申请撤回，请等待评委会办公室答复',
    en: 'You have asked to withdraw already; the office will answer',
  },
  ALREADY_AUDITED: {
    rules: ['R1'],
    zh: '评委会办公室已审核通过，待发布公示，无须再审',
    en: 'The office has audited it; it waits for publicity; nothing more is needed',
  },
  PUBLICITY_UNKNOWN: { rules: ['R63'], zh: '没有这份申报', en: 'There is no such application' },
  SESSION_NOT_ENDED: {
    rules: ['R65'],
    zh: '该场评审会议尚未结束（{found}），评审结束后方可公示结果',
    en: 'The review session has not ended ({found}); results are published when it has',
  },
  OPINIONS_MISSING: {
    rules: ['B10'],
    zh: '须有至少{allowed}名专家的书面评议意见。',
    en: 'Written opinions of {allowed} experts are needed.',
  },
  CORRECTION_FIELD: {
    rules: ['D16', 'D15'],
    zh: '“{found}”不能在此更正：身份信息之外，只能更正打印失败所指的内容',
    en: '{found} cannot be corrected here: besides who somebody is, only what the failed document names',
  },
  CORRECTION_SAME: {
    rules: ['D16'],
    zh: '更正后的内容与现在相同',
    en: 'It says just that already',
  },
  CORRECTION_OPERATIONS: {
    rules: ['D15'],
    zh: '平台运维只参与打印失败的更正；其他更正由经办部门的两人办理',
    en: 'Operations take part only where a document cannot be printed; other corrections are for two persons of the desks',
  },
  REEXAMINATION_NONE: {
    rules: ['L21'],
    zh: '没有待答复的复查申请，可能已经答复，请刷新后查看',
    en: 'No re-examination is waiting for an answer; it may have been answered: reload to see',
  },
  REEXAMINATION_OPEN: {
    rules: ['L21'],
    zh: '您已申请复查，请等待答复',
    en: 'You have asked for re-examination already; the answer is to come',
  },
});

/** Why the same person may not: the `why` of SEPARATION_OF_DUTIES. */
export const duties = {
  OWN: { zh: '不能审核本人的申报。', en: 'nobody reviews an own application.' },
  SAME_PERSON: {
    zh: '前一环节由同一人办理。',
    en: 'the same person handled an earlier stage.',
  },
  AUDITOR: {
    zh: '审核人不能发布公示。',
    en: 'the auditor does not publish.',
  },
  UPHOLD: { zh: '异议成立须由两人决定。', en: 'upholding takes two people.' },
  DISQUALIFY: { zh: '取消资格须由两人决定。', en: 'disqualification takes two people.' },
  CORRECT: { zh: '更正须由两人办理。', en: 'a correction takes two people.' },
  LANE: { zh: '各机关审核各自的一份。', en: 'each authority audits for itself.' },
} as const satisfies Record<string, Bilingual>;
