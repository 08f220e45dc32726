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
  {
    id: 'D29',
    source: '澄清',
    meaning: {
      zh: '职责分离比较的是自然人而不是账号：同一证件号码即同一人。',
      en: 'Separation of duties compares natural persons, not accounts: one identity number is one person.',
    },
  },
  {
    id: 'D33',
    source: '澄清',
    meaning: {
      zh: '一个单位按统一社会信用代码只有一个账户，可有多名实名经办人；由人事负责人邀请、暂停、移交，每项操作落实到人。',
      en: 'A unit has one account by its credit code and named operators; its HR head invites, suspends and hands over, and every act names its person.',
    },
  },
  {
    id: 'D34',
    source: '澄清',
    meaning: {
      zh: '令牌只说明是谁，岗位权限以平台记录为准：有期限、可暂停、一分钟内生效；工作人员须双因素登录；决定和管理权限由两人给予；系统管理与审计监督不由一人兼任。',
      en: 'A token says who somebody is, the platform’s record what he may do: for a time, suspended within a minute. Staff use a second factor; rights to decide or administer are given by two persons; nobody both runs the platform and watches over it.',
    },
  },
];
