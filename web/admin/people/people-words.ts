import { type Standing, standingNames } from '../../../shared/contracts/appointments.ts';
import type { ResponseFor } from '../../kit/client.ts';
import { showDate } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import type { Tone } from '../../kit/notice.tsx';
import { roleName } from '../../kit/words.ts';

/** Words that the pages of people and rights share (D34). */

export type Appointment = ResponseFor<'act-on-appointment'>;
export type Given = Pick<Appointment, 'role' | 'scope' | 'scopeName' | 'head' | 'validFrom' | 'validTo'>;

export const own = defineMessages({
  title: ['人员与权限', 'People and rights'],
  name: ['姓名', 'Name'],
  email: ['电子邮箱', 'E-mail'],
  nameHint: ['须与其登录账号的实名一致', 'As verified by the person’s own sign-in'],
  emailHint: [
    '邀请链接发往此邮箱，7天内有效，只能使用一次',
    'The link goes there; it works once, for seven days',
  ],
  role: ['岗位', 'Role'],
  scope: ['管辖范围', 'Place'],
  head: ['负责人，可管理本处人员', 'Head: administers the people of this place'],
  headShort: ['负责人', 'Head'],
  validity: ['有效期', 'In force'],
  validFrom: ['起始日', 'First day'],
  validTo: ['截止日', 'Last day'],
  fromOn: ['{from} 起', 'from {from}'],
  fromTo: ['{from} 至 {to}', '{from} to {to}'],
  status: ['状态', 'State'],
  acts: ['办理', 'Acts'],
  reason: ['理由', 'Reason'],
  proposedAPPOINT: ['待确认：任命', 'To confirm: appointment'],
  proposedCHANGE: ['待确认：变更', 'To confirm: change'],
  proposedRESTORE: ['待确认：恢复', 'To confirm: restoration'],
  twoPersons: [
    '此岗位须由另一人确认后才会生效。',
    'Another person confirms this role before it takes effect.',
  ],
});

export const standingTone: Readonly<Record<Standing, Tone>> = {
  ACTIVE: 'good',
  PROPOSED: 'info',
  INVITED: 'info',
  NOT_YET: 'info',
  SUSPENDED: 'bad',
  EXPIRED: 'warn',
  INVITATION_EXPIRED: 'warn',
  ENDED: 'neutral',
};

export const validity = ({ validFrom, validTo }: Given): string =>
  validTo
    ? own('fromTo', { from: showDate(validFrom), to: showDate(validTo) })
    : own('fromOn', { from: showDate(validFrom) });

export const standingName = (standing: Standing): string => say(standingNames[standing]);

/** What an appointment gives, in a line. */
export const postName = (given: Given): string =>
  [roleName(given.role), given.scopeName, ...(given.head ? [own('headShort')] : [])].join(' · ');
