import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findAccount } from '../../local/accounts.ts';
import { arrival, deskApprove } from '../../local/demo/acts-road.ts';
import type { Demonstration } from './demonstration.ts';
import { leftAlone } from './idle-road.ts';
import { enterConsole, go, settled, signInAs, type Visitor, type Width } from './pages.ts';
import type { Stack } from './stack.ts';

/** D34: invited by two persons, accepted from the mail, worked (a file that its point has accepted), suspended, refused. */

type Doing = (page: Page, v: Visitor) => Promise<void>;
interface Tools {
  demo: Demonstration;
  stack: Stack;
  visit(width: Width, what: Doing, alsoExpected?: RegExp): Promise<void>;
  atConsole(width: Width, login: string, what: Doing): Promise<void>;
}

const LOGIN = 'staff.invited';
const MAIL = 'invited@example.cn';
const NUMBER = '110101199003070011';
/** The browser logs what somebody without an appointment is answered. */
const withoutAppointment = /Failed to load resource: .* 403/;

const toast = (page: Page, text: string | RegExp) =>
  page.locator('.toast').filter({ hasText: text }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const dialog = (page: Page) => page.locator('dialog[open]');
const confirm = (page: Page, name: string) =>
  dialog(page).getByRole('button', { name, exact: true }).first().click();
const row = (page: Page, name: string) => page.locator('tbody tr').filter({ hasText: name }).first();

async function walk({ demo, stack, visit, atConsole }: Tools): Promise<void> {
  const name = findAccount('staff', LOGIN)?.name ?? '';
  const file = await demo.idOf('applicant.point-1');
  // Its point has accepted it, here or in a test before.
  const declarant = await demo.declarant('applicant.point-1');
  await deskApprove(demo.world, declarant, 'POINT_REVIEW', 'point.P330106');
  await arrival(demo.world, declarant, 'DISTRICT_REVIEW');

  await atConsole('desktop', 'security.all', async (page, v) => {
    await go(page, '/admin/people');
    expect(await v.violations()).toEqual([]);
    await press(page, '邀请工作人员');
    await confirm(page, '发出邀请');
    await dialog(page).getByRole('alert').waitFor();
    expect(await v.violations()).toEqual([]);
    // The number of a document lies in no storage; what was given up is nobody's draft.
    await dialog(page).locator('#f-name').fill('想错了的人');
    await dialog(page).locator('#f-idNumber').fill(NUMBER);
    const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    expect(await kept()).toContain('想错了的人');
    expect(await kept()).not.toContain(NUMBER);
    await confirm(page, '取消');
    expect(await kept()).not.toContain('想错了的人');
    await press(page, '邀请工作人员');
    await dialog(page).locator('#f-name').fill(name);
    await dialog(page).locator('#f-email').fill(MAIL);
    await dialog(page).locator('#f-role').selectOption('DISTRICT_OFFICER');
    await dialog(page).locator('#f-scope').selectOption('330106');
    await confirm(page, '发出邀请');
    await toast(page, '待另一人确认');
    await row(page, MAIL.slice(0, 1)).waitFor();
  });

  await atConsole('phone', 'security.all.2', async (page, v) => {
    await go(page, '/admin/people?');
    await row(page, '待另一人确认').getByRole('button', { name: '确认', exact: true }).click();
    await dialog(page).getByText('西湖区').first().waitFor();
    // D26: all of what the other one prepared.
    await dialog(page).getByText(MAIL, { exact: true }).waitFor();
    expect(await v.violations()).toEqual([]);
    await confirm(page, '确认');
    await toast(page, '已办理');
  });

  await stack.local('POST', 'settle', {});
  const { items } = await stack.local<{ items: { body: string }[] }>('GET', `mailbox?to=${MAIL}`);
  const [link = ''] = /\/admin\/invitation#\S+/.exec(items[0]?.body ?? '') ?? [];

  await visit(
    'phone',
    async (page, v) => {
      await page.goto(link);
      await press(page, '登录后接受');
      await signInAs(page, LOGIN);
      await page.getByText(name).first().waitFor();
      expect(await v.violations()).toEqual([]);
      await press(page, '接受邀请');
      await page.getByRole('heading', { name: '邀请已接受' }).waitFor();
      await page.getByRole('link', { name: '进入工作台' }).click();
      await go(page, `/admin/desk/${file}`);
      await page.locator('.decision-bar').waitFor();
      await page.keyboard.press('a');
      await dialog(page).waitFor();
      await page.keyboard.press('Enter');
      await toast(page, '已办理');
      expect(await demo.stageOf('applicant.point-1')).toBe('PAYMENT_DUE');

      await atConsole('desktop', 'security.all', async (ops) => {
        await go(ops, '/admin/people');
        await ops.locator('#f-filter').selectOption('DISTRICT_OFFICER');
        await row(ops, name).getByRole('button', { name: '暂停', exact: true }).click();
        await dialog(ops).locator('#f-reason').fill('离岗审查');
        await confirm(ops, '暂停');
        await toast(ops, '已办理');
        await row(ops, '已暂停').waitFor();
      });
      // What a function remembers of him is gone by then.
      await demo.world.stack.moveTo(new Date(Date.parse(await demo.now()) + 61_000).toISOString());
      await page.goto('/admin/desk');
      await page.getByText('您的岗位权限已暂停').first().waitFor();
      expect(await v.violations()).toEqual([]);
      expect(await page.locator('.decision-bar, .queue-row').count()).toBe(0);
      await page.goto(link);
      await settled(page);
      await press(page, '接受邀请');
      await page.getByText('每份邀请只能使用一次').first().waitFor();
    },
    withoutAppointment,
  );
}

/** The same list at a place that has a head; whoever heads nothing has no such page. */
async function headless({ atConsole }: Tools): Promise<void> {
  await atConsole('desktop', 'head.all', async (page) => {
    await go(page, '/admin/people');
    await page.getByRole('button', { name: '邀请工作人员' }).waitFor();
  });
  await atConsole('desktop', 'point.P330106', async (page) => {
    await go(page, '/admin/people');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('button', { name: '邀请工作人员' }).count()).toBe(0);
  });
}

/** D33: the head of HR invites a colleague, who accepts from the mail and takes the unit over. */
async function handOver({ stack, visit }: Tools): Promise<void> {
  const head = 'unit.second';
  const colleague = 'applicant.hr-next';
  const name = findAccount('public', colleague)?.name ?? '';
  const mail = 'hr-next@example.cn';
  const operatorsOf = (login: string, what: Doing) =>
    visit(
      'desktop',
      async (page, v) => {
        await enterConsole(page, '用人单位账号', login);
        await go(page, '/admin/unit/operators');
        await what(page, v);
      },
      withoutAppointment,
    );
  await operatorsOf(head, async (page, v) => {
    await press(page, '邀请经办人');
    await dialog(page).locator('#f-name').fill(name);
    await dialog(page).locator('#f-email').fill(mail);
    expect(await v.violations()).toEqual([]);
    await confirm(page, '发出邀请');
    await toast(page, '已向');
  });
  await stack.local('POST', 'settle', {});
  const { items } = await stack.local<{ items: { body: string }[] }>('GET', `mailbox?to=${mail}`);
  const [link = ''] = /\/admin\/unit-invitation#\S+/.exec(items[0]?.body ?? '') ?? [];
  await visit('phone', async (page) => {
    await page.goto(link);
    await press(page, '登录后接受');
    await signInAs(page, colleague);
    await press(page, '接受邀请');
    await page.getByRole('heading', { name: '邀请已接受' }).waitFor();
    await go(page, '/admin/unit/operators');
    await page.getByText('经办人由人事负责人邀请和管理').waitFor();
    expect(await page.getByRole('button', { name: '邀请经办人' }).count()).toBe(0);
  });
  await operatorsOf(head, async (page, v) => {
    await row(page, name).getByRole('button', { name: '移交负责人' }).click();
    await dialog(page).locator('#f-hrMobile').fill('13900000003');
    await dialog(page).locator('#f-reason').fill('调任');
    expect(await v.violations()).toEqual([]);
    await confirm(page, '移交负责人');
    await toast(page, '已办理');
  });
  await operatorsOf(colleague, async (page) => {
    await page.getByText(`人事负责人：${name}`).waitFor();
    await page.getByRole('button', { name: '邀请经办人' }).waitFor();
  });
  // Whoever handed over is told so, and may register another unit.
  await visit('desktop', async (page) => {
    await enterConsole(page, '用人单位账号', head);
    await page.getByText(/已于.*移交给/).waitFor();
    await press(page, '注册其他单位');
    await page.getByRole('heading', { name: '注册用人单位' }).waitFor();
    // A link without its code offers nothing to accept.
    await page.goto('/admin/unit-invitation');
    await page.getByText('缺少邀请码').waitFor();
    expect(await page.getByRole('button', { name: '接受邀请' }).count()).toBe(0);
  });
}

/** Each with what it proves. */
export const peopleRoads: readonly (readonly [string, (tools: Tools) => Promise<void>])[] = [
  ['D34, D26: invited by two persons, accepted from the mail once, worked, suspended, refused', walk],
  ['D33: the head of HR of a unit invites a colleague and hands the unit over', handOver],
  ['D34: who is away is told, and signs in again beside the page as it is', leftAlone],
  ['D34: a head has the list of his own place, others none', headless],
];
