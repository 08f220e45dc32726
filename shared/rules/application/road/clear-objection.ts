import type { Act } from '../../../contracts/acts.ts';
import type { Application } from '../../../contracts/application.ts';
import type { Stage, Step } from '../../../contracts/stages.ts';
import type { Context } from '../../base/context.ts';
import { currentWindow, openWindow } from '../../publicity/window.ts';
import { publicityDays } from '../settings.ts';
import type { EffectResult } from './effects.ts';

const at = (stage: Stage, step: Step) => ({ stage, step });

/** T24, T34: back into the window while it is open or the entry was corrected, else on. */
export function clearObjection(
  application: Application,
  act: Act<'CLEAR_OBJECTION'>,
  context: Context,
): EffectResult {
  const before = application.stage === 'PRE_OBJECTION';
  const objections = application.objections.map((o) =>
    o.objectionId === act.objectionId ? { ...o, status: 'CLEARED' as const, finding: act.finding } : o,
  );
  if (objections.some((o) => o.status === 'OPEN' || o.status === 'UPHOLD_PROPOSED'))
    return { changes: { objections } };
  // Sent back by an authority: the window is long over, the objection still names the list.
  const named = application.objections.find((o) => o.objectionId === act.objectionId)?.publicityId;
  const publicityId = application.window?.publicityId ?? (named || undefined);
  const days = publicityDays(context.plan, before ? 'PRE_PUBLICITY' : 'RESULT_PUBLICITY');
  const window = act.entryCorrected
    ? { ...openWindow(context, days), publicityId }
    : currentWindow(application, context);
  const open = window && (window.provisional || context.now < window.closeAt);
  if (open) {
    return {
      changes: { objections, window },
      enter: before ? at('PRE_PUBLICITY', 'PRE_PUBLICITY') : at('RESULT_PUBLICITY', 'RESULT_PUBLICITY'),
    };
  }
  if (before) return { changes: { objections }, enter: at('READY', 'SESSION_ASSIGNMENT') };
  // Sent back by an authority (T38) or objected to before the report (T33): only the former has a report to go back to.
  return application.reportId
    ? { changes: { objections, jointAudit: {} }, enter: at('JOINT_AUDIT', 'JOINT_AUDIT') }
    : { changes: { objections }, enter: at('RESULT_PUBLICITY', 'RESULT_REPORT') };
}
