import { rolesOf } from '../../shared/contracts/desks.ts';
import { asking } from './limits.ts';
import { rowsOf } from './route.ts';

const OFFICE = rolesOf('OFFICE');
const EXPERT = rolesOf('EXPERTS');

/** Sessions: the office’s side and the experts’. The only function with a right to the ballots (B5). */
// biome-ignore format: a table
export const committee = rowsOf('api-committee', 'staff', [
  // sessions: office side
  { id: 'list-sessions', method: 'GET', path: '/v1/office/sessions',
    roles: [...OFFICE, 'SUPERVISOR'], response: 'SessionList',
    zh: '评审会议', en: 'Sessions', rules: ['R64'] },
  { id: 'create-session', method: 'POST', path: '/v1/office/sessions',
    roles: OFFICE, body: 'SessionBody', response: 'SessionView',
    zh: '新建评审会议', en: 'Plan a session', rules: ['L2', 'B1'] },
  { id: 'get-session', method: 'GET', path: '/v1/office/sessions/{sessionId}',
    roles: [...OFFICE, 'SUPERVISOR'], response: 'SessionView', zh: '评审会议详情', en: 'A session' },
  { id: 'act-on-session', method: 'POST', path: '/v1/office/sessions/{sessionId}/acts',
    roles: [...OFFICE, 'SUPERVISOR'], body: 'SessionActBody', response: 'SessionView',
    zh: '会议操作：抽取、签到、分组、开启与关闭表决、中止、封存', en: 'Draw, check in, assign, open and close votes, abort, seal',
    rules: ['B1', 'B2', 'B7', 'B8', 'B9', 'C3', 'D21', 'L12'] },
  { id: 'get-room', method: 'GET', path: '/v1/office/sessions/{sessionId}/room',
    roles: OFFICE, response: 'RoomView', screen: true,
    zh: '会场大屏：签到码与出席人数', en: 'The screen in the room: code and presence', rules: ['D21'] },

  // experts
  { id: 'list-own-sessions', method: 'GET', path: '/v1/expert/sessions',
    roles: EXPERT, response: 'SessionList', zh: '我的评审会议', en: 'Own sessions' },
  { id: 'get-own-session', method: 'GET', path: '/v1/expert/sessions/{sessionId}',
    roles: EXPERT, response: 'ExpertSession',
    zh: '评审会议', en: 'A session as its expert sees it', rules: ['B12'] },
  // Guesses count, right or wrong; whoever is there already is answered the same again, so it needs no key.
  { id: 'check-in', method: 'POST', path: '/v1/expert/sessions/{sessionId}/check-in',
    roles: EXPERT, body: 'CheckInBody', response: 'ExpertSession', idempotent: false,
    limits: [...asking('check-in', 10, 'MINUTE'), ...asking('check-in', 60, 'HOUR')],
    zh: '凭签到码签到', en: 'Check in with the code of the room', rules: ['D21', 'L12', 'B4'] },
  { id: 'get-candidate', method: 'GET', path: '/v1/expert/sessions/{sessionId}/candidates/{applicationId}',
    roles: EXPERT, response: 'CandidateFile',
    zh: '评审材料', en: 'A candidate’s file', rules: ['L17', 'L18'] },
  { id: 'get-candidate-file', method: 'GET', path: '/v1/expert/sessions/{sessionId}/candidates/{applicationId}/files/{fileId}',
    roles: EXPERT, response: 'Link', zh: '查看材料文件', en: 'Short-lived link to a file', rules: ['V5'] },
  { id: 'declare-recusal', method: 'POST', path: '/v1/expert/sessions/{sessionId}/recusals',
    roles: EXPERT, body: 'RecusalBody', response: 'ExpertSession',
    zh: '申请回避', en: 'Declare a recusal', rules: ['L18', 'B9'] },
  { id: 'write-opinion', method: 'POST', path: '/v1/expert/sessions/{sessionId}/opinions',
    roles: EXPERT, body: 'OpinionBody', response: 'ExpertSession',
    zh: '填写评议意见', en: 'Write an opinion', rules: ['L14', 'B10', 'B13'] },
  { id: 'cast-ballot', method: 'POST', path: '/v1/expert/sessions/{sessionId}/ballots',
    roles: EXPERT, body: 'BallotBody', response: 'BallotReceipt', secret: true,
    zh: '无记名投票', en: 'Cast a secret ballot', rules: ['L13', 'B4', 'B5'] },
  { id: 'order-close', method: 'POST', path: '/v1/expert/sessions/{sessionId}/close-order',
    roles: EXPERT, body: 'CloseOrderBody', response: 'ExpertSession',
    zh: '有人离席时提出结束投票', en: 'Order the close of a vote that some have left', rules: ['D19', 'C3'] },
  { id: 'sign-count', method: 'POST', path: '/v1/expert/sessions/{sessionId}/signature',
    roles: EXPERT, body: 'CountSignatureBody', response: 'ExpertSession',
    zh: '签署计票结果', en: 'Sign the count sheet', rules: ['L15', 'B11'] },
]);
