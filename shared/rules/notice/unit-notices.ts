import { row } from './row.ts';

/** What the people of a unit are told of its account (R8, D33), and whoever has something before it. */
export const unitNotices = {
  UNIT_BOUND: [
    row(
      'UNIT_HR',
      'UNIT_BOUND',
      ['单位绑定', 'Binding of your unit'],
      '授权委托证明已通过，“{unitName}”完成绑定。本单位申报人员现在可以填写“个人基本信息/现工作单位名称”。',
      'The letter of authorisation was accepted and {unitName} is bound. Its people can now choose it as their current unit.',
    ),
  ],
  UNIT_AUTHORISATION_RETURNED: [
    row(
      'UNIT_HR',
      'UNIT_BOUND',
      ['单位绑定', 'Binding of your unit'],
      '“{unitName}”的授权委托证明已退回，原因见单位账号页面，更正后可再次提交。',
      'The letter of authorisation of {unitName} was returned. The reason is on your account page; correct it and submit it again.',
    ),
  ],
  UNIT_SUSPENDED: [
    row(
      'UNIT_HR',
      'UNIT_BOUND',
      ['单位账号', 'Account of your unit'],
      '“{unitName}”的账号已被受理点暂停，即时生效，原因见单位账号页面。恢复前本单位人员不能办理业务，请与受理点联系。',
      'The acceptance point has suspended the account of {unitName}, at once; the reason is on your account page. Nobody can act for it until it is restored; please ask there.',
    ),
  ],
  UNIT_RESTORED: [
    row(
      'UNIT_HR',
      'UNIT_BOUND',
      ['单位账号', 'Account of your unit'],
      '“{unitName}”的账号已恢复，可以继续办理业务。',
      'The account of {unitName} is restored; its people can go on.',
    ),
  ],
  UNIT_SET_ASIDE: [
    row(
      'UNIT_HR',
      'UNIT_BOUND',
      ['单位账号', 'Account of your unit'],
      '“{unitName}”的原注册经受理点核实已撤销，本账号不再办理该单位业务。对此有异议的，请与受理点联系。',
      'The acceptance point has set the registration of {unitName} aside; this account acts for it no longer. If you object, please ask there.',
    ),
    row(
      'APPLICANT',
      'UNIT_BOUND',
      ['工作单位', 'Your unit'],
      '“{unitName}”在平台上的原注册已由受理点撤销，单位须重新注册并绑定。您交单位办理的业绩或申报仍予保留，单位绑定后继续办理，各环节期限不变。请尽快告知单位。',
      'The registration of {unitName} on the platform was set aside; the unit must register again. What you put before it is kept and goes on once the unit is bound; deadlines stay. Please tell your unit soon.',
    ),
  ],
} as const;
