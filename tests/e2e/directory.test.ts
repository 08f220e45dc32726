import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  enterConsole,
  enterSite,
  go,
  launchBrowser,
  settled,
  type Visitor,
  visitor,
  type Width,
} from './pages.ts';
import { type Stack, startStack } from './stack.ts';

/** R28, L2: the directory changed in the console by two persons, and read by people who need it; on a stack of its own. */

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ empty: true }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

const expected = /Failed to load resource: .* (404|409|412|422)/;

async function visit(width: Width, what: (page: Page, v: Visitor) => Promise<void>): Promise<void> {
  const v = await visitor(browser, stack.origin, width);
  try {
    await what(v.page, v);
    expect(v.errors.filter((line) => !expected.test(line))).toEqual([]);
  } finally {
    await v.close();
  }
}

const dialog = (page: Page) => page.locator('dialog[open]');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const typed = (page: Page, name: string, text: string) =>
  dialog(page)
    .locator(`#f-${name.replaceAll('.', '-')}`)
    .fill(text);
const row = (page: Page, text: string) => page.locator('tbody tr').filter({ hasText: text }).first();

/** Everything is on the screen, and nothing is serious for axe. */
async function looksRight(page: Page, v: Visitor): Promise<void> {
  expect(await v.violations()).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
}

const PHONE = '0571-86660000';
const NEW = '杭州市智能建造高级评委会';

it('anybody asks which committee takes a specialty until when, and where material goes', async () => {
  for (const width of ['phone', 'desktop'] as const)
    await visit(width, async (page, v) => {
      await go(page, '/');
      await page.getByRole('link', { name: '哪个评委会受理我的专业，到何时' }).click();
      await settled(page);
      await page.getByLabel('专业（名称或代码）').fill('建筑工程');
      await page.getByLabel('级别').selectOption('MID');
      await press(page, '查找');
      await page.getByText('受理中').first().waitFor();
      expect(page.url()).toContain('specialty=');
      await looksRight(page, v);
      await page.getByLabel('级别').selectOption('SENIOR');
      await press(page, '查找');
      await page.getByText('目前没有评委会受理').waitFor();
      await page.getByText('级别不同').first().waitFor();
      await looksRight(page, v);
      await go(page, '/public/points?district=330106');
      await page.getByRole('heading', { name: '西湖区受理点' }).waitFor();
      await page.getByRole('link', { name: '0571-00000106' }).waitFor();
      await looksRight(page, v);
    });
});

it('R28, L2, D26: a point and a committee change in the console, by two persons; everybody sees it at once', async () => {
  let made = '';
  await visit('desktop', async (page, v) => {
    await enterConsole(page, '工作人员', 'ops.all');
    await go(page, '/admin/directories');
    await looksRight(page, v);
    await row(page, '杭州市').getByRole('link').click();
    await press(page, '由此版新建一版');
    await page.waitForURL(/\/directories\/330100\/2$/);
    made = new URL(page.url()).pathname;
    await settled(page);
    await row(page, '西湖区受理点').getByRole('button').click();
    await typed(page, 'phone', '12');
    await press(page, '保存到草稿');
    await page.getByText('以下 1 处更正后方可发布').waitFor();
    expect(await page.getByRole('button', { name: '提请发布' }).isDisabled()).toBe(true);
    await row(page, '西湖区受理点').getByRole('button').click();
    await typed(page, 'phone', PHONE);
    await typed(page, 'hours.zh', '工作日 9:00–17:00');
    await looksRight(page, v);
    await press(page, '保存到草稿');
    await page.getByText('检查未发现问题').waitFor();
    await press(page, '添加评委会');
    for (const [name, text] of [
      ['committeeId', 'HZ-SENIOR-1'],
      ['name.zh', NEW],
      ['series', '工程'],
      ['specialties', 'Z01 智能建造'],
      ['filingNo', '杭评备〔2026〕1号'],
      ['office.name.zh', '评委会办公室'],
      ['office.phone', '0571-86661111'],
      ['office.paperAddress.zh', '示例路 1 号'],
    ] as const)
      await typed(page, name, text);
    await dialog(page).locator('#f-level').selectOption('SENIOR');
    await dialog(page).locator('label', { hasText: '全市' }).click();
    await day(page, 'validFrom', await today(-30));
    await day(page, 'validTo', await today(700));
    await press(page, '保存到草稿');
    await row(page, NEW).waitFor();
    await page.getByText('检查未发现问题').waitFor();
    await looksRight(page, v);
    await press(page, '提请发布');
    await dialog(page).getByRole('button', { name: '提请发布' }).first().click();
    await page.getByText('待另一人确认').first().waitFor();
    expect(await page.getByRole('button', { name: '确认发布' }).count()).toBe(0);
  });
  await visit('phone', async (page, v) => {
    await enterConsole(page, '工作人员', 'office.all');
    await go(page, made);
    await page.getByText(`电话由“0571-00000106”改为“${PHONE}”`).waitFor();
    await page.getByText(`新增评委会“${NEW}”`).first().waitFor();
    await looksRight(page, v);
    await press(page, '确认发布');
    await dialog(page).getByRole('button', { name: '确认发布' }).first().click();
    await page.getByText('现行').first().waitFor();
    expect(await page.getByRole('button', { name: '保存生效日期' }).count()).toBe(0);
  });
  await visit('phone', async (page) => {
    await enterSite(page, 'applicant.demo');
    await go(page, '/plans/HZ-CONSTR-ENG-2020');
    await page.locator('summary', { hasText: '受理点与评委会办公室' }).click();
    await page.getByText(PHONE).waitFor();
    await go(page, '/public/points?district=330106');
    await page.getByRole('link', { name: PHONE }).waitFor();
    await page.getByText('工作日 9:00–17:00').waitFor();
    await go(page, '/public/committees?specialty=智能建造&level=SENIOR&region=330106');
    await page.getByRole('heading', { name: NEW }).waitFor();
    await page.getByText('受理中').first().waitFor();
  });
});

/** A civil date so many days from the stack's today. */
async function today(days: number): Promise<string> {
  const { now } = await stack.local<{ now: string }>('GET', 'clock');
  return new Date(Date.parse(now) + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
}

async function day(page: Page, name: string, date: string): Promise<void> {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  for (const [part, text] of Object.entries({ year, month, day: dayOfMonth }))
    await dialog(page).locator(`#f-${name}-${part}`).fill(text);
}
