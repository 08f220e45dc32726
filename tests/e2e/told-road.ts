import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Demonstration } from './demonstration.ts';
import { enterSite, go, settled, type Visitor, type Width } from './pages.ts';

/** What stands in the way of an act is told where it is met; what was typed is still there afterwards. */

type Doing = (page: Page, v: Visitor) => Promise<void>;
interface Tools {
  demo: Demonstration;
  visit(width: Width, what: Doing): Promise<void>;
  atConsole(width: Width, login: string, what: Doing): Promise<void>;
}

const toast = (page: Page, text: string) => page.locator('.toast').filter({ hasText: text }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const dialog = (page: Page) => page.locator('dialog[open]');
const confirm = (page: Page, name: string) => dialog(page).getByRole('button', { name }).first().click();
const focused = (page: Page) => page.evaluate('document.activeElement.id || document.activeElement.tagName');

/** R4, R6. */
export async function saveWithoutUnit({ visit }: Tools): Promise<void> {
  await visit('phone', async (page, v) => {
    await enterSite(page, 'applicant.fresh');
    await settled(page);
    await page.getByRole('link', { name: '我的业绩档案' }).first().click();
    await expect.poll(() => focused(page)).toBe('H1');
    await go(page, '/archive/new');
    await page.locator('#f-kind').selectOption({ label: '工程项目' });
    await page.locator('#f-title').fill('某工程');
    await page.locator('#f-role').fill('设计');
    await press(page, '保存');
    await confirm(page, '保存');
    await page.getByRole('alert').getByText('单位').first().waitFor();
    expect(page.url()).not.toContain('/new');
    expect(await page.locator('#f-title').inputValue()).toBe('某工程');
    expect(await v.violations()).toEqual([]);
    await page.getByRole('alert').getByRole('link').first().click();
    await page.waitForURL(/\/profile/);
    await expect.poll(() => focused(page)).toBe('f-currentUnit');
  });
}

/** C11. */
export async function withdrawWithoutReason({ demo, visit }: Tools): Promise<void> {
  await visit('phone', async (page) => {
    await enterSite(page, 'applicant.demo');
    await go(page, `/applications/${await demo.idOf('applicant.demo')}/status`);
    await press(page, '撤回申报');
    await confirm(page, '撤回申报');
    await dialog(page).getByRole('alert').getByText('请写明撤回的理由').waitFor();
    await press(page, '取消');
  });
  expect(await demo.stageOf('applicant.demo')).toBe('DRAFT');
}

/** L11, C9: through a sign-in that runs out; a colleague with the same file open is told that it has moved on. */
export async function returnEverything({ demo, visit, atConsole }: Tools): Promise<void> {
  const file = `/admin/desk/${await demo.idOf('applicant.point-2')}`;
  await atConsole('phone', 'point.P330106', async (page) => {
    await go(page, file);
    await page.locator('.flag').first().waitFor();
    await page.getByRole('button', { name: '列入退回' }).first().click();
    await press(page, '退回补正（1）');
    await dialog(page).locator('#f-add').selectOption('/data/workStatement');
    await confirm(page, '退回补正');
    await dialog(page).getByRole('alert').waitFor();
    const remarks = dialog(page).locator('.return-items input');
    await remarks.nth(0).fill('背景不是白色，请重新拍摄');
    await remarks.nth(1).fill('请补充近一年的工作情况');
    await dialog(page).locator('#f-reason').fill('请一并补正');

    // The sign-in runs out: after the next one everything is still there.
    await page.evaluate(`for (const [key, text] of Object.entries(sessionStorage))
        if (key.startsWith('zp.session.'))
          sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(text), expiresAt: 1 }))`);
    await page.reload();
    // The issuer still knows the person.
    await page.getByRole('button', { name: '工作人员' }).click();
    await press(page, '退回补正（2）');
    expect(await dialog(page).locator('#f-reason').inputValue()).toBe('请一并补正');

    // A colleague who has the file open too is told that it has moved on, and can press nothing again.
    await atConsole('desktop', 'point.P330106.2', async (other, v) => {
      await go(other, file);
      await press(other, '审核不通过');
      await dialog(other).locator('#f-reason').fill('不符合申报条件');
      await dialog(other).locator('#f-remedy').fill('十日内可向受理点申请复核');
      await confirm(page, '退回补正');
      await toast(page, '已办理');
      await confirm(other, '审核不通过');
      await dialog(other).getByRole('alert').getByText('没有办理').waitFor();
      expect(await dialog(other).getByRole('button').allInnerTexts()).toEqual(['关闭']);
      expect(await dialog(other).locator('#f-reason').inputValue()).toBe('不符合申报条件');
      expect(await v.violations()).toEqual([]);
      await press(other, '关闭');
      await dialog(other).waitFor({ state: 'detached' });
    });
  });
  expect(await demo.stageOf('applicant.point-2')).toBe('RETURNED');
  await visit('phone', async (page, v) => {
    await enterSite(page, 'applicant.point-2');
    await settled(page);
    await page.getByRole('link', { name: '去补正' }).click();
    await page.getByText('请补充近一年的工作情况').first().waitFor();
    expect(await v.violations()).toEqual([]);
  });
}
