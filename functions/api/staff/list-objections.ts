import { evidenceLists } from '../../../shared/acts/publicity/evidence.ts';
import { proposalHash } from '../../../shared/rules/base/proposal.ts';
import { coversPlan } from '../../../shared/rules/desk/scope.ts';
import { upholdProposal } from '../../../shared/rules/publicity/objection.ts';
import { type ObjectionRecord, openObjections } from '../../../shared/store/objections.ts';
import { type ApiHandler, ok } from '../../http.ts';

function proposalOf(objection: ObjectionRecord) {
  const { objectionId, proposedBy, finding } = objection;
  return {
    proposedBy: proposedBy?.id,
    proposedByName: proposedBy?.name,
    finding,
    proposal: proposalHash(objectionId, upholdProposal(objection)),
  };
}

export const listObjections: ApiHandler<'list-objections'> = (deps) => async (request) => {
  const plans = deps.plans.list().filter((plan) => coversPlan(request.principal, plan.planCode));
  const lists = await Promise.all(plans.map((plan) => openObjections(deps.table, plan.planCode)));
  const open = lists.flat();
  const applications = await deps.applications.getMany([...new Set(open.map((o) => o.applicationId))]);
  const turns = new Map(applications.map((a) => [a.applicationId, a.turn]));
  const evidence = await evidenceLists(deps.table, open);
  return ok({
    items: open.map((o) => ({
      ...{ objectionId: o.objectionId, publicityId: o.publicityId, applicationId: o.applicationId },
      ...{ applicationNo: o.applicationNo, applicantName: o.applicantName, content: o.content },
      ...(o.objectorName ? { objectorName: o.objectorName } : {}),
      ...(o.contact ? { contact: o.contact } : {}),
      ...{ status: o.status, at: o.at, turn: turns.get(o.applicationId) ?? 0 },
      files: evidence.get(o.objectionId) ?? [],
      // Another person decides (L24): the page needs to know who it may not be.
      ...(o.status === 'UPHOLD_PROPOSED' ? proposalOf(o) : {}),
    })),
  });
};
