import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { enterConsole, go, type Visitor, type Width } from './pages.ts';

/** D34: told before a sign-in ends because nobody is there; signed in again beside the page, which keeps what was typed. */

interface Tools {
  visit(width: Width, what: (page: Page, v: Visitor) => Promise<void>, alsoExpected?: RegExp): Promise<void>;
}

const MINUTES = 3;
const text = '尚未保存的内容';

/** The local stage has no limit, for its clock is moved by days: the API's answers are given another one here. */
async function withLimit(page: Page): Promise<{ end(): void }> {
  let over = false;
  await page.route('**/v1/staff/me', async (route) => {
    if (over) {
      over = false;
      const errors = [{ code: 'SIGN_IN_IDLE', severity: 'error', message: '本次登录已结束', rule: 'D34' }];
      const problem = { type: 'about:blank', title: '请先登录', status: 401, code: 'AUTH', errors };
      return route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: JSON.stringify(problem),
      });
    }
    const answer = await route.fetch();
    return route.fulfill({ response: answer, json: { ...(await answer.json()), idleMinutes: MINUTES } });
  });
  return {
    end: () => {
      over = true;
    },
  };
}

/** The browser logs what a sign-in that has ended is answered. */
const signedOut = /Failed to load resource: .* 401/;

export const leftAlone = ({ visit }: Tools): Promise<void> =>
  visit(
    'desktop',
    async (page, v) => {
      await enterConsole(page, '工作人员', 'office.all');
      const limit = await withLimit(page);
      await page.clock.install();
      await go(page, '/admin/publicities/new');
      const field = page.locator('main input[type=text], main input:not([type])').first();
      await field.fill(text);
      const told = page.locator('dialog[open]');
      expect(await told.count()).toBe(0);
      await page.clock.fastForward((MINUTES - 1) * 60_000);
      await told.getByRole('heading', { name: '即将结束登录' }).waitFor();
      expect(await v.violations()).toEqual([]);
      await told.getByRole('button', { name: '继续工作' }).click();
      await told.waitFor({ state: 'hidden' });
      limit.end();
      await page.clock.fastForward(60_000);
      await told.getByRole('heading', { name: '登录已结束' }).waitFor();
      expect(await field.inputValue()).toBe(text);
      const [again] = await Promise.all([
        page.waitForEvent('popup'),
        told.getByRole('button', { name: '重新登录' }).click(),
      ]);
      await again.waitForURL(/\/idp\//);
      await again.locator('#login').fill('office.all');
      await again.getByRole('button', { name: '登录', exact: true }).click();
      await told.waitFor({ state: 'hidden' });
      expect(await field.inputValue()).toBe(text);
      // The page asks for itself once more as it goes: no answer may be left half given.
      await page.unrouteAll({ behavior: 'wait' });
    },
    signedOut,
  );
