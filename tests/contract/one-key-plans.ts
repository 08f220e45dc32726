import { applicant, givenCompleteDraft } from './applicant-road.ts';
import { head, office, ops, PLAN } from './office-road.ts';
import type { Case } from './one-key-cases.ts';
import { directoryCases } from './one-key-directories.ts';
import { givenDraftVersion, givenProposed, givenPublished, planPath } from './plan-kit.ts';

/** The cases of one-key-cases.ts that are about versions of plans and directories. */
export const planCases = {
  ...directoryCases,
  'follow-plan': {
    async given(h) {
      const { applicationId } = await givenCompleteDraft(h);
      const { planVersion } = await givenPublished(h);
      const path = `/v1/me/applications/${applicationId}/plan-version`;
      return { as: applicant, path, body: { planVersion } };
    },
  },
  'import-plan': {
    given: async (h) => ({ as: ops, path: '/v1/staff/plans', body: { document: h.deps.plans.get(PLAN) } }),
  },
  'create-plan-version': {
    async given(h) {
      const from = h.deps.plans.get(PLAN).version;
      return { as: office, path: `/v1/staff/plans/${PLAN}/versions`, body: { from } };
    },
  },
  'remove-plan-version': {
    async given(h) {
      const seen = await givenDraftVersion(h);
      return { as: office, path: `${planPath(seen)}/removal`, body: { version: seen.version } };
    },
  },
  'run-plan-dry-run': {
    async given(h) {
      const seen = await givenDraftVersion(h);
      return { as: office, path: `${planPath(seen)}/dry-run` };
    },
  },
  'decide-plan-publication': {
    async given(h) {
      const seen = await givenProposed(h);
      const body = { decision: 'CONFIRM', sha256: seen.sha256 };
      return { as: head, path: `${planPath(seen)}/publication`, body };
    },
  },
  'decide-plan-retirement': {
    async given(h) {
      const { version: planVersion } = h.deps.plans.get(PLAN);
      const path = `${planPath({ planCode: PLAN, planVersion })}/retirement`;
      return { as: head, path, body: { decision: 'PROPOSE', reason: '停止受理' } };
    },
  },
} satisfies Record<string, Case>;
