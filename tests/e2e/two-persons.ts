import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Demonstration } from './demonstration.ts';
import { go, settled, type Visitor, type Width } from './pages.ts';

/** What takes two persons at a desk, by the keyboard alone: one proposes, another confirms it as it stands. */

type Doing = (page: Page, v: Visitor) => Promise<void>;
interface Tools {
  demo: Demonstration;
  atConsole(width: Width, login: string, what: Doing): Promise<void>;
}

interface Correction {
  readonly account: string;
  /** Who proposes, and who confirms. */
  readonly persons: readonly [string, string];
  readonly name: string;
}

const dialog = (page: Page) => page.locator('dialog[open]');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const clean = async (v: Visitor) => expect(await v.violations()).toEqual([]);

/** Opens a window from the bar, or presses what stands in one. */
async function enter(page: Page, name: string, inside = false): Promise<void> {
  const target = inside ? dialog(page).getByRole('button', { name, exact: true }) : button(page, name);
  await target.focus();
  await page.keyboard.press('Enter');
}

/** Types into a field that a link of the summary leads to. */
async function mend(page: Page, says: RegExp, text: string): Promise<void> {
  const link = dialog(page).getByRole('alert').getByRole('link', { name: says });
  await link.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
}

const lines = (page: Page) => dialog(page).getByRole('alert').locator('li').allTextContents();

/** D16, D26: everything that is amiss at once, nothing lost by a reload, taken back, proposed again and confirmed. */
export async function correct({ demo, atConsole }: Tools, width: Width, to: Correction): Promise<void> {
  const path = `/admin/desk/${await demo.idOf(to.account)}`;
  const open = async (page: Page) => {
    await go(page, path);
    await page.locator('.decision-bar').waitFor();
  };
  await atConsole(width, to.persons[0], async (page, v) => {
    await open(page);
    await enter(page, '提出更正');
    await dialog(page).waitFor();
    await enter(page, '提出更正', true);
    await expect.poll(() => lines(page)).toEqual(['请至少选择一项要更正的内容', '请写明理由']);
    await clean(v);
    const choose = dialog(page).locator('#f-changes');
    await choose.selectOption('/person/name');
    // Nothing asks for what is there by now.
    await expect.poll(() => lines(page)).toEqual(['请写明理由']);
    await choose.selectOption('/person/birthDate');
    await choose.selectOption('/person/idNumber');
    await dialog(page).locator('#f-changes-0-to').fill(' ');
    await dialog(page).locator('#f-changes-1-to-year').fill('19');
    await dialog(page).locator('#f-changes-2-to').fill('330102198507040127');
    await enter(page, '提出更正', true);
    await expect.poll(() => lines(page).then((all) => all.length)).toBe(4);
    await clean(v);
    await page.reload();
    await settled(page);
    await enter(page, '提出更正');
    expect(await dialog(page).locator('#f-changes-1-to-year').inputValue()).toBe('19');
    // An identity number stays on no computer.
    expect(await dialog(page).locator('#f-changes-2-to').inputValue()).toBe('');
    await enter(page, '移除：出生日期', true);
    await enter(page, '移除：证件号码', true);
    await enter(page, '提出更正', true);
    await mend(page, /姓名/, to.name);
    await mend(page, /请写明理由/, '当事人已出示更名证明');
    await enter(page, '提出更正', true);
    await page.locator('.toast').filter({ hasText: '已办理' }).waitFor();
    await open(page);
    await page.getByText('由您提出，须由另一人确认。').waitFor();
    expect(await button(page, '确认更正').count()).toBe(0);
    await clean(v);
    await enter(page, '收回更正');
    await dialog(page).locator('#f-reason').fill('改由当事人重新申请');
    await clean(v);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  });
  await atConsole(width, to.persons[1], async (page, v) => {
    await open(page);
    await enter(page, '不予确认更正');
    await dialog(page).getByText('当事人已出示更名证明').waitFor();
    await enter(page, '不予确认更正', true);
    await dialog(page).getByRole('alert').waitFor();
    await clean(v);
    await page.keyboard.press('Escape');
    await enter(page, '确认更正');
    await dialog(page).getByText(`→ ${to.name}`).waitFor();
    await clean(v);
    await enter(page, '确认更正', true);
    await page.locator('.toast').filter({ hasText: '已办理' }).waitFor();
  });
  expect((await demo.viewOf(to.account)).declaration.person?.name).toBe(to.name);
}

/** D21: proposed on a phone, refused with a reason; proposed again at a desk, and confirmed on a phone. */
export async function checkInByHand(
  { atConsole }: Pick<Tools, 'atConsole'>,
  sessionId: string,
  expert: string,
): Promise<void> {
  const path = `/admin/sessions/${sessionId}`;
  const reason = '手机无法联网，本人在场';
  const propose = (width: Width) =>
    atConsole(width, 'office.all', async (page, v) => {
      await go(page, path);
      await enter(page, '代为签到');
      await dialog(page).waitFor();
      await enter(page, '提出代为签到', true);
      await expect.poll(() => lines(page).then((all) => all.length)).toBe(2);
      await clean(v);
      await v.picture('hand-check-in');
      await dialog(page).locator('#f-expertId').selectOption(expert);
      await mend(page, /理由/, reason);
      await enter(page, '提出代为签到', true);
      await page.getByText('由您提出，须由另一名办公室人员确认。').waitFor();
      expect(await button(page, '确认签到').count()).toBe(0);
      await clean(v);
    });
  const answer = (width: Width, what: Doing) =>
    atConsole(width, 'office.all.2', async (page, v) => {
      await go(page, path);
      await what(page, v);
    });
  await propose('phone');
  await answer('desktop', async (page, v) => {
    await enter(page, '不予确认');
    await dialog(page).getByText(reason).waitFor();
    await enter(page, '不予确认', true);
    await dialog(page).getByRole('alert').waitFor();
    await clean(v);
    await mend(page, /理由/, '本人尚未到场');
    await enter(page, '不予确认', true);
    await button(page, '确认签到').waitFor({ state: 'detached' });
  });
  await propose('desktop');
  await answer('phone', async (page, v) => {
    await enter(page, '确认签到');
    await dialog(page).getByText(reason).waitFor();
    await clean(v);
    await enter(page, '确认签到', true);
    await page.locator('.seat.here').nth(10).waitFor();
    await button(page, '结束签到').click();
    await page.getByText('已达法定人数').first().waitFor();
  });
}
