import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  assignGroups,
  codeOf,
  planSession,
  publish,
  takeSeat,
  writeOpinions,
} from '../../local/demo/acts-committee.ts';
import { arrival, windowCloses } from '../../local/demo/acts-road.ts';
import { until } from '../../local/demo/http.ts';
import type { Demonstration } from './demonstration.ts';
import { go, type Visitor, type Width } from './pages.ts';
import { checkInByHand } from './two-persons.ts';

/** From a closed first publicity to a certificate, at the pages wherever a person decides something. */

type Doing = (page: Page, v: Visitor) => Promise<void>;
interface Tools {
  demo: Demonstration;
  visit(width: Width, what: Doing): Promise<void>;
  atConsole(width: Width, login: string, what: Doing): Promise<void>;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const dialog = (page: Page) => page.locator('dialog[open]');
const confirm = (page: Page, name: string | RegExp) =>
  dialog(page).getByRole('button', { name }).first().click();
const clean = async (v: Visitor) => expect(await v.violations()).toEqual([]);

export async function walk(tools: Tools): Promise<void> {
  const { demo } = tools;
  const d = await demo.declarant('applicant.notice-1');
  await windowCloses(demo.world, d, 'PRE_PUBLICITY');
  const sessionId = await planSession(demo.world, d);
  await draw(tools, sessionId);
  await checkIn(tools, sessionId);
  await assignGroups(demo.world, d, sessionId);
  const members = await membersOf(demo, sessionId);
  await opinion(tools, sessionId, d.applicationId, members[0] ?? '');
  await writeOpinions(demo.world, d, sessionId);
  await vote(tools, sessionId, d.applicationId, members);
  await signAndSeal(tools, sessionId, d.applicationId);
  await arrival(demo.world, d, 'PASSED_PENDING');
  await publish(demo.world, d, 'RESULT', '工程师资格评审结果公示（演示数据）');
  await windowCloses(demo.world, d, 'RESULT_PUBLICITY');
  await report(tools);
  await arrival(demo.world, d, 'JOINT_AUDIT');
  await audit(tools, 'commission.all');
  await audit(tools, 'hrss.all');
  await until('both audits', async () => {
    const view = await demo.viewOf('applicant.notice-1');
    return view.turns.at(-1)?.step === 'DOCUMENT';
  });
  await issue(tools);
  const view = await arrival(demo.world, d, 'CERTIFIED');
  const { name } = await demo.world.client.as('applicant.notice-1').call('get-profile');
  await check(tools, view.certificate?.certificateNo ?? '', name);
}

async function membersOf({ world }: Demonstration, sessionId: string): Promise<string[]> {
  const session = await world.client.as('office.all').call('get-session', { params: { sessionId } });
  return session.members.map((one) => one.expertId);
}

/** B8: both sides commit, then reveal, each at its own browser; the office draws. */
async function draw({ atConsole }: Tools, sessionId: string): Promise<void> {
  const path = `/admin/sessions/${sessionId}`;
  await atConsole('desktop', 'office.all', async (office, v) => {
    await go(office, path);
    await press(office, '生成随机数并提交摘要');
    await office.getByText('已提交摘要').waitFor();
    await atConsole('phone', 'supervisor.all', async (supervisor, s) => {
      await go(supervisor, path);
      await press(supervisor, '生成随机数并提交摘要');
      await press(supervisor, '公布随机数');
      await supervisor.getByText('已公布').first().waitFor();
      await clean(s);
    });
    await press(office, '公布随机数');
    await press(office, '抽取专家');
    await office.locator('.seat').nth(10).waitFor();
    await clean(v);
  });
}

/** D21: by the code on the room's screen; one by hand, which another person of the office confirms as it was proposed. */
async function checkIn({ demo, atConsole }: Tools, sessionId: string): Promise<void> {
  const path = `/admin/sessions/${sessionId}`;
  const [first = '', byHand = '', ...others] = await membersOf(demo, sessionId);
  await atConsole('desktop', 'office.all', async (page, v) => {
    await go(page, path);
    await press(page, '开始签到');
    await page.getByRole('link', { name: '会场大屏' }).waitFor();
    await go(page, `${path}/room`);
    await page.locator('.room-code').waitFor();
    await clean(v);
    await v.picture('room');
  });
  await atConsole('phone', first, async (page, v) => {
    await go(page, `/admin/expert/${sessionId}`);
    await page.locator('#f-code').fill('12345');
    await press(page, '签到');
    await page.getByText('签到码不正确').first().waitFor();
    await clean(v);
    await v.picture('check-in');
    await page.locator('#f-code').fill(await codeOf(demo.world, sessionId));
    await press(page, '签到');
    await page.getByText('已签到').first().waitFor();
  });
  for (const login of others) await takeSeat(demo.world, sessionId, login);
  await checkInByHand({ atConsole }, sessionId, byHand);
  await takeSeat(demo.world, sessionId, byHand);
}

/** B13: words from the library alone are no opinion. */
async function opinion({ atConsole }: Tools, sessionId: string, id: string, login: string): Promise<void> {
  await atConsole('phone', login, async (page, v) => {
    await go(page, `/admin/expert/${sessionId}/candidates/${id}`);
    await page.getByText('符合', { exact: true }).click();
    await page.locator('#f-remark').fill('专业理论扎实，能独立承担本专业技术工作。');
    await press(page, '提交意见');
    await page.getByRole('alert').waitFor();
    await page.locator('#f-remark').fill('分区降水方案有实际成效，工程业绩具有专业代表性。');
    await press(page, '提交意见');
    await page.locator('.toast').filter({ hasText: '意见已提交' }).waitFor();
    await clean(v);
  });
}

/** L13, C3: opened by one person, cast by each expert for himself, closed by another person. */
async function vote(tools: Tools, sessionId: string, id: string, members: readonly string[]): Promise<void> {
  const { demo, atConsole } = tools;
  const path = `/admin/sessions/${sessionId}`;
  await atConsole('desktop', 'office.all', async (page) => {
    await go(page, path);
    await press(page, '开启投票');
    await confirm(page, '开启投票');
    await page.getByText('投票中').first().waitFor();
  });
  const d = await demo.declarant('applicant.notice-1');
  await arrival(demo.world, d, 'VOTING');
  const ballot = `/admin/expert/${sessionId}/ballot/${id}`;
  const [first = '', second = '', ...others] = members;
  await atConsole('desktop', second, async (page, v) => {
    // D21: this sign-in has not checked in; it enters the code where it wanted to vote.
    await go(page, ballot);
    await page.getByText('本次登录尚未签到').first().waitFor();
    await clean(v);
    await page.locator('#f-code').fill(await codeOf(demo.world, sessionId));
    await press(page, '签到');
    await page.locator('.ballot-choice').first().waitFor();
    await clean(v);
    await v.picture('ballot');
    await castBesideAnother(page);
  });
  await atConsole('phone', first, async (page, v) => {
    await go(page, `/admin/expert/${sessionId}`);
    await page.locator('#f-code').fill(await codeOf(demo.world, sessionId));
    await press(page, '签到');
    await page.getByRole('link', { name: '去投票' }).click();
    await page.locator('.ballot-choice').first().waitFor();
    await clean(v);
    await v.picture('ballot');
    await castAgree(page);
    await clean(v);
  });
  for (const login of others)
    await demo.world.client.as(login).call('cast-ballot', {
      params: { sessionId },
      body: { applicationId: id, choice: 'AGREE' },
      key: demo.world.key(`ballot ${login}`),
    });
  for (const width of ['phone', 'desktop'] as const)
    await atConsole(width, 'office.all.2', async (page, v) => {
      await go(page, path);
      await page.locator('.seat').first().waitFor();
      await clean(v);
      await v.picture('session');
      if (width === 'phone') return;
      await press(page, '结束投票并计票');
      await confirm(page, '结束投票并计票');
      await page.getByText('已计票').first().waitFor();
    });
}

/** D19: the same ballot open in a second window; there it is said that another one voted, and not what. */
async function castBesideAnother(page: Page): Promise<void> {
  const opened = page.context().waitForEvent('page');
  // Of the same sign-in, as a duplicated tab is.
  await page.evaluate('void open(location.href)');
  const other = await opened;
  await other.locator('.ballot-choice').first().waitFor();
  await castAgree(page);
  await other.getByText('您已在另一个窗口或设备投票').waitFor();
  expect(await other.locator('main').textContent()).not.toMatch(/同意|弃权/);
  expect(await page.getByText('您已在另一个窗口').count()).toBe(0);
}

async function castAgree(page: Page): Promise<void> {
  await press(page, '同意');
  await dialog(page).getByText('投出后不能更改').waitFor();
  await confirm(page, '投出“同意”');
  await page.getByText('选票已投入票箱').first().waitFor();
}

/** L15, L16: whoever presided signs; the office seals. */
async function signAndSeal({ demo, atConsole }: Tools, sessionId: string, id: string): Promise<void> {
  const session = await demo.world.client.as('office.all').call('get-session', { params: { sessionId } });
  const sheet = session.candidates.find((one) => one.applicationId === id)?.sheet;
  expect(sheet).toMatchObject({ agree: 11, disagree: 0, abstain: 0, notCast: 0, passed: true });
  await atConsole('phone', session.presiding ?? '', async (page, v) => {
    await go(page, `/admin/expert/${sessionId}`);
    await press(page, '签署计票结果');
    await confirm(page, '签署计票结果');
    await page.getByText('已签字').first().waitFor();
    await clean(v);
  });
  await atConsole('desktop', 'office.all', async (page) => {
    await go(page, `/admin/sessions/${sessionId}`);
    await press(page, '封存会议');
    await confirm(page, '封存会议');
    await page.getByText('封存', { exact: false }).first().waitFor();
    await page.locator('.notice.good .hash').waitFor();
  });
}

async function report({ atConsole }: Tools): Promise<void> {
  await atConsole('desktop', 'office.all', async (page, v) => {
    await go(page, '/admin/reports');
    await press(page, '上报评审结果');
    await dialog(page).locator('#f-publicityId').selectOption({ index: 1 });
    await dialog(page).locator('#f-title').fill('关于工程师资格评审结果的报告（演示）');
    await confirm(page, '上报评审结果');
    await page.getByRole('heading', { name: '关于工程师资格评审结果的报告（演示）' }).waitFor();
    await clean(v);
  });
}

async function audit({ atConsole }: Tools, login: string): Promise<void> {
  await atConsole(login === 'hrss.all' ? 'phone' : 'desktop', login, async (page, v) => {
    await go(page, '/admin/reports');
    await clean(v);
    await press(page, '审核通过（1 人）');
    await confirm(page, '审核通过（1 人）');
    await page.getByText('已审核').first().waitFor();
  });
}

async function issue({ atConsole }: Tools): Promise<void> {
  await atConsole('desktop', 'hrss.all', async (page, v) => {
    await go(page, '/admin/reports');
    await press(page, '发文公布');
    await dialog(page).locator('#f-documentNo').fill('杭人社发〔演示〕1号');
    await confirm(page, '发文公布');
    await page.getByText('已发文：杭人社发〔演示〕1号').first().waitFor();
    await clean(v);
  });
}

/** L22, V4: only number and name together are answered; the number of the QR code waits for the name. */
async function check({ visit }: Tools, certificateNo: string, name: string): Promise<void> {
  await visit('phone', async (page, v) => {
    const ask = () => press(page, '查验');
    await go(page, `/public/certificates?no=${encodeURIComponent(certificateNo)}`);
    await ask();
    await page.getByRole('alert').getByText('请填写持证人姓名').waitFor();
    await page.locator('#f-name').fill(`${name}丙`);
    await ask();
    await page.getByRole('heading', { name: '没有查到' }).waitFor();
    expect(await page.locator('.verdict').textContent()).not.toContain('工程师');
    await clean(v);
    await page.locator('#f-name').fill(` ${name} `);
    await ask();
    await page.getByRole('heading', { name: '证书有效' }).waitFor();
    await page.locator('.verdict').getByText('工程师').first().waitFor();
    await page.locator('.verdict').getByText('查询时间').waitFor();
    await clean(v);
    // A slip of the hand is told here, and nobody is asked.
    const slip = certificateNo.replace(/1(?=-.$)/, '2');
    await page.locator('#f-certificateNo').fill(slip);
    await ask();
    await page.getByRole('alert').getByText('校验码不符').waitFor();
    expect(await page.locator('.verdict').count()).toBe(0);
  });
}
