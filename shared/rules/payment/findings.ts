import { findings } from '../base/finding.ts';

/** What is found about a payment (R59, Q16). */
export const find = /* @__PURE__ */ findings({
  PAYMENT_DUPLICATE: {
    rules: ['R59'],
    zh: '该申报已缴费，本次款项将原路退回',
    en: 'This application is paid for already; the second payment goes back the way it came',
  },
  PAYMENT_AMOUNT: {
    rules: ['R59'],
    zh: '应缴{due}元，实收{paid}元，款项将原路退回',
    en: 'Due CNY {due}, received CNY {paid}; it goes back the way it came',
  },
  PAYMENT_WINDOW: {
    rules: ['R59'],
    zh: '缴费时间不在规定时间内，缴费期限为{by}',
    en: 'Not within the payment period; payment is due by {by}',
  },
  PAYMENT_NOT_OPEN: {
    rules: ['R59'],
    zh: '该申报处于“{stage}”，不在缴费环节，请刷新后查看下一步',
    en: 'The application is at “{stage}”; there is nothing to pay now; reload to see what comes next',
  },
  PAYMENT_REOPEN: {
    rules: ['Q16'],
    zh: '只有逾期未缴费的申报可以在宽限期内（至{by}）重新开放缴费，且仅一次。',
    en: 'Only a lapsed payment can be re-opened, once and within the grace period (until {by}).',
  },
  PAYMENT_REOPENING_ASKED: {
    rules: ['Q16'],
    zh: '您已申请重新开放缴费，请等待答复。',
    en: 'You have asked for this already; please wait for the answer.',
  },
  PAYMENT_REOPENING_REFUSED: {
    rules: ['Q16'],
    zh: '您的申请已有答复：不予重新开放缴费，理由见申报页面；只能申请一次，对答复有疑问请联系评委会办公室。',
    en: 'This was asked for and refused; the reason is on the page. It can be asked for once; for questions, call the committee’s office.',
  },
  PAYMENT_REOPENING_NOT_ASKED: {
    rules: ['Q16'],
    zh: '没有待答复的申请：申报人未提出，或已经答复；请刷新后查看。',
    en: 'There is no request to answer: none was made, or it has been answered; reload to see.',
  },
  PAYMENT_SIGNATURE: {
    rules: ['R59'],
    zh: '支付通知的签名无效。',
    en: 'The signature of the payment notice is not valid.',
  },
});
