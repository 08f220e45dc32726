import { findings } from '../base/finding.ts';

/** Committees, sessions, draws, recusals and opinions (B1–B13, L2–L18, C1–C3). */
export const find = /* @__PURE__ */ findings({
  COMMITTEE_NOT_ODD: {
    rules: ['B1'],
    zh: '评委会人数须为单数，现为 {found} 人',
    en: 'A committee has an odd number of members; this one has {found}',
  },
  COMMITTEE_TOO_SMALL: {
    rules: ['B1'],
    zh: '评委会现有 {found} 人，不少于 {allowed} 人方可组建',
    en: 'The committee has {found} members; it needs at least {allowed}',
  },
  QUORUM_NOT_MET: {
    rules: ['B2', 'L12'],
    zh: '出席评审专家 {found} 人，不少于 {allowed} 人方可开会（评委会总人数的三分之二）；人数不足的，请另择日期召开',
    en: '{found} experts attend; at least {allowed} are needed (two thirds of the committee); if they do not come, convene on another day',
  },
  QUORUM_AFTER_RECUSAL: {
    rules: ['B7'],
    zh: '回避后可投票专家 {found} 人，少于 {allowed} 人，该申报人改由另一次会议评审',
    en: 'After recusals {found} experts may vote, fewer than {allowed}; the candidate goes to another session',
  },
  COMMITTEE_FLOOR: {
    rules: ['G2'],
    zh: '申报计划设为 {found}，不得低于 {allowed}',
    en: 'The plan sets {found}; it may not go below {allowed}',
  },
  COMMITTEE_FILING_NOT_YET: {
    rules: ['L2'],
    zh: '会议日期 {found} 早于评委会备案有效期起始日 {allowed}',
    en: 'The session is on {found}; the filing is valid from {allowed}',
  },
  COMMITTEE_FILING_EXPIRED: {
    rules: ['L2'],
    zh: '会议日期 {found} 晚于评委会备案有效期截止日 {allowed}',
    en: 'The session is on {found}; the filing was valid until {allowed}',
  },
  COMMITTEE_FILING_PERIOD: {
    rules: ['L2'],
    zh: '备案有效期至 {found}，应在起始日之后且不超过 3 年（最晚 {allowed}）',
    en: 'The filing runs to {found}; it must end after it begins and within 3 years ({allowed} at the latest)',
  },
  COMMITTEE_SERIES: {
    rules: ['L2'],
    zh: '申报系列“{found}”不在备案系列“{allowed}”之内',
    en: 'The series {found} is not the filed series {allowed}',
  },
  COMMITTEE_SPECIALTY: {
    rules: ['L2'],
    zh: '专业“{found}”不在备案专业（{allowed}）之内',
    en: 'The specialty {found} is not among the filed ones ({allowed})',
  },
  COMMITTEE_LEVEL: {
    rules: ['L2'],
    zh: '层级“{found}”与备案层级“{allowed}”不一致',
    en: 'The level {found} is not the filed level {allowed}',
  },
  EXPERT_TERM_OUTSIDE: {
    rules: ['L4'],
    zh: '专家聘期为 {allowed}，不含会议日期 {found}',
    en: 'The expert serves {allowed}; the session is on {found}',
  },
  EXPERT_TERM_PERIOD: {
    rules: ['L4'],
    zh: '专家聘期至 {found}，应在起始日之后且不超过 3 年（最晚 {allowed}）',
    en: 'The term runs to {found}; it must end after it begins and within 3 years ({allowed} at the latest)',
  },
  DRAW_POOL_SMALL: {
    rules: ['B8'],
    zh: '可抽取的专家 {found} 名，少于应抽取的 {allowed} 名',
    en: '{found} experts can be drawn, fewer than the {allowed} wanted',
  },
  DRAW_POOL_DOUBLE: {
    rules: ['B8'],
    zh: '专家库名单中有 {found} 项重复',
    en: '{found} entries of the pool are doubled',
  },
  DRAW_POOL_CHANGED: {
    rules: ['B8'],
    zh: '专家库名单与冻结时的摘要不一致',
    en: 'The pool is not the one that was frozen',
  },
  DRAW_NONCE: {
    rules: ['B8'],
    zh: '随机数须为 64 位十六进制数字（256 位）',
    en: 'A nonce is 64 hexadecimal digits (256 bits)',
  },
  DRAW_COMMITMENT: {
    rules: ['B8'],
    zh: '公布的随机数与事先的承诺不一致',
    en: 'The revealed nonce is not the one committed to',
  },
  DRAW_COMMITMENT_COPIED: {
    rules: ['B8'],
    zh: '办公室与监督方的承诺相同，须各自独立产生',
    en: 'Office and supervisor committed to the same number; each makes its own',
  },
  DRAW_ORDER: {
    rules: ['B8'],
    zh: '顺序应为：冻结名单，双方承诺，双方公布',
    en: 'The order is: freeze the pool, both commit, both reveal',
  },
  DRAW_RESULT: {
    rules: ['B8'],
    zh: '重新计算的抽取结果与记录不一致',
    en: 'The draw computed again gives another result than the record',
  },
  RECUSAL_REASON: {
    rules: ['B9'],
    zh: '请写明理由',
    en: 'Please give the reason',
  },
  RECUSAL_NOT_REMOVABLE: {
    rules: ['C1'],
    zh: '申报人本人和推荐人必须回避，不能解除',
    en: 'An applicant or recommender is always recused; this cannot be lifted',
  },
  RECUSAL_REMOVED_BY_EXPERT: {
    rules: ['L18'],
    zh: '专家不能解除自己的回避，由评委会办公室决定',
    en: 'An expert cannot lift his own recusal; the office decides',
  },
  RECUSAL_UNKNOWN: {
    rules: ['B9'],
    zh: '没有可以解除的这一项回避：{found}',
    en: 'There is no recusal that could be lifted: {found}',
  },
  EXPERT_IS_APPLICANT: {
    rules: ['C2'],
    zh: '本计划的评审专家不能同时申报本计划',
    en: 'An expert of a plan cannot be an applicant of the same plan',
  },
  OPINION_GENERIC: {
    rules: ['B13'],
    zh: '除常用语外，请写明针对该申报人的具体意见（不少于 {allowed} 字，现为 {found} 字）',
    en: 'Beside the phrases, say something about this candidate ({allowed} characters at least, {found} now)',
  },
  OPINION_COPIED: {
    rules: ['B13'],
    zh: '与您对其他申报人的意见相同，请写明针对该申报人的具体意见',
    en: 'The same words as for another candidate; please write about this one',
  },
  SESSION_ACT: {
    rules: ['§7.1'],
    zh: '会议处于“{found}”，不能进行此操作，请刷新后按现在的步骤办理',
    en: 'Not possible while the session is {found}; reload and go on from there',
  },
  SESSION_ROLE: {
    rules: ['§2'],
    zh: '此操作由“{allowed}”办理，现为“{found}”',
    en: 'This act belongs to {allowed}; asked for by {found}',
  },
  SESSION_FACT: {
    rules: ['§7.1'],
    zh: '缺少判断所需的信息：{allowed}',
    en: 'What the rule needs is missing: {allowed}',
  },
  SESSION_IS_QUORATE: {
    rules: ['B2'],
    zh: '已有 {found} 人出席，达到法定人数 {allowed} 人，请继续开会',
    en: '{found} attend, which makes the quorum of {allowed}; go on with the meeting',
  },
  PRESIDING_CHAIR: {
    rules: ['L12'],
    zh: '会议须由出席的主任委员或者副主任委员主持',
    en: 'The session is presided by the chair or a vice-chair who attends',
  },
  OPINIONS_TOO_FEW: {
    rules: ['B10', 'L14'],
    zh: '该申报人有 {found} 名专家的书面评议意见，不少于 {allowed} 名方可投票',
    en: '{found} experts have given a written opinion on this candidate; at least {allowed} are needed',
  },
  SESSION_UNDECIDED: {
    rules: ['L15'],
    zh: '还有 {found} 名申报人未表决，请逐一表决，或写明原因移出本次会议',
    en: '{found} candidates are not decided yet; vote on them, or take them off the list with a reason',
  },
  TURNOUT_FEW: {
    rules: ['D19'],
    zh: '已投 {found} 票，少于 {allowed} 票，不能结束投票；确实无法继续的，请中止会议，选票销毁',
    en: '{found} ballots are in; a vote is never closed with fewer than {allowed}. If it cannot go on, abort it',
  },
  TURNOUT_OPEN: {
    rules: ['D19'],
    zh: '还有 {found} 名出席专家未投票；有人离席的，由主持会议的主任委员或者副主任委员写明理由、提出结束',
    en: '{found} experts present have not voted; if some have left, the presiding chair orders the close, with a reason',
  },
  TURNOUT_PRESENT: {
    rules: ['D19'],
    zh: '还有 {found} 名出席专家未投票，离席的只有 {allowed} 人；请等在场专家投票',
    en: '{found} experts have not voted and {allowed} have left; wait for those who are in the room',
  },
  TURNOUT_COMPLETE: {
    rules: ['D19'],
    zh: '出席专家均已投票，由办公室结束投票，无须另行提出',
    en: 'Everybody has voted; the office closes the vote, and no order is needed',
  },
  CLOSE_PRESIDING: {
    rules: ['D19'],
    zh: '未全部投票时结束投票，由主持会议的主任委员或者副主任委员提出',
    en: 'Only the chair or vice-chair who presides orders the close of a vote that is not complete',
  },
  SIGN_PRESIDING: {
    rules: ['L15'],
    zh: '评审结果由主持会议的主任委员或者副主任委员签字',
    en: 'The result is signed by the chair or vice-chair who presides',
  },
  SESSION_REASON: {
    rules: ['T31'],
    zh: '请写明原因',
    en: 'Please give the reason',
  },
  CANDIDATE_UNKNOWN: { rules: ['R64'], zh: '没有这份申报：{found}', en: 'No such application: {found}' },
  CANDIDATE_NOT_READY: {
    rules: ['R64'],
    zh: '{found} 尚未进入“待评审”，不能列入会议',
    en: '{found} is not ready for review',
  },
  CANDIDATE_PLANNED: {
    rules: ['R64'],
    zh: '{found} 已列入尚未结束的会议“{allowed}”；要改列本次会议，请先在那里转出',
    en: '{found} is on the list of {allowed}, which has not ended; take it off there first',
  },
  CANDIDATE_DOUBLE: { rules: ['R64'], zh: '名单中有重复的申报', en: 'An application is listed twice' },
  DRAW_COMMITTED: {
    rules: ['B8'],
    zh: '该方已提交承诺，不能更改',
    en: 'This side has committed already; a commitment cannot be changed',
  },
  DRAW_NOT_COMMITTED: {
    rules: ['B8'],
    zh: '办公室与监督方均提交承诺后，方可公布随机数',
    en: 'Nonces are revealed once the office and the supervisor have both committed',
  },
  DRAW_NOT_REVEALED: {
    rules: ['B8'],
    zh: '办公室与监督方均公布随机数后，方可抽取',
    en: 'The draw is held once the office and the supervisor have both revealed their nonces',
  },
  NOT_A_MEMBER: {
    rules: ['L13'],
    zh: '{found} 不是本次会议的评审专家，请核对名单',
    en: '{found} is not a member of this committee; check the list',
  },
  ALREADY_CHECKED_IN: {
    rules: ['B2'],
    zh: '该专家已签到，无须再办',
    en: 'This expert has checked in already; nothing more is needed',
  },
  CHECK_IN_CLOSED: {
    rules: ['D21'],
    zh: '会议处于“{found}”，现在不能签到',
    en: 'Nobody can check in while the session is: {found}',
  },
  CHECK_IN_CODE: {
    rules: ['D21'],
    zh: '签到码不正确或者已经更换，请输入会场大屏上现在显示的签到码',
    en: 'The code is wrong or has changed; enter the one that the screen in the room shows now',
  },
  CHECK_IN_SIGN_IN: {
    rules: ['D21'],
    zh: '无法识别本次登录，请退出后重新登录；仍不能签到的，请联系平台运维',
    en: 'This sign-in cannot be told from others; sign out and in again, or else call the platform’s operators',
  },
  CHECK_IN_SECOND: {
    rules: ['D21'],
    zh: '代为签到须由提出人以外的另一名办公室人员确认',
    en: 'A check-in by hand is confirmed by somebody of the office other than who proposed it',
  },
  NOT_CHECKED_IN: {
    rules: ['L14', 'L17'],
    zh: '{found} 未签到出席本次会议，请先签到',
    en: 'Not checked in to this meeting: {found}; check in first',
  },
  RECUSAL_LATE: {
    rules: ['L18'],
    zh: '回避须在该申报人投票开始前提出（现为 {found}），请立即告知主持人和评委会办公室',
    en: 'A recusal is declared before the vote on this candidate begins (it is {found}); tell the chair and the office at once',
  },
  RECUSAL_OWN: {
    rules: ['L18'],
    zh: '专家本人申请的回避不能解除',
    en: 'A recusal that the expert declared cannot be lifted',
  },
  ALREADY_RECUSED: {
    rules: ['L18'],
    zh: '该专家已回避该申报人，无须再办',
    en: 'This expert is recused already; nothing more is needed',
  },
  GROUP_TOO_SMALL: {
    rules: ['L14'],
    zh: '评议组有 {found} 名可评议该申报的专家，不少于 {allowed} 名',
    en: 'The group has {found} experts who may give an opinion on it; at least {allowed} are needed',
  },
  GROUP_DOUBLE: {
    rules: ['L14'],
    zh: '{found} 已在评议组中，或者不在待分组名单内',
    en: '{found} is in a group already, or is not waiting for one',
  },
  BATCH_PENDING: {
    rules: ['T27'],
    zh: '分组正在逐份办理，请稍后再试',
    en: 'The assignment is still being carried out; please try again in a moment',
  },
  CANDIDATE_STATE: {
    rules: ['§8'],
    zh: '该申报人处于“{found}”，不能进行此操作，请刷新后查看',
    en: 'Not possible while the candidate is {found}; reload to see where it stands',
  },
  CANDIDATE_ELSEWHERE: {
    rules: ['T28'],
    zh: '该申报现处于“{found}”，不在本次会议的评议中；分组若正在办理请稍候，否则请将其移出本次会议',
    en: 'The application is at {found}, not under review here; wait if it is being assigned, else take it off',
  },
  OPINION_CLOSED: {
    rules: ['B10'],
    zh: '该申报人处于“{found}”，评议意见在表决开始前填写',
    en: 'Opinions are written before the vote opens; the candidate is {found}',
  },
  OPINION_GROUP: {
    rules: ['L14'],
    zh: '该申报人由另一评议组评议，请从您的评议组名单中选择',
    en: 'Another group gives the opinions on this candidate; choose from the list of your own group',
  },
  SESSION_OVER: {
    rules: ['L17'],
    zh: '会议处于“{found}”，材料只在会议期间查阅',
    en: 'Files are read while the meeting lasts; it is {found}',
  },
  RECUSED: {
    rules: ['L18'],
    zh: '您已回避该申报人：{found}',
    en: 'You are recused from this candidate: {found}',
  },
});
