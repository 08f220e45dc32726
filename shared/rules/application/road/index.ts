import type { ActName } from '../../../contracts/acts.ts';
import { authority } from './authority.ts';
import { committee } from './committee.ts';
import { correcting } from './correcting.ts';
import { declaring } from './declaring.ts';
import { paper } from './paper.ts';
import { payment } from './payment.ts';
import { publicity } from './publicity.ts';
import { review } from './review.ts';
import type { Road } from './step.ts';

/** Every act of domain-spec §7.3, its guard and its effect side by side. */
export const road: Road<ActName> = {
  ...declaring,
  ...review,
  ...payment,
  ...paper,
  ...publicity,
  ...committee,
  ...authority,
  ...correcting,
};
