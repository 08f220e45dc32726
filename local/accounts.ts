import { poolOf, type Role, roleNames } from '../shared/contracts/roles.ts';
import type { Account } from './cloud/identity/account.ts';

/** An account of the demonstration, with what it is appointed to; without a role, somebody who waits for an invitation. */
export interface DemoAccount extends Account {
  role?: Role;
  scope: string;
}

/**
 * Demonstration accounts. A login says what it is: `role.scope` or `role.scope.n` (`point.P330106.2`), and for people
 * `applicant.<anything>` and `unit.<anything>`; `staff.<anything>` has not been given anything yet; so that a demonstration can have as many as it needs.
 */
const prefixes: Record<string, Role> = {
  applicant: 'APPLICANT',
  unit: 'UNIT_HR',
  point: 'POINT_CLERK',
  industry: 'INDUSTRY_OFFICER',
  district: 'DISTRICT_OFFICER',
  muni: 'MUNI_UNIT_OFFICER',
  office: 'OFFICE_CLERK',
  head: 'OFFICE_HEAD',
  expert: 'EXPERT',
  hrss: 'MUNI_HRSS',
  authority: 'AUTHORITY',
  supervisor: 'SUPERVISOR',
  ops: 'PLATFORM_OPS',
  security: 'SECURITY_ADMIN',
};

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'];
const givenNames = [
  '明',
  '静',
  '伟',
  '芳',
  '磊',
  '娜',
  '军',
  '敏',
  '强',
  '洁',
  '晓东',
  '雅琴',
  '建国',
  '思远',
  '海燕',
  '志远',
  '雨桐',
  '文博',
];

/** The account behind a login, or undefined when it names no role of that pool. */
export function findAccount(pool: 'public' | 'staff', login: string): DemoAccount | undefined {
  const [prefix = '', scope = '', ...rest] = login.split('.');
  if (!scope || !/^[A-Za-z0-9._-]{1,100}$/.test(login)) return undefined;
  if (prefix === 'staff' && pool === 'staff')
    return { login, name: demoName(login), scope: '', label: '工作人员 · 尚无岗位' };
  const role = prefixes[prefix];
  if (!role || poolOf[role as keyof typeof poolOf] !== pool) return undefined;
  const person = pool === 'public';
  return {
    login,
    name: demoName(login),
    role,
    scope: person ? '' : scope === 'all' ? '*' : scope,
    label: [roleNames[role].zh, ...(person ? [] : [scope]), ...rest].join(' · '),
  };
}

/** A made-up name that belongs to a login. */
function demoName(login: string): string {
  let hash = 7;
  for (const char of login) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return `${surnames[hash % surnames.length]}${givenNames[Math.floor(hash / 31) % givenNames.length]}`;
}

/** What the sign-in pages offer. Two persons wherever the rules want two. */
export const offered: Record<'public' | 'staff', DemoAccount[]> = {
  public: ['applicant.demo', 'applicant.second', 'unit.demo'].map(
    (l) => findAccount('public', l) as DemoAccount,
  ),
  staff: [
    'point.P330106',
    'point.P330106.2',
    'district.330106',
    'muni.MU01',
    'office.all',
    'office.all.2',
    'head.all',
    'expert.all.1',
    'expert.all.2',
    'expert.all.3',
    'hrss.all',
    'authority.all',
    'supervisor.all',
    'ops.all',
    'ops.all.2',
    'security.all',
    'security.all.2',
    'staff.new',
  ].map((l) => findAccount('staff', l) as DemoAccount),
};
