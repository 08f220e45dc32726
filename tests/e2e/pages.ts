import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** A real browser on the pages: sign-in as people do it, errors of the console, accessibility, pictures. */

export const widths = { phone: 390, desktop: 1280 } as const;
export type Width = keyof typeof widths;

const executable =
  process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync) ?? '';
/** Runs inside the page through the debugger, which no CSP stops; nothing is injected into the document. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, '../../docs/screenshots');

/** Quiet start-up: no update, no sync, nothing to the network. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** One person at one screen. What the console complains about is kept. */
export interface Visitor {
  readonly page: Page;
  readonly width: Width;
  /** Errors of the console and uncaught exceptions so far. */
  readonly errors: string[];
  /** Serious and critical findings of axe (WCAG A to 2.2 AA) on what is shown now. */
  violations(): Promise<string[]>;
  /** Writes docs/screenshots/<name>-<width>.png when UPDATE_SCREENSHOTS=1. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function visitor(browser: Browser, origin: string, width: Width): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: widths[width], height: width === 'phone' ? 844 : 900 },
    ...(width === 'phone' ? { hasTouch: true, isMobile: true } : {}),
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors = listen(page);
  return {
    page,
    width,
    errors,
    violations: () => violations(page),
    picture: (name) => picture(page, name, width),
    close: () => closeAll(context),
  };
}

function listen(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  return errors;
}

/** Signs in on the embedded issuer's page, where the browser has been sent, and waits to be back. */
export async function signInAs(page: Page, login: string): Promise<void> {
  await page.waitForURL(/\/idp\//);
  await page.locator('#login').fill(login);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/idp/'));
  await page.getByRole('banner').waitFor();
}

/** The applicants' site as this person. */
export async function enterSite(page: Page, login: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: '登录，开始申报' }).click();
  await signInAs(page, login);
}

/** The console: the choice of the pool first. */
export async function enterConsole(
  page: Page,
  pool: '用人单位账号' | '工作人员',
  login: string,
): Promise<void> {
  await page.goto('/admin/');
  await page.getByRole('button', { name: pool }).click();
  await signInAs(page, login);
}

/** Goes to a place of the site and waits until it has something to show. */
export async function go(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/** Nothing is loading any more: no spinner, no request under way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main h2, main .state-title').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main [role=status] .spinner'));
  await page.waitForLoadState('networkidle');
}

interface AxeResult {
  violations: {
    id: string;
    impact: string | null;
    nodes: { target: unknown[]; failureSummary?: string }[];
  }[];
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const result = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )) as AxeResult;
  return result.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) =>
        `${new URL(page.url()).pathname} ${one.id}: ${one.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`).join(' | ')}`,
    );
}

async function picture(page: Page, name: string, width: Width): Promise<void> {
  if (process.env.UPDATE_SCREENSHOTS !== '1') return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}-${widths[width]}.png`) });
}

async function closeAll(context: BrowserContext): Promise<void> {
  await context.close();
}
