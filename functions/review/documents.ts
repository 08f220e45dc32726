import { positionOf } from '../../shared/acts/application/position-of.ts';
import type { Deps } from '../../shared/acts/base/deps.ts';
import { issueCertificate } from '../../shared/acts/certificate/issue-certificate.ts';
import { printForm } from '../../shared/acts/paper/print-form.ts';
import type { Application, Position } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { DocumentError } from '../../shared/documents/document-error.ts';
import type { DocumentAssets } from '../../shared/documents/typst.ts';
import { ProblemError } from '../../shared/errors.ts';
import { log } from '../../shared/log.ts';
import { isReplaced } from '../../shared/rules/application/executions.ts';
import { readStepEvent } from '../../shared/rules/application/position.ts';
import { TransactionRefused } from '../../shared/store/base/table.ts';
import { getExecution } from '../../shared/store/executions.ts';
import { documentAssets } from '../assets.ts';

const system: Actor = { id: 'documents', role: 'SYSTEM' };

/**
 * The function that prints: the review form before it is delivered (R60), the certificate once the document is
 * published (R68). May run twice: what it finds done, it leaves. Data that cannot be printed are told to operations,
 * once a turn, and the machine is told that the step failed.
 */
export function createDocumentRenderer(deps: Deps, assets: DocumentAssets = documentAssets()) {
  return async (raw: unknown): Promise<Position> => {
    const event = readStepEvent(raw);
    if (event.action === 'FAILED') throw new Error('FAILED is not done by this function');
    const { applicationId, turn, action, execution, revision } = event;
    log.begin({ applicationId, turn, action });
    await deps.plans.refresh();
    const application = await deps.applications.require(applicationId);
    const current = await getExecution(deps.table, applicationId);
    if (current && isReplaced(current, execution, revision))
      return { ...(await positionOf(deps, application)), step: 'END' };
    // A form that is owed is printed at whichever turn it is owed: a correction begins another one (T46).
    const owed = action === 'REVIEW_FORM' && application.turns.at(-1)?.step === 'PAPER_DELIVERY';
    if (application.turn > turn && !owed) return positionOf(deps, application, turn + 1);
    try {
      if (action === 'REVIEW_FORM') {
        const printed = await printForm(deps, application, assets, system);
        return positionOf(deps, printed);
      }
      if (action !== 'CERTIFICATE') throw new Error(`${action} is not done by this function`);
      const certified = await issueCertificate(deps, application, assets, system);
      return positionOf(deps, certified, turn + 1);
    } catch (error) {
      const reason = unprintable(error);
      if (reason) await escalateOnce(deps, application, reason);
      throw error;
    }
  };
}

/** What no retry will mend: codes and fields, never the words that were in them. */
function unprintable(error: unknown): string | undefined {
  if (error instanceof DocumentError) return [error.code, ...error.fields].join(' ');
  if (error instanceof ProblemError) return [error.code, ...error.findings.map((f) => f.code)].join(' ');
  return undefined;
}

/** C7: an event with the reason, once for the turn; the machine's own record of the failure follows. */
async function escalateOnce(deps: Deps, application: Application, reason: string): Promise<void> {
  const since = application.turns.at(-1)?.enteredAt ?? '';
  const events = await deps.applications.events(application.applicationId);
  if (events.some((e) => e.act === 'ESCALATE' && e.reason === reason && e.at >= since)) return;
  const context = await deps.plans.contextOf(application, deps.now());
  const act = { name: 'ESCALATE', actor: system, reason, unprinted: true } as const;
  try {
    await deps.table.transact(deps.applications.prepare(application, act, context).writes);
  } catch (error) {
    // Somebody was faster with the application; the next attempt says it again.
    if (!(error instanceof TransactionRefused)) throw error;
  }
}
