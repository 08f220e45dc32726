import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { go, settled, type Visitor, type Width } from './pages.ts';

const dialog = (page: Page) => page.locator('dialog[open]');

interface Ways {
  atConsole(width: Width, login: string, what: (page: Page, v: Visitor) => Promise<void>): Promise<void>;
}

const PLAN = '/admin/plans/HZ-CONSTR-ENG-2020';

/** G1, G3: next year's version is made from this year's, a finding is mended, a second person publishes it. */
export async function publishVersion({ atConsole }: Ways): Promise<void> {
  let made = '';
  await atConsole('desktop', 'ops.all', async (page) => {
    await go(page, `${PLAN}/3`);
    await page.getByRole('button', { name: '由此版新建一版' }).click();
    await page.waitForURL(/\/plans\/HZ-CONSTR-ENG-2020\/[4-9]$/);
    made = new URL(page.url()).pathname;
    await section(page, '退回补正', (returns) => ({ ...returns, dueWorkingDays: 0 }));
    await page.getByText('以下 1 处更正后方可发布').waitFor();
    expect(await page.getByText('/returns/dueWorkingDays').count()).toBeGreaterThan(0);
    expect(await page.getByRole('button', { name: '提请发布' }).isDisabled()).toBe(true);
    await section(page, '退回补正', (returns) => ({ ...returns, dueWorkingDays: 6 }));
    await page.getByText('检查未发现问题').waitFor();
    await page.getByText('6 个工作日').first().waitFor();
    await section(page, '证件照要求', (photo) => ({
      ...photo,
      bytes: { ...(photo.bytes as object), gt: 50_000 },
    }));
    expect(await page.getByRole('button', { name: '提请发布' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '预演', exact: true }).click();
    await page.getByText('预演通过').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: '提请发布' }).click();
    await dialog(page).getByRole('button', { name: '提请发布' }).first().click();
    await page.getByText('待另一人确认发布').waitFor();
    expect(await page.getByRole('button', { name: '确认发布' }).count()).toBe(0);
  });
  await atConsole('phone', 'office.all', async (page, v) => {
    await go(page, made);
    await page.getByRole('link', { name: '预演', exact: true }).click();
    await page.getByText('原可提交，现不可').first().waitFor();
    await page.getByText('附件决定表').first().waitFor();
    expect(await v.violations()).toEqual([]);
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(over).toBe(0);
    await go(page, made);
    await page.getByRole('button', { name: '确认发布' }).click();
    await dialog(page).getByRole('button', { name: '确认发布' }).first().click();
    await page.getByText('已发布').first().waitFor();
    expect(await page.getByRole('button', { name: '保存草稿' }).count()).toBe(0);
  });
}

async function section(page: Page, name: string, change: (value: Record<string, unknown>) => unknown) {
  const area = page.getByLabel(name, { exact: false }).and(page.locator('textarea'));
  if (!(await area.isVisible())) await page.locator('summary', { hasText: name }).click();
  const now = JSON.parse(await area.inputValue()) as Record<string, unknown>;
  await area.fill(JSON.stringify(change(now), null, 2));
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已保存').first().waitFor();
  await settled(page);
}
