import { receivePayment as receive } from '../../../shared/acts/payment/receive-payment.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const receivePayment: ApiHandler<'receive-payment'> =
  (deps) =>
  async ({ body, now }) =>
    ok(await receive(deps, body, now));
