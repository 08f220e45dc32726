import { findings } from '../base/finding.ts';

/** What the linter finds in a plan (G1–G5). */
export const find = /* @__PURE__ */ findings({
  PLAN_UNKNOWN_FACT: {
    rules: ['G3'],
    zh: '条件引用了未知的事实“{found}”，可用：{allowed}',
    en: 'A condition names the unknown fact {found}; known: {allowed}',
  },
  PLAN_UNKNOWN_VALUE: {
    rules: ['G3'],
    zh: '条件中的值 {found} 不在可能的取值（{allowed}）之内',
    en: 'A condition compares with {found}, which is none of {allowed}',
  },
  PLAN_FACT_UNORDERED: {
    rules: ['G3'],
    zh: '事实“{found}”没有大小先后，只能用 eq、ne、in 比较',
    en: 'The fact {found} has no order; compare it with eq, ne or in',
  },
  PLAN_FACT_NOT_ASKED: {
    rules: ['G3'],
    zh: '决策表用到“{found}”，但申报表没有相应栏目',
    en: 'The table decides by {found}, but the form does not ask for it',
  },
  PLAN_ROW_NEVER: {
    rules: ['G3'],
    zh: '决策表此行（{found}）在任何情形下都不适用',
    en: 'Row {found} applies in no case',
  },
  PLAN_ROW_UNDECIDED: {
    rules: ['G3'],
    zh: '情形 {found} 下此行无法判定',
    en: 'The row cannot be decided in the case {found}',
  },
  PLAN_ROW_CASES: {
    rules: ['G3'],
    zh: '此行的情形过多，最多 {allowed} 种，请拆分',
    en: 'The row has more cases than the {allowed} that are walked; please split it',
  },
  PLAN_ROW_GAP: {
    rules: ['G3'],
    zh: '情形 {found} 下没有适用的种类或级别条目',
    en: 'No kind or level entry applies in the case {found}',
  },
  PLAN_ENTRY_NEVER: {
    rules: ['G3'],
    zh: '此条目在任何情形下都不会被采用（前面的条目先适用）',
    en: 'This entry is never used: an earlier one always applies first',
  },
  PLAN_ROW_CODES: {
    rules: ['G3'],
    zh: '此行须恰有 code 与 oneOf 之一',
    en: 'A row has exactly one of code and oneOf',
  },
  PLAN_DOCUMENT_MISSING: {
    rules: ['G3'],
    zh: '决策表提到附件 {found}，但未给出其名称和文件要求',
    en: 'The table asks for {found}, which is not described under documents',
  },
  PLAN_DOCUMENT_NEVER: {
    rules: ['G3'],
    zh: '附件 {found} 在任何情形下都不会要求提供',
    en: 'The document {found} is asked for in no case',
  },
  PLAN_EDUCATION_UNPROVED: {
    rules: ['R42'],
    zh: '学历种类 {found} 没有对应的认证材料',
    en: 'Education kind {found} has no verification material',
  },
  PLAN_PROOF_ALONE: {
    rules: ['D40'],
    zh: '第三方证明须按所选业绩逐项提供',
    en: 'What a third party gives is given for each of the achievements',
  },
  PLAN_YEARS_EMPTY: {
    rules: ['D40'],
    zh: '年限要求须给出下限或上限',
    en: 'A need of years names the least or the most of them',
  },
  PLAN_YEARS_ORDER: {
    rules: ['D40'],
    zh: '年限要求的下限 {found} 高于上限 {allowed}',
    en: 'The least of {found} years is more than the most of {allowed}',
  },
  PLAN_YEARS_PART: {
    rules: ['D40'],
    zh: '“{found}”的年限要求不能带职称级别或学历种类',
    en: 'A need of {found} takes no level or kind of education',
  },
  PLAN_UNKNOWN_FIELD: {
    rules: ['G1'],
    zh: '申报计划中没有此项：{found}',
    en: 'Plans have no such field: {found}',
  },
  PLAN_DEADLINE_ORDER: {
    rules: ['G3'],
    zh: '时间安排次序有误：{found} 应不早于 {allowed}',
    en: 'The dates are out of order: {found} must not come before {allowed}',
  },
  PLAN_CALENDAR_GAP: {
    rules: ['G3'],
    zh: '{found} 年的放假安排尚未载入，时间安排不能定稿',
    en: 'The calendar of {found} is not loaded, so the dates cannot be final',
  },
  PLAN_STAGE_MISSING: { rules: ['G4'], zh: '缺少环节 {found}', en: 'The stage {found} is missing' },
  PLAN_STAGE_TWICE: { rules: ['G4'], zh: '环节 {found} 重复', en: 'The stage {found} is listed twice' },
  PLAN_STAGE_OFF: {
    rules: ['G4'],
    zh: '环节 {found} 不可关闭',
    en: 'The stage {found} cannot be switched off',
  },
  PLAN_REPORT_SHORT: {
    rules: ['D32'],
    zh: '单位上报截止日 {found} 距提交截止不足单位公示的工作日，至少应为 {allowed}',
    en: 'The unit’s day {found} leaves no room for its publicity after the last submission; {allowed} at least',
  },
  PLAN_BATCH_ORDER: {
    rules: ['D39'],
    zh: '批次应按日期先后排列：{found} 应晚于 {allowed}',
    en: 'Batches stand in the order of their days: {found} must be later than {allowed}',
  },
  PLAN_BATCH_COVER: {
    rules: ['D39'],
    zh: '最后一个批次的提交截止日 {found} 应为申报截止日 {allowed}',
    en: 'The last batch closes on {found}; it must close with declaring, on {allowed}',
  },
  PLAN_BATCH_SESSION: {
    rules: ['D39'],
    zh: '评审月份 {found} 早于单位上报截止日 {allowed}',
    en: 'The month of the session, {found}, lies before the unit’s day {allowed}',
  },
  PLAN_BATCH_TWO_DAYS: {
    rules: ['D39'],
    zh: '有批次的计划，单位上报截止日由批次给出，此处应为空',
    en: 'In a plan with batches each gives the unit’s day; this one must be empty',
  },
  PLAN_KIND_STAGE: {
    rules: ['D39', 'G4'],
    zh: '程序种类“{kind}”没有环节 {found}',
    en: 'A plan of the kind “{kind}” has no stage {found}',
  },
  PLAN_KIND_ASKS: {
    rules: ['D39'],
    zh: '程序种类“{kind}”须以“{ask}”为申报前提',
    en: 'A plan of the kind “{kind}” must ask for {ask}',
  },
  PLAN_KIND_FIELD: {
    rules: ['D39'],
    zh: '申报前提需要申报人填写，申报表须有“preconditions”栏目',
    en: 'The preconditions are to be answered; the form needs the field “preconditions”',
  },
  PLAN_KIND_DOCUMENT: {
    rules: ['D39'],
    zh: '附件表没有与前提条件相同的一行：{found}',
    en: 'The decision table has no row for {found} under the same condition',
  },
  PLAN_STAGE_ALONE: {
    rules: ['G4'],
    zh: '环节 {found} 须与 {allowed} 一并开启',
    en: 'The stage {found} can only be on together with {allowed}',
  },
  PLAN_STAGE_ORDER: {
    rules: ['G4'],
    zh: '环节 {found} 应在 {allowed} 之后',
    en: 'The stage {found} must come after {allowed}',
  },
  PLAN_FEE_WITHOUT_PAYMENT: {
    rules: ['R59'],
    zh: '收费 {found} 分，但缴费环节已关闭',
    en: 'A fee of {found} fen is set, but the payment stage is off',
  },
  PLAN_JOINT_AUDIT: {
    rules: ['R67'],
    zh: '联合审核须列明审核单位',
    en: 'The joint audit must name who approves',
  },
  PLAN_COMMITTEE_EVEN: {
    rules: ['B1'],
    zh: '评委会最少人数 {found} 应为单数',
    en: 'The least number of members, {found}, must be odd',
  },
  PLAN_CODE_TWICE: { rules: ['G3'], zh: '代码 {found} 重复', en: 'The code {found} is used twice' },
  PLAN_REFERENCE: { rules: ['G3'], zh: '引用了不存在的代码 {found}', en: 'The code {found} does not exist' },
  PLAN_FIELD_BOUNDS: {
    rules: ['G3'],
    zh: '下限 {found} 大于上限 {allowed}，无法填写',
    en: 'The least, {found}, is more than the most, {allowed}; nothing can be filled in',
  },
  PLAN_FIELD_UNCOUNTED: {
    rules: ['G3'],
    zh: '只有数字、多选和列表可以设上下限',
    en: 'Only numbers, several choices and lists can have limits',
  },
  PLAN_OPTIONS: {
    rules: ['R31'],
    zh: '此申报方式须勾选 {allowed} 项，但只给出 {found} 项',
    en: 'The track asks for {allowed} options and offers {found}',
  },
  PLAN_CATEGORY_NEVER: {
    rules: ['R34'],
    zh: '人员类别 {found} 没有可用的申报方式',
    en: 'No track takes the category {found}',
  },
  PLAN_SCORE_UNREACHABLE: {
    rules: ['R32'],
    zh: '自评表最高 {found}（×100），达不到 {allowed}',
    en: 'The table brings {found} at most (×100), below the pass mark {allowed}',
  },
  PLAN_PHOTO: {
    rules: ['R14'],
    zh: '证件照要求自相矛盾，没有照片能够符合',
    en: 'The photo rules contradict themselves; no photo can meet them',
  },
  PLAN_DIVISION_UNSERVED: {
    rules: ['R27'],
    zh: '区划 {found} 在申报期内没有受理点',
    en: 'Division {found} has no acceptance point while declaring is open',
  },
  PLAN_DIVISION_TWICE: {
    rules: ['R27'],
    zh: '区划 {found} 在同一日有多个受理点',
    en: 'Division {found} has more than one acceptance point on one day',
  },
  PLAN_INDUSTRY_UNSERVED: {
    rules: ['D39'],
    zh: '已开启行业主管部门审核，但专业 {found} 没有对应的部门',
    en: 'The industry authority has a say, but none has the specialty {found}',
  },
  PLAN_SAMPLE_POINTER: {
    rules: ['R71'],
    zh: '示例数据标记 {found} 没有指向任何内容',
    en: 'The sample mark {found} points at nothing',
  },
  PLAN_NAME: {
    rules: ['R11'],
    zh: '计划名称与须原样显示的名称不一致',
    en: 'The plan name differs from the string that must be shown literally',
  },
  PLAN_TEXT_LANGUAGE: { rules: ['G5'], zh: '此处须有中文文字', en: 'A Chinese text is required here' },
});
