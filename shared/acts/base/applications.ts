import type { Act } from '../../contracts/acts.ts';
import type { Application } from '../../contracts/application.ts';
import { ProblemError } from '../../errors.ts';
import { applyAct } from '../../rules/application/apply.ts';
import { stagesAllowing } from '../../rules/application/transitions.ts';
import type { Context } from '../../rules/base/context.ts';
import { type ApplicationStore, createApplicationStore, type PreparedAct } from '../../store/applications.ts';
import type { Table } from '../../store/base/table.ts';

/** The stored applications together with the transition table. */
export interface Applications extends ApplicationStore {
  /**
   * Runs the rules; nothing is stored yet.
   * @throws {ProblemError} every reason that the transition table has against the act
   */
  prepare(application: Application, act: Act, context: Context): PreparedAct;
}

export function createApplications(table: Table): Applications {
  const store = createApplicationStore(table);
  return {
    ...store,
    prepare(application, act, context) {
      const decision = applyAct(application, act, context);
      if (!decision.ok) throw new ProblemError(decision.code, decision.findings);
      const { turn: _turn, ...chained } = decision.event;
      return store.change(application, decision.next, chained, stagesAllowing(act.name));
    },
  };
}
