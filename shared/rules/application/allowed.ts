import type { Act, ActName } from '../../contracts/acts.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import type { Context } from '../base/context.ts';
import { proposalHash } from '../base/proposal.ts';
import { applyAct } from './apply.ts';
import { CORRECTION } from './correction.ts';
import { DISQUALIFICATION } from './road/authority.ts';

/** What a complete act of each kind would bring along; only acts that one person decides on one application. */
const probes: Partial<Record<ActName, (application: Application) => Record<string, unknown>>> = {
  UNIT_APPROVE: () => ({ opinion: '…' }),
  CLOSE_UNIT_PUBLICITY: () => ({}),
  POINT_ACCEPT: () => ({}),
  INDUSTRY_AGREE: () => ({}),
  DISTRICT_APPROVE: () => ({}),
  OFFICE_AUDIT: () => ({}),
  RECORD_GROUP_CHECK: () => ({ opinion: '…' }),
  RECORD_INTERVIEW: () => ({ opinion: '…' }),
  RETURN: () => ({ items: [{ path: '/data', remark: '…' }], supervisorReason: '…' }),
  REJECT: () => ({}),
  REROUTE: ({ route }) => ({ route: { ...route, pointId: '' } }),
  GRANT_WITHDRAWAL: () => ({}),
  PROPOSE_DISQUALIFICATION: () => ({}),
  DISQUALIFY: (application) => ({ heard: true, ...disqualification(application) }),
  REFUSE_DISQUALIFICATION: disqualification,
  PROPOSE_CORRECTION: () => ({ changes: [] }),
  CONFIRM_CORRECTION: correction,
  REFUSE_CORRECTION: correction,
  ANSWER_REEXAMINATION: () => ({ answer: '…', proceduralFault: false }),
};

/** D26: confirmed, or refused, is what was proposed. */
function disqualification({ pendingDisqualification: proposed }: Application) {
  if (!proposed) return {};
  return { proposal: proposalHash(DISQUALIFICATION, proposed), reason: proposed.reason };
}

function correction({ pendingCorrection: proposed }: Application) {
  return proposed ? { proposal: proposalHash(CORRECTION, proposed), snapshotHash: '' } : {};
}

/** The acts that this person could do now if everything asked for came along: asked of the table itself, not of a copy. */
export function allowedActs(application: Application, actor: Actor, context: Context): ActName[] {
  return (Object.keys(probes) as ActName[]).filter((name) => {
    const payload = probes[name]?.(application) ?? {};
    // An office that has passed its audit has nothing to pass again.
    if (name === 'OFFICE_AUDIT' && application.officeAudit) return false;
    const act = { reason: '…', ...payload, name, actor } as unknown as Act;
    return applyAct(application, act, context).ok;
  });
}
