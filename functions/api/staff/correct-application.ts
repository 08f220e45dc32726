import { correctionAct, correctionWrites } from '../../../shared/acts/desk/correct.ts';
import { deskAct } from '../../../shared/acts/desk/desk-act.ts';
import type { ApiHandler } from '../../http.ts';

/** D16, D15, D26: one person proposes a correction; another one confirms just that, or refuses. */
export const correctApplication: ApiHandler<'correct-application'> = (deps) => (request) =>
  deskAct(deps, request, {
    applicationId: request.params.applicationId ?? '',
    turn: request.body.turn,
    act: (loaded, actor) => correctionAct(loaded, request.body, actor),
    beside: ({ before, next, loaded }) => correctionWrites(deps, loaded, { before, next }),
  });
