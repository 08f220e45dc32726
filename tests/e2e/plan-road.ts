import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { declareUnder, declareUnderEach } from './declare-road.ts';
import type { Demonstration } from './demonstration.ts';
import { go, settled, type Visitor, type Width } from './pages.ts';

const dialog = (page: Page) => page.locator('dialog[open]');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

type Doing = (page: Page, v: Visitor) => Promise<void>;
interface Ways {
  demo: Demonstration;
  visit(width: Width, what: Doing): Promise<void>;
  atConsole(width: Width, login: string, what: Doing): Promise<void>;
}

/** In this order: every draft follows what is published here. */
export const planRoads: readonly (readonly [name: string, walk: (ways: Ways) => Promise<void>])[] = [
  ['G1: all the plans that ship are declared under, on one stack', declareUnderEach],
  [
    'G1, G3, D26, D30: next year’s version is made, mended, published by a second person and declared under',
    async (ways) => {
      const { planCode, version } = await publishVersion(ways);
      await declareUnder(ways, planCode, version);
    },
  ],
];

const CODE = 'HZ-CONSTR-ENG-2020';
const PLAN = `/admin/plans/${CODE}`;

/**
 * G1, G3: next year's version is made from this year's, a finding is mended, a second person publishes it. What is no JSON
 * is told where it stands, what is not saved is not proposed, a draft that nobody wants is deleted.
 * @returns the version that is published
 */
async function publishVersion({ atConsole }: Ways): Promise<{ planCode: string; version: number }> {
  let made = '';
  await atConsole('desktop', 'ops.all', async (page, v) => {
    await go(page, `${PLAN}/3`);
    await button(page, '由此版新建一版').click();
    await page.waitForURL(/\/plans\/HZ-CONSTR-ENG-2020\/[4-9]$/);
    await settled(page);
    // The very same again leads to the one that is there.
    await go(page, `${PLAN}/3`);
    await button(page, '由此版新建一版').click();
    await page.getByText('的内容与此相同且尚未发布').waitFor();
    await page.getByRole('link', { name: '第 4 版' }).click();
    await settled(page);
    await button(page, '删除草稿').click();
    await dialog(page).getByRole('button', { name: '删除草稿' }).first().click();
    await page.waitForURL(/\/admin\/plans$/);
    await go(page, `${PLAN}/3`);
    await button(page, '由此版新建一版').click();
    await page.waitForURL(/\/plans\/HZ-CONSTR-ENG-2020\/[5-9]$/);
    made = new URL(page.url()).pathname;
    await noJson(page);
    await section(page, '退回补正', (returns) => ({ ...returns, dueWorkingDays: 0 }));
    await page.getByText('以下 1 处更正后方可发布').waitFor();
    await page
      .getByText('退回补正 / 补正期限：格式不符，现为0（0 个工作日），应为不少于 1')
      .first()
      .waitFor();
    expect(await button(page, '提请发布').isDisabled()).toBe(true);
    expect(await v.violations()).toEqual([]);
    await section(page, '退回补正', (returns) => ({ ...returns, dueWorkingDays: 6 }));
    await page.getByText('检查未发现问题').waitFor();
    await page.getByText('6 个工作日').first().waitFor();
    expect(await v.violations()).toEqual([]);
    await section(page, '证件照要求', (photo) => ({
      ...photo,
      bytes: { ...(photo.bytes as object), gt: 50_000 },
    }));
    expect(await button(page, '提请发布').isDisabled()).toBe(true);
    await button(page, '预演').click();
    await page.getByText('预演通过').waitFor({ timeout: 60_000 });
    await button(page, '提请发布').click();
    await dialog(page).getByRole('button', { name: '提请发布' }).first().click();
    await page.getByText('待另一人确认发布').waitFor();
    expect(await button(page, '确认发布').count()).toBe(0);
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
    await button(page, '确认发布').click();
    await dialog(page).getByRole('button', { name: '确认发布' }).first().click();
    await page.getByText('已发布').first().waitFor();
    expect(await button(page, '保存草稿').count()).toBe(0);
    expect(await v.violations()).toEqual([]);
  });
  return { planCode: CODE, version: Number(made.split('/').at(-1)) };
}

/** Broken text is not saved: line, column and what belongs there, the cursor at the very place; nor is it proposed. */
async function noJson(page: Page): Promise<void> {
  const area = await areaOf(page, '退回补正');
  const before = await area.inputValue();
  await area.fill(before.replace(':', ''));
  await page.getByText('以下部分已修改、尚未保存：退回补正').waitFor();
  expect(await button(page, '提请发布').isDisabled()).toBe(true);
  await button(page, '保存草稿').click();
  await page.getByText('没有保存：1 个部分不是有效的 JSON').waitFor();
  await page.getByText(/退回补正：第 2 行第 \d+ 列：此处是“.”，应为 冒号“:”/).waitFor();
  expect(await area.evaluate('document.activeElement?.id')).toBe('f-returns');
  await area.fill(before);
  await saveIt(page);
}

async function saveIt(page: Page): Promise<void> {
  await button(page, '保存草稿').click();
  await page.getByText('以下部分已修改、尚未保存').waitFor({ state: 'hidden' });
  await settled(page);
}

async function areaOf(page: Page, name: string) {
  const area = page.getByLabel(name, { exact: false }).and(page.locator('textarea'));
  if (!(await area.isVisible())) await page.locator('summary', { hasText: name }).first().click();
  return area;
}

async function section(page: Page, name: string, change: (value: Record<string, unknown>) => unknown) {
  const area = await areaOf(page, name);
  const now = JSON.parse(await area.inputValue()) as Record<string, unknown>;
  await area.fill(JSON.stringify(change(now), null, 2));
  await saveIt(page);
}
