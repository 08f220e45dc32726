import { findings } from '../base/finding.ts';

/** The secret ballot (B4–B6, L13). */
export const find = /* @__PURE__ */ findings({
  BALLOT_NOT_OPEN: {
    rules: ['B4'],
    zh: '该申报人的投票尚未开始，请等待主持人宣布开始',
    en: 'Voting on this candidate has not begun; wait for the chair to open it',
  },
  BALLOT_LATE: {
    rules: ['L13'],
    zh: '该申报人的投票已经结束，不得补充投票',
    en: 'Voting on this candidate has ended; no ballot may be added',
  },
  BALLOT_ABSENT: {
    rules: ['L13'],
    zh: '未签到出席本次会议的专家不得投票，请先签到',
    en: 'An expert who has not checked in may not vote; check in first',
  },
  BALLOT_PROXY: {
    rules: ['L13'],
    zh: '选票只能由签到的本人在签到的设备上使用，不得委托他人投票',
    en: 'A ballot is cast by the person checked in, on the device checked in; never by proxy',
  },
  BALLOT_SIGN_IN: {
    rules: ['D21'],
    zh: '您签到后换了设备或者重新登录过，本次登录尚未签到。请在会议页面输入会场大屏上的签到码，再投票',
    en: 'You checked in on another sign-in than this one. Enter the code from the screen in the room on the session’s page, then vote',
  },
  BALLOT_TOKEN: {
    rules: ['B4'],
    zh: '选票凭证无效，请回到会议页面重新打开选票',
    en: 'The ballot token is not valid; open the ballot again from the session',
  },
  BALLOT_RECUSED: {
    rules: ['L18'],
    zh: '已回避该申报人的专家不得对其投票',
    en: 'An expert recused from this candidate may not vote on it',
  },
  BALLOT_VOID: {
    rules: ['B4'],
    zh: '本轮投票已作废，选票已销毁，请等待重新投票',
    en: 'This round was voided and its ballots destroyed; wait for the vote to be held again',
  },
  BALLOT_SECOND: {
    rules: ['B4'],
    zh: '该专家本轮已投票，投出后不能更改',
    en: 'This expert has voted in this round; a ballot cannot be changed',
  },
  BALLOT_CHOICE: {
    rules: ['B4'],
    zh: '请在同意、不同意、弃权中选择一项',
    en: 'Choose one of agree, disagree, abstain',
  },
  BALLOT_COUNT_OPEN: {
    rules: ['B5'],
    zh: '投票结束前不显示任何计数',
    en: 'No count is shown before voting has ended',
  },
  BALLOT_ROLL_MISMATCH: {
    rules: ['B5'],
    zh: '投票名册记 {allowed} 票，票箱内 {found} 票，两者应一致，本轮作废后重投',
    en: 'The roll has {allowed} votes, the box {found}; they must agree, so the round is voided and repeated',
  },
  BALLOT_FOREIGN: {
    rules: ['B4'],
    zh: '票箱或名册内有 {found} 项不属于本轮',
    en: '{found} entries of the box or the roll do not belong to this round',
  },
  BALLOT_DOUBLE: {
    rules: ['B4'],
    zh: '票箱或名册内有 {found} 项重复',
    en: '{found} entries of the box or the roll are doubled',
  },
});
