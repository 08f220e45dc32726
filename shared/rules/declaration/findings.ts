import type { Bilingual } from '../../contracts/finding.ts';
import { findings } from '../base/finding.ts';

/** Codes of a declaration: its six pages, who may declare how, its attachments, its signature. */
export const find = /* @__PURE__ */ findings({
  STEP_ORDER: {
    rules: ['R20', 'R12', 'R24', 'R29', 'R40', 'R57'],
    zh: '请先完成“{allowed}”',
    en: 'Please complete “{allowed}” first',
  },
  PHOTO_MISSING: { rules: ['R13'], zh: '请上传证件照', en: 'Please upload the ID photo' },
  PHOTO_NOT_CHECKED: { rules: ['R14'], zh: '证件照尚在检查，请稍候', en: 'The photo is still being checked' },
  PLAN_NOT_OFFERED: {
    rules: ['R10'],
    zh: '申报计划 {found} 已不再受理新的申报',
    en: 'The plan {found} takes no new declarations any more',
  },
  PLAN_CHANGED: {
    rules: ['R12', 'G1'],
    zh: '申报计划已更新至第 {allowed} 版（您阅读的是第 {found} 版），请先阅读变更内容',
    en: 'The plan has moved on to version {allowed} (you have read version {found}); please read what changed first',
  },
  PLAN_PINNED: {
    rules: ['G1'],
    zh: '申报已提交，按申报计划第 {found} 版办理，不受新版本影响',
    en: 'It has been handed in and goes by version {found} of the plan; a newer one does not touch it',
  },
  PRECONDITION_MISSING: {
    rules: ['D39'],
    zh: '请填写“{what}”的{part}',
    en: 'Please fill in under “{what}”: {part}',
  },
  PRECONDITION_NOT_MET: {
    rules: ['D39'],
    zh: '不符合申报前提“{what}”：{why}',
    en: 'The precondition “{what}” is not met: {why}',
  },
  COMMITMENT_MISSING: {
    rules: ['R21'],
    zh: '请扫描二维码，在线签署《专业技术资格申报材料真实性保证书》',
    en: 'Please scan the QR code and sign the letter of commitment',
  },
  COMMITMENT_STALE: {
    rules: ['C10'],
    zh: '申报内容有变，承诺须覆盖全部材料，请在电脑页面刷新二维码后重新签署',
    en: 'The content changed; the commitment covers all material, so please get a new code on the computer and sign again',
  },
  ACHIEVEMENT_SOURCE: {
    rules: ['R37'],
    zh: '业绩“{found}”不在您的业绩档案库中，业绩只能从档案库提取',
    en: '{found} is not in your archive; achievements come only from there',
  },
  ACHIEVEMENT_KIND: {
    rules: ['R37'],
    zh: '本计划不收此类业绩（{found}）',
    en: 'This plan takes no achievements of kind {found}',
  },
  ACHIEVEMENT_REQUIRED: {
    rules: ['R37'],
    zh: '请从业绩档案库中选择业绩，至少 {allowed} 项，已选 {found} 项',
    en: 'Please choose at least {allowed} achievements from your archive; {found} chosen',
  },
  ACHIEVEMENT_OUTSIDE: {
    rules: ['D40'],
    zh: '业绩“{title}”：{why}',
    en: '{title}: {why}',
    severity: 'advice',
  },
  ACHIEVEMENT_TWICE: { rules: ['R37'], zh: '业绩“{found}”重复选择', en: '{found} is chosen twice' },
  ARCHIVE_NOT_APPROVED: {
    rules: ['R6'],
    zh: '业绩“{found}”的所选版本尚未（或不再是）经用人单位审查通过的版本，请重新选择',
    en: 'The chosen version of {found} is not the one that your unit approved; please choose again',
  },
  ACHIEVEMENT_MANY: {
    rules: ['R38'],
    zh: '已选 {found} 项业绩，要求突出专业代表性，不宜过多过杂（建议不超过 {allowed} 项）',
    en: '{found} achievements are chosen; representative ones serve better ({allowed} or fewer advised)',
    severity: 'advice',
  },
  ACHIEVEMENT_CONTRIBUTION: {
    rules: ['R39'],
    zh: '“{found}”是集体项目，须提供本人系主要贡献者依据',
    en: '{found} is a collective project; proof that you are a main contributor is needed',
  },
  SUBMIT_INCOMPLETE: {
    rules: ['R58'],
    zh: '尚有 {found} 处未完成，不能提交',
    en: '{found} things are not complete yet',
  },
  PRECONDITION_PROFILE: {
    rules: ['R10'],
    zh: '请先完善个人基本信息',
    en: 'Please complete your profile first',
  },
  ARCHIVE_EMPTY: {
    rules: ['R3'],
    zh: '请先完善我的业绩档案',
    en: 'Please complete your achievement archive first',
  },
  REQUIREMENTS_NOT_VIEWED: {
    rules: ['R12'],
    zh: '请查看所有要求后，再点击最下方的“马上申报”',
    en: 'Please read all requirements first',
  },
  REVIEWER_OF_PLAN: {
    rules: ['C2', 'D29'],
    zh: '您在本计划担任评审或管理岗位，不能同时申报本计划',
    en: 'You have a part in the review of this plan and cannot declare in it',
  },
  DECLARATION_EXISTS: {
    rules: ['C5'],
    zh: '{who}在本计划已有一份申报，请在那一份中继续办理',
    en: 'There is a declaration of {who} in this plan already; go on with that one',
  },
  TRACK_UNKNOWN: { rules: ['R31'], zh: '本计划没有申报方式“{found}”', en: 'This plan has no track {found}' },
  TRACK_FOR_CATEGORY: {
    rules: ['R34', 'R35', 'Q11'],
    zh: '“{found}”请选择“{allowed}”',
    en: '{found}: please choose the track {allowed}',
  },
  CATEGORY_UNKNOWN: {
    rules: ['R34'],
    zh: '本计划没有人员类别“{found}”',
    en: 'This plan has no category {found}',
  },
  OPTION_REQUIRED: {
    rules: ['R31', 'R36'],
    zh: '请在相应选择项打钩，至少 {allowed} 项，现已选 {found} 项',
    en: 'Please tick at least {allowed} of the options; {found} ticked',
  },
  OPTION_UNKNOWN: {
    rules: ['R31'],
    zh: '您的申报方式和人员类别没有选择项“{found}”',
    en: 'Your track and category have no option {found}',
  },
  SELF_EVAL_RECOMMENDERS: {
    rules: ['R33', 'Q13'],
    zh: '推荐人不符合要求：{why}',
    en: 'The recommenders do not qualify: {why}',
  },
  SPECIALTY_UNKNOWN: {
    rules: ['R25'],
    zh: '本计划没有专业“{found}”',
    en: 'This plan has no specialty {found}',
  },
  LIFE_BEFORE_BIRTH: {
    rules: ['R25'],
    zh: '{what}早于出生日期，请核对',
    en: '{what} is before the date of birth; please check',
  },
  LIFE_TOO_YOUNG: {
    rules: ['R25'],
    zh: '{what}时仅 {found} 岁，请核对日期',
    en: '{what} at the age of {found}: please check the date',
  },
  LIFE_YOUNG: {
    rules: ['R25'],
    zh: '{what}时仅 {found} 岁，请确认日期无误',
    en: '{what} at the age of {found}: please make sure of the date',
    severity: 'advice',
  },
  LIFE_TO_COME: {
    rules: ['R25'],
    zh: '{what}晚于今天；至今仍在该单位的请留空',
    en: '{what} is after today; leave it empty while it lasts',
    severity: 'advice',
  },
  LIFE_OVERLAP: {
    rules: ['R25'],
    zh: '{what}与{allowed}的时间重叠，请确认无误',
    en: '{what} overlaps with {allowed}; please make sure',
    severity: 'advice',
  },
  NOT_IN_SERVICE: {
    rules: ['L6'],
    zh: '申报人应为单位在职专业技术人员，离退休人员不得申报',
    en: 'Only people in service may apply; retired people may not',
  },
  UNDER_SANCTION: {
    rules: ['L6'],
    zh: '处分期至 {allowed}，期满后方可申报',
    en: 'The sanction runs until {allowed}; an application is possible after that',
  },
  RETURN_SCOPE: {
    rules: ['C9'],
    zh: '退回补正期间只能更改退回意见所列内容，此处不在其中（{found}）',
    en: 'While returned, only what the return names may change; this is not part of it ({found})',
  },
  RETURN_UNCHANGED: {
    rules: ['C9'],
    zh: '退回意见“{remark}”所指内容没有改动，仍是退回时的材料',
    en: 'Nothing was changed where the return says “{remark}”; it is what was returned',
    severity: 'advice',
  },
  SIGNATURE_MISSING: {
    rules: ['R22'],
    zh: '没有签名：请在框内手写签名（笔迹总长 {found} 像素）',
    en: 'There is no signature: please sign by hand inside the frame ({found} px of ink)',
  },
  COMMITMENT_NOT_READ: {
    rules: ['R21'],
    zh: '请阅读保证书全文后再签署',
    en: 'Please read the whole letter before signing',
  },
  SIGNATURE_AREA: {
    rules: ['R22'],
    zh: '签名区域的尺寸应为 1 至 {allowed} 像素',
    en: 'The frame must be 1 to {allowed} px wide and high',
  },
  SIGNATURE_ILLEGIBLE: {
    rules: ['R23'],
    zh: '字迹可能不够清晰：{found}。审核人员可能退回重签',
    en: 'The handwriting may not be legible: {found}. A reviewer may ask you to sign again',
    severity: 'advice',
  },
  UNIT_CHANGED: {
    rules: ['R58'],
    zh: '您的现工作单位已变更为“{allowed}”，请核对并重新保存“填写申报信息”',
    en: 'Your current unit is now {allowed}; please check and save the declaration data again',
  },
  SIGNATURE_RETURNED: {
    rules: ['R23'],
    zh: '保证书的签名已被退回，请重新签署',
    en: 'The signature was returned; please sign the letter again',
  },
  STATEMENT_TOO_LONG: {
    rules: ['R26', 'Q7'],
    zh: '本人述职共{found}字，限{allowed}字以内，请删减{over}字（空格和换行不计）',
    en: 'The work statement has {found} characters, {allowed} allowed: please take out {over} (spaces and line breaks do not count)',
  },
  EXCLUDED: {
    rules: ['L6'],
    zh: '属于“{name}”，依据{basis}，不得申报',
    en: '{name}: may not declare, by {basis}',
  },
  EXCLUDED_UNTIL: {
    rules: ['L6'],
    zh: '属于“{name}”（{kind}，{found} 决定），依据{basis}，{allowed} 以前不得申报',
    en: '{name} ({kind}, decided {found}): may not declare before {allowed}, by {basis}',
  },
  YEARS_NOT_MET: {
    rules: ['D40'],
    zh: '年限不符合规定：{line}',
    en: 'The years do not reach what the plan asks: {line}',
  },
  ATT_APPOINT_4Y: {
    rules: ['R49'],
    zh: '截至{cutoff}，专业技术职务聘任未满{years}年：{why}',
    en: 'Appointed for less than {years} years by {cutoff}: {why}',
  },
  ATT_MISSING: {
    rules: ['R41'],
    zh: '请上传{name}，需 {allowed} 份{distinct}，现有 {found} 份',
    en: 'Please upload {name}: {allowed} needed{distinct}, {found} given',
  },
  ATT_KIND: {
    rules: ['R48'],
    zh: '此处应提供{wanted}，{instead}',
    en: 'An {wanted} belongs here; {instead}',
  },
  ATT_LEVEL: {
    rules: ['R50'],
    zh: '聘任文件应为{allowed}以上，所填为{found}',
    en: 'The appointment must be at {allowed} or above; this one is at {found}',
  },
  ATT_EXPIRED: {
    rules: ['R43'],
    zh: '{name}的验证有效期至 {found}，请延长有效期或重新获取',
    en: 'The online verification of {name} ran out on {found}; extend it or fetch it anew',
  },
  ATT_VALIDITY: {
    rules: ['R43'],
    zh: '请填写{name}的验证有效期',
    en: 'Please give the validity of {name}',
  },
  ATT_OWNER: {
    rules: ['R33'],
    zh: '请注明{name}属于哪一位推荐人',
    en: 'Please say whose {name} this is',
  },
  ATT_UNDETERMINED: {
    rules: ['R41'],
    zh: '尚不知道“{fact}”，还不能确定需要哪些附件：{source}',
    en: 'Which attachments are needed depends on {fact}, which is not known yet: {source}',
  },
  ATT_NOT_NEEDED: {
    rules: ['L8'],
    zh: '“{name}”不是您需要提供的材料，可以移除',
    en: '{name} is not asked of you; it may be removed',
    severity: 'advice',
  },
  ATT_NOT_CONFIRMED: {
    rules: ['R57'],
    zh: '请确认全部附件上传无误，尚有 {found} 份未确认',
    en: 'Please confirm that all attachments are right; {found} not confirmed',
  },
  PHOTO_PLAN: {
    rules: ['R13'],
    zh: '照片是按另一申报计划（{found}）检查的，请重新上传',
    en: 'The photo was checked for another plan ({found}); please upload it again',
  },
  PHOTO_REFUSED: {
    rules: ['R14'],
    zh: '证件照不符合要求，不能使用，请换一张照片上传',
    en: 'The photo does not meet the requirements; upload another one',
  },
  CONTENT_CHANGED: {
    rules: ['C10'],
    zh: '预览之后申报内容有变，请重新预览后提交',
    en: 'The content changed after the preview; look it over again and submit',
  },
  COMMITMENT_QR_USED: {
    rules: ['R22'],
    zh: '该二维码已用于签署，请在电脑页面查看结果',
    en: 'This code was used to sign already; see the result on the computer',
  },
  COMMITMENT_QR_EXPIRED: {
    rules: ['R22'],
    zh: '二维码已过期，请在电脑页面刷新后重新扫描',
    en: 'The code has expired; get a new one on the computer and scan it',
  },
  DECLARATION_OF_YEAR: {
    rules: ['C5'],
    zh: '{who}在 {allowed} 年度已申报同级别职称，每年同级别限报一次',
    en: 'There is a declaration of {who} at this level in {allowed} already; one a year',
  },
});

/** Whose declaration stands in the way, as its reader calls that person: the `who` of the two above. */
export const whose = {
  OWN: { zh: '您', en: 'yours' },
  APPLICANT: { zh: '申报人', en: 'the applicant' },
} as const satisfies Record<string, Bilingual>;
