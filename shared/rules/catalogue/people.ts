import type { OtherRule } from './rule.ts';

/** Clarifications about who somebody is, and who may read of whom. */
export const peopleRules: readonly OtherRule[] = [
  {
    id: 'D16',
    source: '澄清',
    meaning: {
      zh: '申报中的姓名、证件、性别、出生日期和单位随提交固定，评审表、公示、证书均以此为准；姓名须与登录实名一致，不一致须说明。此后只能经退回更正，缴费后由两人更正并留痕。',
      en: 'Name, document, sex, birth and employer are frozen at submit; form, notice and certificate print them. The name must be that of the sign-in, or a reason is asked. Later they change by a return, or after payment by two persons, on record.',
    },
  },
  {
    id: 'D27',
    source: '澄清',
    meaning: {
      zh: '谁、自何时起可以查阅材料：各环节自其经办起，评委会办公室自其审核起，审批机关自上报起且仅限上报的，监督人员不看材料，专家仅限其会议，单位仅限本单位。',
      en: 'Who may read a file, from when: a desk from the moment it is responsible, the office from its audit, authorities from the report on and the reported only, supervisors never, experts in their session, a unit its own people.',
    },
  },
];
