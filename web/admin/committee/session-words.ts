import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { sessionStateNames } from '../../../shared/rules/committee/session.ts';
import type { ResponseFor } from '../../kit/client.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import type { Tone } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';

export type SessionView = ResponseFor<'get-session'>;
export type Candidate = SessionView['candidates'][number];
export type SessionAct = BodyOf<'SessionActBody'>['act'];

const offices = defineMessages({
  CHAIR: ['主任委员', 'Chair'],
  VICE_CHAIR: ['副主任委员', 'Vice-chair'],
  GROUP_LEADER: ['组长', 'Group leader'],
  MEMBER: ['委员', 'Member'],
});
export const officeName = (office: string): string => offices(office as Parameters<typeof offices>[0]);

const statuses = defineMessages({
  WAITING: ['待分组', 'Not in a group'],
  ASSIGNED: ['评议中', 'Under review'],
  VOTING: ['投票中', 'Voting'],
  COUNTED: ['已计票', 'Counted'],
  SKIPPED: ['转其他会议', 'Another session'],
});
export const candidateStatusName = (status: string): string =>
  statuses(status as Parameters<typeof statuses>[0]);

export const sessionStateName = (status: SessionView['status']): string => say(sessionStateNames[status]);

export function sessionTone(status: SessionView['status']): Tone {
  if (status === 'SEALED' || status === 'SIGNED') return 'good';
  return status === 'INQUORATE' ? 'bad' : status === 'VOTING' ? 'warn' : 'info';
}

/** One act on a session, about the version that is on the screen. */
export function useSessionAct(session: Pick<SessionView, 'sessionId' | 'version'>) {
  const act = useAct('act-on-session', { stale: ['get-session', 'list-sessions'] });
  const { sessionId, version } = session;
  return {
    ...act,
    perform: (what: SessionAct) => act.run({ params: { sessionId }, body: { version, act: what } }),
  };
}
