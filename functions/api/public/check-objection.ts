import { checkFits } from '../../../shared/rules/people/identifiers.ts';
import { answerReceipt } from '../../../shared/rules/publicity/objection.ts';
import { objectionOfReceipt } from '../../../shared/store/objections.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D22: always 200, and one answer for everything but the receipt with the name that belongs to it. */
export const checkObjection: ApiHandler<'check-objection'> = (deps) => async (request) => {
  const { receiptNo, name } = request.body;
  const found = checkFits(receiptNo) ? await objectionOfReceipt(deps.table, receiptNo) : undefined;
  return ok(answerReceipt({ receiptNo, name, askedAt: request.now }, found));
};
