import * as z from 'zod/mini';

/** Who acts (domain-spec §2). A token says who somebody is; which role he has stands in our table (appointments.ts). */
export const roleNames = {
  APPLICANT: { zh: '申报人', en: 'Applicant' },
  UNIT_HR: { zh: '用人单位', en: 'Employing unit' },
  POINT_CLERK: { zh: '受理点', en: 'Acceptance point' },
  INDUSTRY_OFFICER: { zh: '行业主管部门', en: 'Industry authority' },
  DISTRICT_OFFICER: { zh: '区、县（市）人社部门', en: 'District HRSS' },
  MUNI_UNIT_OFFICER: { zh: '市直单位', en: 'Municipal direct unit' },
  OFFICE_CLERK: { zh: '中评委办公室', en: 'Committee office' },
  OFFICE_HEAD: { zh: '中评委办公室负责人', en: 'Head of the committee office' },
  EXPERT: { zh: '评审专家', en: 'Expert' },
  MUNI_HRSS: { zh: '市人力社保局', en: 'Municipal HRSS bureau' },
  AUTHORITY: { zh: '会审部门', en: 'Auditing authority' },
  SUPERVISOR: { zh: '纪检监督', en: 'Supervisor' },
  PLATFORM_OPS: { zh: '平台运维', en: 'Platform operations' },
  SECURITY_ADMIN: { zh: '安全管理', en: 'Security administration' },
  PUBLIC: { zh: '公众', en: 'Public' },
  SYSTEM: { zh: '系统', en: 'System' },
} as const;

export type Role = keyof typeof roleNames;
export const RoleSchema = z.enum(Object.keys(roleNames) as [Role, ...Role[]]);

/** Roles that had another name once: what was recorded, or granted, under it stays and is read as the role of today. */
const formerRoles: Readonly<Record<string, Role>> = { CONSTR_COMMISSION: 'AUTHORITY' };
export const presentRole = <R extends string>(role: R): R | Role => formerRoles[role] ?? role;

/** Which sign-in pool an account lives in: people and employing units, or desks (staff sign in with MFA). */
export const poolOf: Record<Exclude<Role, 'PUBLIC' | 'SYSTEM'>, 'public' | 'staff'> = {
  APPLICANT: 'public',
  UNIT_HR: 'public',
  POINT_CLERK: 'staff',
  INDUSTRY_OFFICER: 'staff',
  DISTRICT_OFFICER: 'staff',
  MUNI_UNIT_OFFICER: 'staff',
  OFFICE_CLERK: 'staff',
  OFFICE_HEAD: 'staff',
  EXPERT: 'staff',
  MUNI_HRSS: 'staff',
  AUTHORITY: 'staff',
  SUPERVISOR: 'staff',
  PLATFORM_OPS: 'staff',
  SECURITY_ADMIN: 'staff',
};

/** The signed-in person: who he is by the verified token, what he may do by his appointment. */
export interface Principal {
  /** The token's `sub`: one natural person in one pool. */
  id: string;
  role: Role;
  /**
   * What the account may act for: a point id, an industry desk’s id, a division, a municipal unit id, a plan code (of an authority
   * `plan/authority`, unless the plan has one only); empty for people.
   */
  scope: string;
  name: string;
  /** Places that ended and that the scope's took over, by the directory in force (§6): what lies there is its own too. */
  tookOver?: readonly string[];
  /** Heads the place that the scope names, and administers its people. */
  head?: true;
  /** Who says so: the issuer of the token. */
  issuer?: string;
  /** The verified address, where the token tells it. */
  email?: string;
  /** The other accounts of the same natural person, as far as they are known (D29). */
  alsoAs?: readonly string[] | undefined;
  /** Which sign-in of this person it is (D21): the same as long as the sign-in lasts, another one after the next. */
  signIn?: string;
}

/** Who did something, as audit events keep it. */
export const ActorSchema = z.object({
  id: z.string(),
  role: z.enum([...Object.keys(roleNames), ...Object.keys(formerRoles)] as [Role, ...Role[]]),
  name: z.optional(z.string()),
});
export type Actor = z.infer<typeof ActorSchema>;

/** Whoever is not signed in, or is not asked who they are. */
export const anybody: Actor = { id: '', role: 'PUBLIC' };

/** The signed-in person as audit events name them. */
export const actorOf = ({ id, role, name }: Principal): Actor => ({ id, role, ...(name ? { name } : {}) });
