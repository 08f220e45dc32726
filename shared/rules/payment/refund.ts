import type { Bilingual } from '../../contracts/finding.ts';

/** Why money goes back (C12), in the words that the payer reads. */
const reasons: Readonly<Record<string, Bilingual>> = {
  LATE: { zh: '付款时间晚于缴费截止时间', en: 'it was paid after payment had closed' },
  DUPLICATE: { zh: '该申报此前已缴费', en: 'the declaration was paid for already' },
  WRONG_AMOUNT: { zh: '付款金额与应缴金额不符', en: 'it is not the amount that is due' },
  NOT_DUE: { zh: '收到付款时该申报已不在缴费环节', en: 'nothing was due any more when it was told of' },
};

/** @param meaning what the callback was judged to mean (rules/payment/callback) */
export const refundReason = (meaning: string | undefined): Bilingual | undefined =>
  meaning !== undefined && Object.hasOwn(reasons, meaning) ? reasons[meaning] : undefined;
