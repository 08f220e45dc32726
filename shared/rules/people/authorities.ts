import type { Authority, Plan } from '../../contracts/plan.ts';
import type { Role } from '../../contracts/roles.ts';

/** The authorities that audit: the plan's list, in the order of their seals. */
export const auditorsOf = (plan: Plan): readonly Authority[] =>
  plan.stages.find((s) => s.code === 'JOINT_AUDIT' && s.on)?.approvers ?? [];

/** Their codes. */
export const authoritiesOf = (plan: Plan): readonly string[] => auditorsOf(plan).map(({ code }) => code);

/** Whose work an authority's audit is. */
export const roleOfAuthority = (code: string) => (code === 'MUNI_HRSS' ? code : ('AUTHORITY' satisfies Role));
