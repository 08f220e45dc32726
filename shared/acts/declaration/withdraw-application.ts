import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/application/findings.ts';
import type { PreparedAct } from '../../store/applications.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireTurn } from '../base/stale.ts';
import type { OwnApplication } from './own-application.ts';

/** C11: freely until the first publicity opens (T41); after that it is asked for, and the office grants it (T42a). */
export function withdrawApplication(
  { applications }: Pick<Deps, 'applications'>,
  own: OwnApplication,
  { principal, body }: Pick<Asked<BodyOf<'ReasonBody'>>, 'principal' | 'body'>,
): PreparedAct {
  const { application } = own;
  requireTurn(application, body.turn);
  const asks = ['PRE_PUBLICITY', 'PRE_OBJECTION', 'READY'].includes(application.stage);
  const asked = application.withdrawalRequested;
  if (asks && asked) refuse('CONFLICT', find('WITHDRAWAL_REQUESTED', { found: asked.at }));
  const name = asks ? 'REQUEST_WITHDRAWAL' : 'WITHDRAW';
  return applications.prepare(application, { name, actor: actorOf(principal), reason: body.reason }, own);
}
