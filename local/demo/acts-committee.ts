import { createHash } from 'node:crypto';
import { type Declarant, PLAN, viewOf } from './acts-declare.ts';
import { arrival, isPast } from './acts-road.ts';
import type { Answer, CallOptions } from './client.ts';
import { until } from './http.ts';
import type { World } from './world.ts';

/** Publicities and the session of the committee (phase 6, R63–R65, L12–L15). */

export const office = { clerk: 'office.all', second: 'office.all.2', head: 'head.all' };

/** A list by one person and its publication by another (R63, R65). @returns the publicity's id */
export async function publish(
  world: World,
  d: Declarant,
  kind: 'PRE' | 'RESULT',
  title: string,
): Promise<string> {
  const from = kind === 'PRE' ? 'OFFICE_REVIEW' : 'PASSED_PENDING';
  await arrival(world, d, from);
  const list = await world.client.as(office.clerk).call('prepare-publicity', {
    body: { kind, planCode: PLAN, title, applicationIds: [d.applicationId] },
    key: world.key(`prepare ${kind} ${d.applicationId}`),
  });
  const reasons = list.excluded.flatMap((e) => e.findings.map((f) => f.message.zh));
  if (reasons.length > 0) throw new Error(`cannot be listed: ${reasons.join('；')}`);
  await world.client.as(office.second).call('open-publicity', {
    params: { publicityId: list.publicityId },
    key: world.key(`open ${list.publicityId}`),
  });
  await arrival(world, d, kind === 'PRE' ? 'PRE_PUBLICITY' : 'RESULT_PUBLICITY');
  return list.publicityId;
}

const POOL = 13;
const SEATS = 11;
const expert = (n: number) => `expert.all.${n}`;

type Session = Answer<'get-session'>;
type SessionAct = NonNullable<CallOptions<'act-on-session'>['body']>['act'];

/** Plans the session with a pool of which the committee is drawn. @returns the session's id */
export async function planSession(world: World, d: Declarant): Promise<string> {
  const today = localDate(await world.stack.now());
  const year = Number(today.slice(0, 4));
  const view = await arrival(world, d, 'READY');
  const made = await world.client.as(office.clerk).call('create-session', {
    body: {
      planCode: PLAN,
      name: '工程师资格评审会（演示）',
      date: localDate(view.turns.at(-1)?.enteredAt ?? today),
      size: SEATS,
      pool: Array.from({ length: POOL }, (_, i) => ({
        expertId: expert(i + 1),
        name: `评审专家${i + 1}`,
        office: i === 0 ? 'CHAIR' : i < 3 ? 'VICE_CHAIR' : 'MEMBER',
        specialty: view.declaration.data.specialty ?? '',
        termFrom: `${year - 1}-01-01`,
        termTo: `${year + 1}-06-30`,
      })),
      applicationIds: [d.applicationId],
    },
    key: world.key(`session ${d.applicationId}`),
  });
  return made.sessionId;
}

function readSession(world: World, sessionId: string): Promise<Session> {
  return world.client.as(office.clerk).call('get-session', { params: { sessionId } });
}

/** One act on the session as it is now. */
async function act(world: World, sessionId: string, login: string, what: SessionAct): Promise<Session> {
  const { version } = await readSession(world, sessionId);
  return world.client.as(login).call('act-on-session', {
    params: { sessionId },
    body: { version, act: what },
    key: world.key(`${sessionId} ${version} ${what.type}`),
  });
}

/** B8: office and supervisor each commit to a nonce, then show it; from both and the pool the draw follows. */
export async function drawExperts(world: World, sessionId: string): Promise<void> {
  const parties = [office.clerk, 'supervisor.all'];
  const nonceOf = (login: string) =>
    createHash('sha256')
      .update(world.key(`nonce ${sessionId} ${login}`))
      .digest('hex');
  if ((await readSession(world, sessionId)).status !== 'PLANNED') return;
  for (const login of parties) {
    const commitment = createHash('sha256').update(nonceOf(login)).digest('hex');
    const { draw } = await readSession(world, sessionId);
    if (Object.values(draw.commitments).some((c) => c.hash === commitment)) continue;
    await act(world, sessionId, login, { type: 'COMMIT_NONCE', commitment });
  }
  for (const login of parties) {
    const { draw } = await readSession(world, sessionId);
    if (Object.values(draw.nonces).some((n) => n.nonce === nonceOf(login))) continue;
    await act(world, sessionId, login, { type: 'REVEAL_NONCE', nonce: nonceOf(login) });
  }
  await act(world, sessionId, office.clerk, { type: 'DRAW' });
}

/** L12, D21: everybody who was drawn comes and enters the code in the room; the roll makes the quorum (B2, B6). */
export async function checkIn(world: World, sessionId: string): Promise<void> {
  const session = await readSession(world, sessionId);
  if (session.status !== 'DRAWN' && session.status !== 'CHECK_IN') return;
  if (session.status === 'DRAWN') await act(world, sessionId, office.clerk, { type: 'OPEN_CHECK_IN' });
  for (const member of session.members.filter((m) => !m.checkedIn))
    await takeSeat(world, sessionId, member.expertId);
  await act(world, sessionId, office.clerk, { type: 'CLOSE_CHECK_IN' });
}

/** What the screen in the room shows now. */
export async function codeOf(world: World, sessionId: string): Promise<string> {
  const { code } = await world.client.as(office.clerk).call('get-room', { params: { sessionId } });
  if (!code) throw new Error('the check-in is not open');
  return code.digits;
}

/** D21: checked in, and the seat is this sign-in's. A demonstration that goes on has signed in anew. */
export async function takeSeat(world: World, sessionId: string, login: string): Promise<void> {
  const who = world.client.as(login);
  const params = { sessionId };
  if ((await who.call('get-own-session', { params })).seat === 'HERE') return;
  await who.call('check-in', { params, body: { code: await codeOf(world, sessionId) } });
}

/** L14: groups of at least three; the candidate goes into the first. */
export async function assignGroups(world: World, d: Declarant, sessionId: string): Promise<void> {
  const session = await readSession(world, sessionId);
  if (session.groups.length === 0) {
    const ids = session.members.map((m) => m.expertId);
    await act(world, sessionId, office.clerk, {
      type: 'ASSIGN',
      groups: [{ groupId: 'G1', expertIds: ids.slice(0, 5), applicationIds: [d.applicationId] }],
    });
  }
  await arrival(world, d, 'GROUP_REVIEW');
}

/** B10, B13: three written opinions on the candidate, by experts who have read the file. */
export async function writeOpinions(world: World, d: Declarant, sessionId: string): Promise<void> {
  const { applicationId } = d;
  const group = (await readSession(world, sessionId)).groups.find((g) =>
    g.applicationIds.includes(applicationId),
  );
  for (const expertId of (group?.expertIds ?? []).slice(0, 3)) {
    const who = world.client.as(expertId);
    const own = await who.call('get-own-session', { params: { sessionId } });
    if (own.candidates.find((c) => c.applicationId === applicationId)?.opinionWritten) continue;
    await who.call('get-candidate', { params: { sessionId, applicationId } });
    await who.call('write-opinion', {
      params: { sessionId },
      body: {
        applicationId,
        verdict: 'MEETS',
        remark: '分区降水方案与裂缝控制作业指导书有实际成效，工程业绩具有专业代表性。',
      },
      key: world.key(`opinion ${sessionId} ${expertId}`),
    });
  }
}

/** L13: the vote is opened by one person of the office, every expert votes once, another closes it (C3). */
export async function vote(world: World, d: Declarant, sessionId: string): Promise<void> {
  const { applicationId } = d;
  const head = async () => {
    const session = await readSession(world, sessionId);
    const candidate = session.candidates.find((c) => c.applicationId === applicationId);
    if (!candidate) throw new Error('the candidate is not in the session');
    return { session, candidate };
  };
  const { session, candidate } = await head();
  if (candidate.status === 'WAITING' || candidate.status === 'ASSIGNED')
    await act(world, sessionId, office.clerk, {
      type: 'OPEN_VOTE',
      applicationId,
      presiding: presidingOf(session),
    });
  if (candidate.status !== 'COUNTED') {
    await arrival(world, d, 'VOTING');
    for (const { expertId } of session.members) {
      const who = world.client.as(expertId);
      const own = await who.call('get-own-session', { params: { sessionId } });
      if (own.candidates.find((c) => c.applicationId === applicationId)?.voted) continue;
      await takeSeat(world, sessionId, expertId);
      await who.call('cast-ballot', {
        params: { sessionId },
        body: { applicationId, choice: 'AGREE' },
        key: world.key(`ballot ${sessionId} ${expertId}`),
      });
    }
    if ((await head()).candidate.status === 'VOTING')
      await act(world, sessionId, office.second, { type: 'CLOSE_VOTE', applicationId });
  }
}

/** L15: the presiding chair signs the count, the office seals the session; the result reaches the application. */
export async function signAndSeal(world: World, d: Declarant, sessionId: string): Promise<void> {
  const session = await readSession(world, sessionId);
  if (session.status === 'COUNTED')
    await world.client.as(presidingOf(session)).call('sign-count', {
      params: { sessionId },
      body: { version: session.version, applicationId: d.applicationId },
      key: world.key(`count ${sessionId} ${session.version}`),
    });
  if ((await readSession(world, sessionId)).status === 'SIGNED')
    await act(world, sessionId, office.clerk, { type: 'SEAL' });
  await arrival(world, d, 'PASSED_PENDING');
}

function presidingOf(session: Session): string {
  const found =
    session.presiding ??
    session.members.find((m) => m.office === 'CHAIR' || m.office === 'VICE_CHAIR')?.expertId;
  if (!found) throw new Error('nobody may preside');
  return found;
}

/** R66–R68: report, the two audits in either order, the document. */
export async function reportAndIssue(world: World, d: Declarant, publicityId: string): Promise<void> {
  const [hrss, other] = ['hrss.all', 'authority.all'].map((login) => world.client.as(login));
  if (!hrss || !other) return;
  const made = await world.client.as(office.clerk).call('create-report', {
    body: { publicityId, title: '关于工程师资格评审结果的报告（演示）' },
    key: world.key(`report ${publicityId}`),
  });
  await arrival(world, d, 'JOINT_AUDIT');
  const read = async (as = hrss) => {
    const { items } = await as.call('list-reports');
    const report = items.find((r) => r.reportId === made.reportId);
    if (!report) throw new Error('the report is not listed');
    return report;
  };
  for (const authority of [other, hrss]) {
    const { version, acting, applications } = await read(authority);
    const waits = applications.some((a) => a.state === 'WAITING' && !a.audited.includes(acting ?? ''));
    if (!acting || !waits) continue;
    await authority.call('audit-report', {
      params: { reportId: made.reportId },
      body: { version, approve: true, sendBack: [] },
      key: world.key(`audit ${made.reportId} ${version} ${acting}`),
    });
  }
  await issue(world, d, made.reportId, read);
}

async function issue(
  world: World,
  d: Declarant,
  reportId: string,
  read: () => Promise<Answer<'create-report'>>,
): Promise<void> {
  // Both audits must have reached the application before the document can name it.
  await until('both audits', async () => {
    const view = await viewOf(world, d);
    return isPast(view, 'JOINT_AUDIT') || view.turns.at(-1)?.step === 'DOCUMENT';
  });
  const { version, status } = await read();
  if (status === 'ISSUED') return;
  const year = localDate(await world.stack.now()).slice(0, 4);
  await world.client.as('hrss.all').call('issue-document', {
    params: { reportId },
    body: { version, documentNo: `杭人社发〔${year}〕演示${reportId.slice(0, 4)}号` },
    key: world.key(`issue ${reportId} ${version}`),
  });
}

const localDate = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3600_000).toISOString().slice(0, 10);
