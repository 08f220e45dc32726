import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { fieldId } from '../../web/kit/findings.ts';
import { fieldsOfDataPage } from '../fixtures/data-page.ts';
import { hangzhouEngineer2020 } from '../fixtures/plans.ts';
import type { Demonstration } from './demonstration.ts';
import { enterSite, go, type Visitor, type Width } from './pages.ts';

/** The page “填写申报信息” of the seeded draft, with what people type. */

interface Stage {
  demo: Demonstration;
  visit(width: Width, what: (page: Page, v: Visitor) => Promise<void>): Promise<void>;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function day(page: Page, name: string, ...parts: string[]): Promise<void> {
  for (const [i, part] of ['year', 'month', 'day'].entries())
    await page.locator(`#f-${name}-${part}`).fill(parts[i] ?? '');
}

/** A day that is none, a post before the birth, characters that may not stay or cannot be printed. */
export async function typeNonsense({ demo, visit }: Stage): Promise<void> {
  await visit('desktop', async (page, v) => {
    await enterSite(page, 'applicant.demo');
    const base = `/applications/${await demo.idOf('applicant.demo')}`;
    await go(page, `${base}/data`);
    await press(page, '添加工作经历');
    await day(page, 'work-1-period-from', '2020', '2', '31');
    await day(page, 'appointment-periods-0-from', '1955', '1', '1');
    await page.locator('#f-workStatement').fill('\uf0d8 负责\u202e施工');
    await press(page, '删去不能使用的字符');
    await page.getByText('U+F0D8（第 1 字，可改为“•”）').waitFor();
    await press(page, '替换为可打印的字符');
    expect(await page.locator('#f-workStatement').inputValue()).toBe('• 负责施工');
    expect(await page.locator('#f-workStatement-count').textContent()).toContain('已写 5 字');
    await press(page, '下一步');
    const summary = page.getByRole('alert');
    await summary.getByText('没有这一天').waitFor();
    const links = await summary
      .getByRole('link')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(links).toEqual(
      ['appointment-periods-0-from', 'work-1-unitName', 'work-1-post', 'work-1-period-from'].map(
        (one) => `#f-${one}`,
      ),
    );
    expect(await v.violations()).toEqual([]);
    await summary.getByRole('link').first().click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-appointment-periods-0-from-year');
    const { data } = (await demo.viewOf('applicant.demo')).declaration;
    const names = fieldsOfDataPage(hangzhouEngineer2020, { ...data, selfEvaluation: undefined });
    const there = await page.evaluate(() => [...document.querySelectorAll('[id^=f-]')].map((one) => one.id));
    const asked = names.filter(
      (name) => !/^(selfEvaluation|recommenders|established|pointReason)/.test(name),
    );
    expect(asked.map(fieldId).filter((id) => !there.includes(id))).toEqual([]);
    await day(page, 'educations-0-graduated', '19', '7');
    await page.reload();
    await expect.poll(() => page.locator('#f-work-1-period-from-day').inputValue()).toBe('31');
    // Half a date is kept as it was typed.
    expect(await page.locator('#f-educations-0-graduated-year').inputValue()).toBe('19');
    expect(await page.locator('#f-educations-0-graduated-month').inputValue()).toBe('7');
  });
}

/** ２０２０ as an input method builds it up. */
export async function composeYear({ demo, visit }: Stage): Promise<void> {
  await visit('phone', async (page) => {
    await enterSite(page, 'applicant.demo');
    await go(page, `/applications/${await demo.idOf('applicant.demo')}/data`);
    const year = page.locator('#f-educations-0-from-year');
    await year.fill('');
    await year.click();
    const keyboard = await page.context().newCDPSession(page);
    for (const text of ['２', '２０', '２０２', '２０２０'])
      await keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await keyboard.send('Input.insertText', { text: '２０２０' });
    await expect.poll(() => year.inputValue()).toBe('2020');
  });
}
