import { actOnSession } from '../api/act-on-session.ts';
import { castBallot } from '../api/cast-ballot.ts';
import { createSession } from '../api/create-session.ts';
import { declareRecusal } from '../api/declare-recusal.ts';
import { getCandidate } from '../api/get-candidate.ts';
import { getCandidateFile } from '../api/get-candidate-file.ts';
import { getOwnSession } from '../api/get-own-session.ts';
import { getSession } from '../api/get-session.ts';
import { listOwnSessions } from '../api/list-own-sessions.ts';
import { listSessions } from '../api/list-sessions.ts';
import { signCount } from '../api/sign-count.ts';
import { writeOpinion } from '../api/write-opinion.ts';
import { createDeps } from '../deps.ts';
import { createApi, type Handlers } from '../http.ts';
import type { routes } from '../routes.ts';

type Own = Extract<(typeof routes)[number], { audience: 'api-committee' }>['id'];

/** Routes of api-committee; the type fails when one is missing. */
const handlers: Handlers<Own> = {
  'list-sessions': listSessions,
  'create-session': createSession,
  'get-session': getSession,
  'act-on-session': actOnSession,
  'list-own-sessions': listOwnSessions,
  'get-own-session': getOwnSession,
  'get-candidate': getCandidate,
  'get-candidate-file': getCandidateFile,
  'declare-recusal': declareRecusal,
  'write-opinion': writeOpinion,
  'cast-ballot': castBallot,
  'sign-count': signCount,
};

export const handler = createApi(createDeps(), handlers);
