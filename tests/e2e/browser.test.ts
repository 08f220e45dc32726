import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationCalendar } from '../../local/demo/made-up.ts';
import { walk as walkCommitteeRoad } from './committee-road.ts';
import { composeYear, typeNonsense } from './data-page.ts';
import { type Demonstration, demonstrationAt } from './demonstration.ts';
import {
  enterConsole,
  enterSite,
  go,
  launchBrowser,
  settled,
  type Visitor,
  visitor,
  type Width,
  widths,
} from './pages.ts';
import { peopleRoads } from './people-road.ts';
import { makePhotosRight, seeRulers, signTurned } from './photo-road.ts';
import { planRoads } from './plan-road.ts';
import { type Stack, startStack } from './stack.ts';
import { returnEverything, saveWithoutUnit, withdrawWithoutReason } from './told-road.ts';
import { tours } from './tours.ts';
import { correct } from './two-persons.ts';
import * as twoTabs from './two-tabs.ts';
import { archivePage, photoPage } from './uploads.ts';

/** The pages as people use them: a real browser, a real sign-in, the whole local stack with its demonstration data. */

let stack: Stack;
let browser: Browser;
let demo: Demonstration;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  demo = demonstrationAt(stack.origin);
});

afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

/**
 * A 404 is an answer that pages expect where something is not there yet, a 412 where it was saved elsewhere meanwhile, a 409
 * where something stands in the way, a 422 where something is to be mended; the browser logs them all the same.
 */
const expected = /Failed to load resource: .* (404|409|412|422)/;

/** One person at one screen; whatever the browser complains about fails the test. */
async function visit(
  width: Width,
  what: (page: Page, v: Visitor) => Promise<void>,
  alsoExpected?: RegExp,
): Promise<void> {
  const v = await visitor(browser, stack.origin, width);
  try {
    await what(v.page, v);
    const unexpected = v.errors.filter((line) => !expected.test(line) && !alsoExpected?.test(line));
    expect(unexpected).toEqual([]);
  } finally {
    await v.close();
  }
}

const atConsole = (width: Width, login: string, what: (page: Page, v: Visitor) => Promise<void>) =>
  visit(width, async (page, v) => {
    await enterConsole(page, login.startsWith('unit.') ? '用人单位账号' : '工作人员', login);
    await what(page, v);
  });

const toast = (page: Page, text: string | RegExp) =>
  page.locator('.toast').filter({ hasText: text }).waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const dialog = (page: Page) => page.locator('dialog[open]');
const confirm = (page: Page, name: string | RegExp) =>
  dialog(page).getByRole('button', { name }).first().click();

describe.each(Object.keys(widths) as Width[])('every page at %s width', (width) => {
  it.each(tours)(
    '$who: nothing in the console, nothing serious for axe, nothing off the screen',
    async (tour) => {
      await visit(width, async (page, v) => {
        await tour.enter(page);
        for (const path of tour.paths) {
          await go(page, path);
          expect(await v.violations()).toEqual([]);
          const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect(`${path} ${over}`).toBe(`${path} 0`);
        }
      });
    },
  );

  it('pictures of the first pages', async () => {
    await visit(width, async (page, v) => {
      await enterSite(page, 'applicant.second');
      await settled(page);
      await v.picture('home');
    });
    await atConsole(width, 'point.P330106', async (page, v) => {
      await go(page, `/admin/desk/${await demo.idOf('applicant.point-1')}`);
      await page.locator('.file-picture').first().waitFor();
      await v.picture('desk');
    });
    await visit(width, async (page, v) => {
      await go(page, `/public/notices/${await demo.notice()}`);
      await v.picture('notice');
      await go(page, '/local/');
      await v.picture('local');
    });
  });
});

describe('nobody', () => {
  it.each(['/nowhere', '/admin/nowhere', '/public/nowhere'])(
    'is told that %s is no page, and not asked to sign in for it',
    async (path) => {
      await visit('phone', async (page, v) => {
        await go(page, path);
        await page.getByText('没有找到').waitFor();
        expect(new URL(page.url()).pathname).toBe(path);
        expect(await page.getByRole('button', { name: /账号|登录，/ }).count()).toBe(0);
        expect(await v.violations()).toEqual([]);
      });
    },
  );
});

describe('an applicant', () => {
  it('R3: saves the profile', async () => {
    await visit('phone', async (page) => {
      await enterSite(page, 'applicant.demo');
      await go(page, '/profile');
      await page.locator('#f-email').fill('demo@example.org');
      await press(page, '保存');
      await toast(page, '已保存');
    });
  });

  it.each(Object.keys(widths) as Width[])(
    'R13–R19: sees what is asked of a photo, and what a photo has, %s',
    (width) => seeRulers({ demo, visit }, width),
  );

  it('R14, R17–R19: makes the photos of a telephone right, or is told that a larger one is needed', () =>
    makePhotosRight({ demo, visit }));

  it('R22: signs, turns the telephone, and nothing of the signature is lost', () =>
    signTurned({ demo, visit }));
});

describe('files as people have them', () => {
  it('D12, D13: the photo page names an AVIF, survives a file that is gone, takes an oddly written JPEG', async () => {
    await photoPage({ demo, visit });
  });

  it('D13: PDFs get the verdict of the inspection on the page, and names of ours', async () => {
    await archivePage({ demo, visit });
  });
});

describe('the data page', () => {
  it('R25, R49, D15: what is wrong is told where it is typed, all at once, each with a link to its field', async () => {
    await typeNonsense({ demo, visit });
  });

  it('R25: an input method composes a year in full width', async () => {
    await composeYear({ demo, visit });
  });
});

describe('what stands in the way is told, with the way to it', () => {
  it('R4, R6: an achievement saved without a unit: kept, the reason said, a link to the very field', () =>
    saveWithoutUnit({ demo, visit, atConsole }));

  it('C11: a withdrawal without a reason says what is missing', () =>
    withdrawWithoutReason({ demo, visit, atConsole }));
});

describe('an employing unit', () => {
  it('R6: approves an achievement', async () => {
    await atConsole('phone', 'unit.demo', async (page) => {
      await go(page, '/admin/unit/archive');
      await page.getByRole('button', { name: '审查通过' }).first().click();
      await confirm(page, '审查通过');
      await toast(page, '已办理');
    });
  });

  it('R58, L9: recommends by the keyboard, and not without an opinion', async () => {
    await atConsole('desktop', 'unit.demo', async (page) => {
      await go(page, `/admin/unit/applications/${await demo.idOf('applicant.second')}`);
      await page.locator('.decision-bar').waitFor();
      await page.keyboard.press('a');
      await confirm(page, '推荐');
      await dialog(page).getByRole('alert').waitFor();
      await dialog(page).locator('#f-opinion').fill('材料属实，同意推荐。');
      await confirm(page, '推荐');
      await toast(page, '已办理');
    });
    expect(await demo.stageOf('applicant.second')).toBe('UNIT_PUBLICITY');
  });
});

describe('one person, one form, two windows: nothing is hidden, overwritten or lost', () => {
  let tabs: twoTabs.Tabs;

  beforeAll(async () => {
    tabs = await twoTabs.open(browser, demo);
  });

  afterAll(() => tabs.close());

  it.each(twoTabs.forms)('%s', async (_, walk) => {
    await walk(tabs);
    expect(tabs.errors().filter((line) => !expected.test(line))).toEqual([]);
  });
});

describe('desks', () => {
  it('R1: the point accepts with the key a, and the next file is already there', async () => {
    const first = await demo.idOf('applicant.point-1');
    await atConsole('desktop', 'point.P330106', async (page) => {
      await go(page, `/admin/desk/${first}`);
      await page.locator('.decision-bar').waitFor();
      await page.keyboard.press('?');
      await dialog(page).getByText('键盘操作').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('a');
      await dialog(page).waitFor();
      await page.keyboard.press('Enter');
      await toast(page, '已办理');
      await page.waitForURL(/\/admin\/desk\/(?!.*undefined).+/);
      expect(page.url()).not.toContain(first);
    });
    expect(await demo.stageOf('applicant.point-1')).toBe('DISTRICT_REVIEW');
  });

  it('L11, C9: the point returns with everything at once; the applicant is told what to correct', () =>
    returnEverything({ demo, visit, atConsole }));

  it('R8: the point opens and accepts a letter of authorisation', async () => {
    await atConsole('phone', 'point.P330106', async (page) => {
      await go(page, '/admin/letters');
      await press(page, '通过，绑定单位');
      await confirm(page, '通过，绑定单位');
      await toast(page, '已办理');
    });
  });

  it('V2: the full identity number is shown for a purpose, and that is on record', async () => {
    await atConsole('desktop', 'district.330106', async (page) => {
      await go(page, `/admin/desk/${await demo.idOf('applicant.district-1')}`);
      await press(page, '查看完整证件号码');
      await dialog(page).locator('#f-purpose').fill('核对学历证书上的证件号码');
      await confirm(page, '查看完整证件号码');
      await expect.poll(() => page.locator('.figures-inline').textContent()).toMatch(/^\d{17}[\dX]$/);
      await page.keyboard.press('a');
      await dialog(page).waitFor();
      await page.keyboard.press('Enter');
      await toast(page, '已办理');
    });
    expect(await demo.stageOf('applicant.district-1')).toBe('PAYMENT_DUE');
  });

  it('C16: a scan of something else says so at once', async () => {
    await atConsole('phone', 'point.P330106', async (page) => {
      await go(page, '/admin/scan');
      await page.locator('#f-barcodes-0').fill('6901234567892');
      await page.getByText('不是评审表的条码').waitFor();
      await press(page, '扫码登记');
      await page.getByRole('alert').waitFor();
    });
  });
});

describe('a correction after the payment', () => {
  it('D16, D26: by the keyboard, two persons at desks, then two with telephones', async () => {
    const account = 'applicant.office-2';
    const at = { demo, atConsole };
    await correct(at, 'desktop', { account, persons: ['office.all', 'office.all.2'], name: '更名甲' });
    const persons = ['point.P330106', 'district.330106'] as const;
    await correct(at, 'phone', { account, persons, name: '更名乙' });
  });
});

describe('the office', () => {
  it('R63: audits, prepares a list, and another person opens it', async () => {
    await atConsole('desktop', 'office.all', async (page) => {
      await go(page, `/admin/desk/${await demo.idOf('applicant.office-1')}`);
      await page.locator('.decision-bar').waitFor();
      await page.keyboard.press('a');
      await dialog(page).waitFor();
      await page.keyboard.press('Enter');
      await toast(page, '已办理');
      await go(page, '/admin/publicities/new');
      await page.locator('#f-title').fill('第二批评前公示（演示数据）');
      await page.getByRole('checkbox', { name: '全选' }).check();
      await press(page, '拟定公示（1 人）');
      await dialog(page).getByText('共 1 人').waitFor();
      await confirm(page, '拟定公示');
      await page.getByText('已拟定，列入 1 人').waitFor();
    });
    await atConsole('phone', 'office.all.2', async (page) => {
      await go(page, '/admin/publicities');
      await press(page, '发布公示');
      await dialog(page).getByText('此操作不能撤回').waitFor();
      await confirm(page, '发布公示');
      await toast(page, '公示已发布');
    });
    await visit('phone', async (page) => {
      await go(page, '/public/');
      await page.getByRole('link', { name: '第二批评前公示（演示数据）' }).click();
      await page.locator('.strip-day.counted').nth(4).waitFor();
    });
  });

  it('R64, C15: anybody objects to a name on the list; the office looks into it', async () => {
    const { applicationNo } = await demo.viewOf('applicant.notice-1');
    await visit('phone', async (page, v) => {
      await go(page, `/public/notices/${await demo.notice()}`);
      await press(page, '提出异议');
      await press(page, '提交异议');
      await page.getByRole('alert').waitFor();
      await page.locator('#f-applicationNo').fill(applicationNo ?? '');
      await page.locator('#f-objectorName').fill('王先生');
      await page.locator('#f-contact').fill('13800000000');
      await page.locator('#f-content').fill('该同志申报的工程项目并非由其担任技术负责人。');
      await press(page, '提交异议');
      await page.getByText('异议已收到').waitFor();
      expect(await v.violations()).toEqual([]);
      const receiptNo = (await page.getByText(/^YY-/).textContent()) ?? '';
      await page.getByRole('link', { name: '异议查询' }).last().click();
      await page.locator('#f-receiptNo').fill(receiptNo);
      await press(page, '查询');
      await page.getByRole('heading', { name: '没有查到' }).waitFor();
      await page.locator('#f-name').fill('王先生');
      await press(page, '查询');
      await page.getByRole('heading', { name: '正在核查' }).waitFor();
      expect(await v.violations()).toEqual([]);
    });
    await atConsole('desktop', 'office.all', async (page, v) => {
      await go(page, '/admin/objections');
      await page.getByText('并非由其担任技术负责人').waitFor();
      expect(await v.violations()).toEqual([]);
      await press(page, '异议不成立');
      await dialog(page).locator('#f-finding').fill('经核查，项目文件载明其为技术负责人。');
      await confirm(page, '异议不成立');
      await toast(page, '已办理');
    });
    expect(await demo.stageOf('applicant.notice-1')).toBe('PRE_PUBLICITY');
  });
});

describe('operations', () => {
  it('D9: one person loads a calendar, another confirms the same content', async () => {
    const year = Number((await demo.now()).slice(0, 4)) + 2;
    const text = JSON.stringify(demonstrationCalendar(year, (await demo.now()).slice(0, 10)));
    const load = (login: string, says: string) =>
      atConsole('desktop', login, async (page) => {
        await go(page, '/admin/calendar');
        await page.locator('#f-calendar').fill(text);
        await page.getByText(`${year} 年：`).first().waitFor();
        await press(page, '提交载入');
        await confirm(page, '提交载入');
        await page.getByText(says).first().waitFor();
      });
    await load('ops.all', '请另一人载入同一份内容确认');
    await load('ops.all.2', '已生效');
  });
});

it.each(peopleRoads)('%s', (_, walk) => walk({ demo, stack, visit, atConsole }));

describe('the local console', () => {
  it('moves the clock by an hour; its mailbox, executions and accounts are there', async () => {
    await visit('desktop', async (page, v) => {
      await go(page, '/local/');
      const before = Date.parse(await demo.now());
      await press(page, '+1 小时');
      await toast(page, '时钟已移到');
      expect(Date.parse(await demo.now()) - before).toBeGreaterThan(3_500_000);
      for (const tab of ['流程执行', '演示账号', '短信和邮件']) {
        await page.getByRole('tab', { name: tab }).click();
        await page.locator('[role=tabpanel] .table tbody tr, [role=tabpanel] .messages li').first().waitFor();
        expect(await v.violations()).toEqual([]);
      }
    });
  });
});

describe('the committee, the authorities and the certificate', () => {
  it('B8, L13–L15, R66–R68: from the draw to a certificate that anybody can check', () =>
    walkCommitteeRoad({ demo, atConsole, visit }));
});

it.each(planRoads)('%s', (_, walk) => walk({ demo, visit, atConsole }));
