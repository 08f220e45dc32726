import { findings } from '../base/finding.ts';

/** Codes of people, units and what they show of themselves. */
export const find = /* @__PURE__ */ findings({
  ID_FORMAT: {
    rules: ['L41'],
    zh: '居民身份证号码为18位，前17位是数字，末位是数字或X',
    en: 'A resident identity number has 18 characters: 17 digits, then a digit or X',
  },
  ID_BIRTH_DATE: {
    rules: ['L41'],
    zh: '号码中的出生日期不存在，或不在1900年1月1日至今日之间',
    en: 'The birth date in the number does not exist or is not between 1900-01-01 and today',
  },
  ID_SEQUENCE: {
    rules: ['L41'],
    zh: '号码中的顺序码不能为000',
    en: 'The sequence in the number cannot be 000',
  },
  ID_CHECK: {
    rules: ['L41'],
    zh: '号码的校验位不符，请核对是否有误',
    en: 'The check digit does not fit: please look for a typing error',
  },
  USCC_FORMAT: {
    rules: ['L41'],
    zh: '统一社会信用代码为18位数字或大写字母（不含I、O、S、V、Z），第3至8位是数字',
    en: 'A unified social credit code has 18 digits or capitals (no I, O, S, V, Z); characters 3 to 8 are digits',
  },
  USCC_CHECK: {
    rules: ['L41'],
    zh: '统一社会信用代码的校验位不符，请核对是否有误',
    en: 'The check character of the credit code does not fit: please look for a typing error',
  },
  USCC_ORGANISATION: {
    rules: ['L41'],
    zh: '其中的组织机构代码校验位不符，请核对',
    en: 'The check character of the organisation code inside does not fit; please check',
    severity: 'advice',
  },
  MOBILE_FORMAT: {
    rules: ['L41'],
    zh: '手机号码为11位数字，以13至19开头',
    en: 'A mobile number has 11 digits and begins with 13 to 19',
  },
  EMAIL_FORMAT: {
    rules: ['R3'],
    zh: '电子邮箱的格式不正确，如 name@example.cn',
    en: 'Not an e-mail address, such as name@example.cn',
  },
  BIRTH_DATE: {
    rules: ['R3'],
    zh: '出生日期须在1900年1月1日至今日之间',
    en: 'The date of birth must lie between 1900-01-01 and today',
  },
  PASSPORT_FORMAT: {
    rules: ['L41'],
    zh: '护照号码为5至17位数字或字母，至少含一位数字',
    en: 'A passport number has 5 to 17 letters or digits, one digit at least',
  },
  PERMANENT_RESIDENT_FORMAT: {
    rules: ['L41'],
    zh: '外国人永久居留证号码为3位字母加12位数字，或以9开头的18位号码',
    en: "A permanent resident's number has 3 letters and 12 digits, or 18 characters beginning with 9",
  },
  HK_MACAO_PERMIT_FORMAT: {
    rules: ['D17'],
    zh: '港澳居民来往内地通行证号码为 H 或 M 加 8 位数字，旧证另有 2 位换证次数',
    en: 'A Mainland travel permit for Hong Kong and Macao residents has H or M and 8 digits, older ones 2 more',
  },
  TAIWAN_PERMIT_FORMAT: {
    rules: ['D17'],
    zh: '台湾居民来往大陆通行证号码为 8 位数字，旧证为 10 位数字或再加一位字母',
    en: 'A Mainland travel permit for Taiwan residents has 8 digits, older ones 10, with or without a letter',
  },
  RESIDENCE_PERMIT_PLACE: {
    rules: ['D17'],
    zh: '港澳居民居住证号码以 81 或 82 开头，台湾居民居住证号码以 83 开头',
    en: 'Residence permits begin with 81 or 82 for Hong Kong and Macao, with 83 for Taiwan',
  },
  APPLICATION_NO_FORMAT: {
    rules: ['D11'],
    zh: '申报编号格式不符',
    en: 'That does not have the form of an application number',
  },
  APPLICATION_NO_CHECK: {
    rules: ['D11'],
    zh: '申报编号的校验位不符，请核对是否有误',
    en: 'The check character of the application number does not fit: please look for a typing error',
  },
  CURRENT_UNIT_UNBOUND: {
    rules: ['R9'],
    zh: '“现工作单位名称”须为已绑定的用人单位，请联系单位人事负责人注册并绑定',
    en: 'The current unit must be a bound one; please ask its HR head to register and bind it',
  },
  IDENTITY_KIND: {
    rules: ['D17'],
    zh: '本计划不接受{found}，可用：{allowed}。请在个人基本信息中改用其中一种',
    en: 'This plan does not take: {found}. It takes: {allowed}. Please give one of them in your profile',
  },
  PROFILE_DIFFERS: {
    rules: ['L41'],
    zh: '与居民身份证号码中的信息不一致',
    en: 'Differs from what the identity number says',
  },
  PROFILE_INCOMPLETE: { rules: ['R3'], zh: '请填写', en: 'Please fill this in' },
  DIVISION_UNKNOWN: {
    rules: ['R30'],
    zh: '没有代码为 {found} 的区、县（市）',
    en: 'There is no district or county with the code {found}',
  },
  MUNI_UNIT_UNKNOWN: {
    rules: ['R62'],
    zh: '目录中没有市直单位“{found}”',
    en: 'The directory has no municipal direct unit {found}',
  },
  UNIT_KIND_HINT: {
    rules: ['L41'],
    zh: '信用代码显示为{allowed}，所选单位性质请再核对',
    en: 'The code looks like that of {allowed}; please check the kind of unit',
    severity: 'advice',
  },
  UNIT_ACT: {
    rules: ['R8'],
    zh: '单位账号处于“{found}”，不能提交授权委托证明；审核中的请等待结果，已绑定的无须再交',
    en: 'The letter cannot be submitted while the account is {found}; while it is checked wait for the result, once bound none is needed',
  },
  UNIT_NOT_REGISTERED: {
    rules: ['R7'],
    zh: '请先注册用人单位账号',
    en: 'Please register the unit first',
  },
  UNIT_HANDED_OVER: {
    rules: ['D33'],
    zh: '您已于 {at} 将“{found}”移交给{to}，本账号不再办理该单位业务。如仍须办理，请现任人事负责人邀请您为经办人；也可以注册其他单位',
    en: 'You handed {found} over to {to} on {at}; this account acts for it no longer. To go on working for it ask its head of HR for an invitation; or register another unit',
  },
  UNIT_OPERATOR_ENDED: {
    rules: ['D33'],
    zh: '您在“{found}”的经办权限已于 {at} 终止。如仍须办理，请其人事负责人再次邀请；也可以注册其他单位',
    en: 'Your part in {found} ended on {at}. To go on working for it ask its head of HR for an invitation; or register another unit',
  },
  UNIT_SET_ASIDE: {
    rules: ['D33'],
    zh: '“{found}”的原注册已于 {at} 由受理点核实后撤销，本账号不再办理该单位业务。对此有异议的，请与受理点联系',
    en: 'The registration of {found} was set aside by the acceptance point on {at}; this account acts for it no longer. If you object, please ask there',
  },
  UNIT_SET_ASIDE_OWN: {
    rules: ['D33'],
    zh: '本账号对该信用代码的注册已被受理点撤销，不能再次注册该单位，请与受理点联系',
    en: 'The acceptance point has set aside this account’s registration of the code; it cannot register the unit again. Please ask there',
  },
  OPERATORS_MOST: {
    rules: ['D33'],
    zh: '每个单位的经办人（含待接受的邀请）不超过 {allowed} 人，现有 {found} 人，请先终止不再需要的',
    en: 'A unit has {allowed} operators at most, open invitations included; it has {found}. End those that are not needed first',
  },
  INVITATION_FORMER_HEAD: {
    rules: ['D33'],
    zh: '该邀请由前任人事负责人发出，单位移交后已失效，请现任人事负责人重新发送',
    en: 'The invitation was sent by a former head of HR and ended when the unit was handed over; ask the present one to send it again',
  },
  ACCOUNT_HAS_UNIT: {
    rules: ['R7'],
    zh: '本账号已注册用人单位，请在单位页面继续办理',
    en: 'This account has registered a unit already; go on from its page',
  },
  UNIT_REGISTERED: {
    rules: ['R7'],
    zh: '该单位已注册账号，每个单位一个账号。如需成为经办人，请联系单位人事负责人邀请；如系他人冒用，请向单位所在地受理点反映，由受理点核实撤销后再注册',
    en: 'This unit has its account already, one a unit. To work for it ask its head of HR for an invitation; if somebody uses its code without right, tell the acceptance point of its place, which sets that registration aside',
  },
  AUTHORISATION_EXPIRED: {
    rules: ['D33', 'R8'],
    zh: '本单位的授权委托证明已于 {allowed} 到期，请在单位账号页面提交新的证明；受理点审核通过后即可继续办理',
    en: 'The letter of authorisation of your unit ended on {allowed}; submit a new one on the page of the unit’s account. Work goes on once the point has accepted it',
  },
  AUTHORISATION_ENDS: {
    rules: ['D33', 'R8'],
    zh: '授权委托证明将于 {allowed} 到期，请及时提交新的证明；审核期间不影响办理',
    en: 'The letter of authorisation ends on {allowed}; please submit a new one in time. Work goes on while it is checked',
    severity: 'advice',
  },
  AUTHORISATION_TERM: {
    rules: ['D33', 'R8'],
    zh: '授权截止日须在 {today} 至 {allowed} 之间',
    en: 'The last day of the authorisation must lie between {today} and {allowed}',
  },
  UNIT_NAME_SAME: {
    rules: ['D33'],
    zh: '“{found}”就是现在的单位名称',
    en: '{found} is the name of the unit already',
  },
  UNIT_NAME_OF_ANOTHER: {
    rules: ['D33'],
    zh: '“{found}”是另一已绑定单位的名称，不能变更为此名称；合并的，由存续单位办理',
    en: '{found} is the name of another bound unit; after a merger the unit that remains acts',
  },
  RENAME_REASON: {
    rules: ['D33'],
    zh: '变更单位名称须写明原因（更名或合并）',
    en: 'Say why the name changes: a new name or a merger',
  },
  UNIT_NOT_BOUND: {
    rules: ['R8'],
    zh: '授权委托证明审核通过、绑定单位名称后方可办理',
    en: 'The letter of authorisation must be accepted and the unit bound first',
  },
  UNIT_AUTHORISATION: {
    rules: ['R8'],
    zh: '该单位没有待审核的授权委托证明，可能已经办理，请刷新后查看',
    en: 'There is no letter of authorisation to check; it may have been decided: reload to see',
  },
  FILE_PURPOSE: {
    rules: ['R8', 'R13'],
    zh: '此文件是作为 {found} 上传的，此处须用作为 {allowed} 上传的文件',
    en: 'This file was uploaded as {found}; one uploaded as {allowed} belongs here',
  },
  FILE_NOT_CLEAN: {
    rules: ['R57'],
    zh: '文件尚未通过检查（{found}），请稍候或换一份文件',
    en: 'The file has not passed its check ({found}); wait a moment or use another one',
  },
  ARCHIVE_STATE: {
    rules: ['R6'],
    zh: '该业绩条目处于“{found}”，不能进行此操作，请刷新后查看',
    en: 'Not possible while the item is {found}; reload to see where it stands',
  },
  OWN_ITEM: { rules: ['C1'], zh: '不能审查本人的业绩', en: 'Nobody reviews an own item' },
  REMARK_REQUIRED: {
    rules: ['R6'],
    zh: '退回须写明需要更正的内容',
    en: 'Say what must be corrected when returning an item',
  },
  NAME_DIFFERS: {
    rules: ['D16'],
    zh: '姓名“{found}”与登录账号的实名“{allowed}”不一致，请更正；确需不一致的，请写明原因',
    en: 'The name {found} is not the verified name of the sign-in, {allowed}; please correct it, or say why it differs',
  },
  NAME_EXPLAINED: {
    rules: ['D16'],
    zh: '{who}姓名“{found}”与登录账号的实名“{allowed}”不一致。说明：{why}',
    en: 'The name of the {who}, {found}, is not the verified name of the sign-in, {allowed}. Reason given: {why}',
    severity: 'advice',
  },
  REVIEWER_NAME: {
    rules: ['D16'],
    zh: '单位审核人“{found}”不是登记的人事负责人“{allowed}”',
    en: 'The unit’s reviewer, {found}, is not the registered head of HR, {allowed}',
    severity: 'advice',
  },
  NOT_APPOINTED: {
    rules: ['D34'],
    zh: '当前账号没有工作岗位，请向本单位负责人或安全管理员索取邀请',
    en: 'This account has no appointment; ask the head of your organisation or the security administrators for an invitation',
  },
  APPOINTMENT_SUSPENDED: {
    rules: ['D34', 'D33'],
    zh: '您的岗位权限已暂停，请联系本单位负责人',
    en: 'Your appointment is suspended; please ask the head of your organisation',
  },
  APPOINTMENT_NOT_YET: {
    rules: ['D34'],
    zh: '您的岗位权限自 {allowed} 起生效',
    en: 'Your appointment begins on {allowed}',
  },
  APPOINTMENT_EXPIRED: {
    rules: ['D34'],
    zh: '您的岗位权限已于 {allowed} 到期，请联系本单位负责人',
    en: 'Your appointment ended on {allowed}; please ask the head of your organisation',
  },
  SECOND_FACTOR: {
    rules: ['D34'],
    zh: '工作人员须以两种方式验证身份后登录，本次登录只有一种，请重新登录',
    en: 'Staff sign in with a second factor; this sign-in had one only. Please sign in again',
  },
  ADMINISTRATIONS_APART: {
    rules: ['D34'],
    zh: '系统管理、安全管理、审计监督三员不得由同一人兼任：此人已任 {found}',
    en: 'No person combines running the platform, its security and its audit: this person is {found} already',
  },
  SIGN_IN_IDLE: {
    rules: ['D34'],
    zh: '超过 {allowed} 分钟没有操作，本次登录已结束，请重新登录；已填写的内容保留在本页',
    en: 'Nobody was here for {allowed} minutes, so this sign-in has ended. Sign in again; what was typed is kept',
  },
  ADMINISTRATOR_NUMBER: {
    rules: ['D34', 'D29'],
    zh: '系统管理、安全管理、审计监督岗位须登记证件号码，以核对是否由同一人兼任',
    en: 'An administrator is appointed with his identity number, for nobody combines two administrations',
  },
  VALIDITY_ORDER: {
    rules: ['D34'],
    zh: '有效期截止日不能早于 {allowed}',
    en: 'The last day cannot lie before {allowed}',
  },
  LAST_ADMINISTRATOR: {
    rules: ['D34'],
    zh: '两人办理的事项须始终有两人可办：除此人外，在任且无截止日的安全管理员只有 {found} 人，至少须有 {allowed} 人。请先邀请另一人，由另一名管理员确认并由其本人接受；来不及的，由部署人员在 firstAdministrators 中增加一人',
    en: 'What takes two persons must always find two: besides this one {found} administrators are in force without a last day, {allowed} are needed. Invite another one first, confirmed by a second administrator and accepted; in an emergency whoever deploys the platform adds one to firstAdministrators',
  },
  ALREADY_INVITED: {
    rules: ['D34'],
    zh: '此人在该岗位、该范围已在名单上（{found}），不必再邀请；可在名单中重新发送邀请、恢复或变更',
    en: 'This person is on the list for the role and place already ({found}); send the invitation again, restore or change it there',
  },
  SCOPE_UNKNOWN: {
    rules: ['D34'],
    zh: '“{found}”不是该岗位可以管辖的范围',
    en: '{found} is no place that this role can be for',
  },
  APPOINTMENT_ACT: {
    rules: ['D34'],
    zh: '该人员现为“{found}”，请刷新名单，查看现在可以办理的事项',
    en: 'The appointment is {found} now; reload the list to see what can be done',
  },
  OWN_APPOINTMENT: {
    rules: ['D34'],
    zh: '不能给予或确认本人的权限',
    en: 'Nobody gives or confirms his own rights',
  },
  SECOND_PERSON: {
    rules: ['D34', 'D26'],
    zh: '须由另一人确认：提出人不能确认本人的提议',
    en: 'Another person confirms this, not the one who prepared it',
  },
  INVITATION_UNKNOWN: {
    rules: ['D34'],
    zh: '邀请链接无效，请核对是否完整，或请邀请人重新发送',
    en: 'The link of the invitation is not valid: is it complete? The inviter can send another one',
  },
  INVITATION_USED: {
    rules: ['D34'],
    zh: '该邀请已被接受，每份邀请只能使用一次',
    en: 'The invitation has been accepted already; each works once',
  },
  INVITATION_EXPIRED: {
    rules: ['D34'],
    zh: '邀请已过有效期，请邀请人重新发送',
    en: 'The invitation is past its date; the inviter can send another one',
  },
  INVITATION_OTHER_PERSON: {
    rules: ['D34'],
    zh: '邀请是发给另一人的：当前登录为“{found}”，与受邀人不一致',
    en: 'The invitation is for somebody else: signed in is {found}',
  },
  ACCOUNT_APPOINTED: {
    rules: ['D34'],
    zh: '当前账号已有岗位（{found}），一个账号一个岗位',
    en: 'This account has an appointment already ({found}); one account, one appointment',
  },
  SUCCESSOR: {
    rules: ['D34'],
    zh: '接手人须为同一岗位、同一范围内在任的另一人',
    en: 'The successor must be another person in force in the same role and scope',
  },
  APPLICANT_OF_PLAN: {
    rules: ['D29'],
    zh: '此人在该计划中有申报，不能担任该计划的评审或管理岗位',
    en: 'This person declares in the plan and can have no part in its review',
  },
  LIST_CHANGED: {
    rules: ['D34'],
    zh: '名单在您查看后已有变化，请刷新后再确认',
    en: 'The list has changed since you read it; reload and confirm again',
  },
  UNIT_SUSPENDED: {
    rules: ['D33'],
    zh: '该单位账户已被受理点暂停，请与受理点联系',
    en: 'The acceptance point has suspended the account of this unit; please ask there',
  },
  UNIT_SUSPENSION: {
    rules: ['D33'],
    zh: '该单位账号的状态已有变化，不能进行此操作，请刷新后查看',
    en: 'The account of this unit stands otherwise by now; reload to see what can be done',
  },
  UNIT_HEAD: {
    rules: ['D33'],
    zh: '经办人由本单位人事负责人邀请和管理',
    en: 'Operators are invited and administered by the unit’s head of HR',
  },
  ID_PURPOSE: {
    rules: ['V2'],
    zh: '查看完整证件号码须写明用途，并将留痕',
    en: 'To see the whole identity number, state the purpose; the reading is recorded',
  },
  ID_RIGHT: {
    rules: ['V2'],
    zh: '没有导出完整证件号码的权限',
    en: 'The right to export whole identity numbers is not granted',
  },
});
