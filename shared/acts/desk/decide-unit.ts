import type { Act } from '../../contracts/acts.ts';
import type { BodyOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError, refusal } from '../../errors.ts';
import { paperFormOf, withPaper } from '../../rules/paper/custody.ts';
import { stepPaper } from '../../rules/paper/paper.ts';

/** What an employing unit does to an application (T5–T7, T13, R61). */

/**
 * The act that a decision means. A recommendation carries the unit's written opinion (T6).
 * @throws {ProblemError} INVALID without one
 */
export function unitAct(body: BodyOf<'DecisionBody'>, actor: Actor): Act {
  const { decision, opinion, reason, remedy, items = [], supervisorReason } = body;
  const why = reason ? { reason } : {};
  switch (decision) {
    case 'APPROVE':
      if (!opinion?.trim()) throw opinionMissing();
      return { name: 'UNIT_APPROVE', actor, opinion };
    case 'RETURN':
      return { name: 'RETURN', actor, items, ...why, ...(supervisorReason ? { supervisorReason } : {}) };
    case 'REJECT':
      return { name: 'REJECT', actor, ...why, ...(remedy ? { remedy } : {}) };
    case 'CLOSE_PUBLICITY':
      return { name: 'CLOSE_UNIT_PUBLICITY', actor };
  }
}

function opinionMissing(): ProblemError {
  return refusal('INVALID', {
    code: 'OPINION_REQUIRED',
    rule: 'L9',
    field: '/opinion',
    zh: '请填写单位审核意见',
    en: 'Please write the unit’s opinion',
  });
}

/**
 * The application after the unit has sealed the paper.
 * @throws {ProblemError} SEPARATION_OF_DUTIES (C1), WRONG_STAGE, GUARD with everything that is wrong with the paper
 */
export function sealedByUnit(
  application: Application,
  scan: BodyOf<'ScanBody'>,
  step: { readonly actor: Actor; readonly at: string },
): Application {
  const { actor, at } = step;
  if (actor.id === application.applicantId) {
    throw refusal('SEPARATION_OF_DUTIES', {
      code: 'SEPARATION_OF_DUTIES',
      rule: 'C1',
      zh: '不能办理本人的申报',
      en: 'Nobody handles an own application',
    });
  }
  const { barcodes, unitSeal, note } = scan;
  const outcome = stepPaper(paperFormOf(application), 'SEAL_UNIT', {
    actor,
    scan: { barcodes, ...(unitSeal === undefined ? {} : { unitSeal }) },
  });
  if (outcome.kind !== 'MOVED') {
    const notNow = outcome.findings.some((f) => f.code === 'FORM_ACT');
    throw new ProblemError(notNow ? 'WRONG_STAGE' : 'GUARD', outcome.findings);
  }
  return withPaper(application, outcome.form, { actor, at, note });
}
