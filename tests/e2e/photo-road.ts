import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { samplePhoto } from '../../local/demo/sample-files.ts';
import type { Demonstration } from './demonstration.ts';
import { enterSite, go, type Visitor, type Width } from './pages.ts';

/** An applicant's photo and signature as telephones give them: too large, turned, flat, too small, drawn over the edge. */

interface Road {
  demo: Demonstration;
  visit(width: Width, what: (page: Page, v: Visitor) => Promise<void>): Promise<void>;
}

const choose = (page: Page, name: string, bytes: Uint8Array, mimeType = 'image/jpeg') =>
  page.locator('#f-photo-file').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) });
const refused = (page: Page, name: string) => page.locator('.upload-state').getByText(name).waitFor();
const ready = (page: Page) => page.getByText('符合全部要求').waitFor();
const use = (page: Page) => page.getByRole('button', { name: '使用这张照片' }).click();
const good = (page: Page) => page.locator('.ruler.good').count();

export async function enterPhotoPage(page: Page, demo: Demonstration): Promise<void> {
  await enterSite(page, 'applicant.demo');
  await go(page, `/applications/${await demo.idOf('applicant.demo')}/photo`);
}

/** 12 megapixels on their side with EXIF orientation 6: red above blue once they are upright. */
async function telephonePhoto(): Promise<Uint8Array> {
  const grain = await sharp({
    create: {
      ...{ width: 504, height: 504, channels: 3, background: '#777' },
      noise: { type: 'gaussian', mean: 128, sigma: 24 },
    },
  })
    .png()
    .toBuffer();
  const half = (background: string) =>
    sharp({ create: { width: 2016, height: 3024, channels: 4, background } })
      .png()
      .toBuffer();
  return sharp({ create: { width: 4032, height: 3024, channels: 3, background: '#777' } })
    .composite([
      { input: grain, tile: true },
      { input: await half('#ff000080'), left: 0, top: 0 },
      { input: await half('#0000ff80'), left: 2016, top: 0 },
    ])
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer();
}

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();

/** Red, green and blue of the shown photo, at shares of its sides. */
const colourAt = (page: Page, x: number, y: number) =>
  page.evaluate(`(async () => {
    const image = document.querySelector('.photo-picture');
    await image.decode();
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    Object.assign(canvas, { width: 100, height: 100 });
    context.drawImage(image, 0, 0, 100, 100);
    return [...context.getImageData(${x * 100}, ${y * 100}, 1, 1).data];
  })()`) as Promise<[number, number, number, number]>;

/** R13–R19: the limits before anything is chosen, then what fits and what does not. */
export async function seeRulers({ demo, visit }: Road, width: Width): Promise<void> {
  const [fits, wide] = await Promise.all([
    samplePhoto('browser'),
    samplePhoto('browser', { width: 579, height: 413 }),
  ]);
  await visit(width, async (page, v) => {
    await enterPhotoPage(page, demo);
    await page.getByText('建议 30\u00a0721 至 999\u00a0999 字节').waitFor();
    expect([await page.locator('.ruler').count(), await page.locator('.ruler.bad').count()]).toEqual([4, 0]);
    await choose(page, 'wide.jpg', wide);
    await page.getByText('照片偏宽').waitFor();
    await ready(page);
    expect(await good(page)).toBe(4);
    expect(await v.violations()).toEqual([]);
    await v.picture('photo-helper');
    await choose(page, 'good.jpg', fits);
    await page.getByText('已更换照片').waitFor();
    expect(await good(page)).toBe(4);
    expect(await v.violations()).toEqual([]);
    await v.picture('photo');
  });
}

/** R14: what telephones give becomes a permitted photo, or is told what is needed. */
export async function makePhotosRight({ demo, visit }: Road): Promise<void> {
  const [phone, flat, small] = await Promise.all([
    telephonePhoto(),
    blank(600, 840),
    samplePhoto('s', { width: 166, height: 232 }),
  ]);
  expect([phone.length > 3_000_000, flat.length < 30_720]).toEqual([true, true]);
  await visit('phone', async (page) => {
    await enterPhotoPage(page, demo);

    await choose(page, 'small.jpg', small);
    await page.getByText('原照片只有 166×232 像素；要求的照片至少为 216×301 像素').waitFor();
    expect(await page.locator('.photo-stage').count()).toBe(0);

    await choose(page, 'flat.jpg', flat);
    await ready(page);
    await page.getByRole('button', { name: '放大' }).click();
    await expect.poll(() => zoomOf(page)).toBe('1.1 倍');
    await ready(page);
    await use(page);
    await page.getByText('由 flat.jpg 调整而成').waitFor();
    await page.getByText('已更换照片').waitFor();
    await page.getByRole('button', { name: '恢复原照片' }).click();
    await ready(page);
    expect(await zoomOf(page)).toBe('1.1 倍');

    await choose(page, 'IMG_0001.JPG', phone);
    await refused(page, 'IMG_0001.JPG');
    await ready(page);
    await adjust(page);
    await ready(page);
    await use(page);
    expect(await page.evaluate('document.activeElement.id')).toBe('f-photo');
    await page.getByText('由 IMG_0001.JPG 调整而成').waitFor();
    await page.getByText('已更换照片').waitFor();
    expect(await good(page)).toBe(4);
    const [top, bottom] = [await colourAt(page, 0.5, 0.1), await colourAt(page, 0.5, 0.9)];
    expect([top[0] > top[2], bottom[2] > bottom[0]]).toEqual([true, true]);

    await page.getByRole('button', { name: '下一步' }).click();
    await page.waitForURL(/\/commitment$/);
  });
}

const zoomOf = (page: Page) => page.locator('.photo-zoom input').getAttribute('aria-valuetext');

/** Two fingers, then keys, then a button: each has its effect on the frame. */
async function adjust(page: Page): Promise<void> {
  const stage = page.locator('.photo-stage');
  await stage.scrollIntoViewIfNeeded();
  const box = await stage.boundingBox();
  if (!box) throw new Error('no stage');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const cdp = await page.context().newCDPSession(page);
  const fingers = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...apart: number[]) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: apart.flatMap((by) => [
        { x: x - by, y, id: 1 },
        { x: x + by, y, id: 2 },
      ]),
    });
  await fingers('touchStart', 30);
  await fingers('touchMove', 45);
  await fingers('touchMove', 60);
  await fingers('touchEnd');
  await expect.poll(() => zoomOf(page)).toBe('2.0 倍');
  await stage.focus();
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect.poll(() => zoomOf(page)).toBe('1.7 倍');
  await page.keyboard.press('0');
  await expect.poll(() => zoomOf(page)).toBe('1.0 倍');
  await page.getByRole('button', { name: '放大' }).click();
  await expect.poll(() => zoomOf(page)).toBe('1.1 倍');
}

/** R22: drawn upright, one stroke over the edge; turned; one stroke taken back; signed. */
export async function signTurned({ demo, visit }: Road): Promise<void> {
  await visit('phone', async (page, v) => {
    await enterSite(page, 'applicant.demo');
    await go(page, `/applications/${await demo.idOf('applicant.demo')}/commitment`);
    await page.getByRole('button', { name: '重新签署' }).click();
    await page.getByRole('link', { name: '在本机签署' }).click();
    await page.locator('.signature-canvas').scrollIntoViewIfNeeded();
    await draw(page, [0.1, 0.3], [0.4, 0.3]);
    await draw(page, [0.25, 0.15], [0.2, 0.85]);
    await draw(page, [0.5, 0.5], [0.97, 0.5]);
    const upright = await inkOf(page);
    await v.picture('signature');
    await page.setViewportSize({ width: 844, height: 390 });
    await expect.poll(() => inkOf(page)).toEqual(upright);
    await page.locator('.signature-canvas').scrollIntoViewIfNeeded();
    await draw(page, [0.5, 0.7], [0.5, 1.4]);
    expect((await inkOf(page)).bottom).toBe(10);
    await page.getByRole('button', { name: '撤销' }).click();
    expect(await inkOf(page)).toEqual(upright);
    await page.getByRole('button', { name: '重写' }).click();
    expect(await inkOf(page)).toEqual({ left: 10, top: 10, right: 0, bottom: 0 });
    await page.getByRole('button', { name: '撤销' }).click();
    expect(await inkOf(page)).toEqual(upright);
    expect(await v.violations()).toEqual([]);
    await page.getByRole('button', { name: '签署', exact: true }).click();
    await page.getByText('签署成功').waitFor();
  });
}

/** A line in shares of the frame; it may leave it. */
async function draw(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const box = await page.locator('.signature-canvas').boundingBox();
  if (!box) throw new Error('no frame');
  const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 8 });
  await page.mouse.up();
}

/** Where ink stands, in tenths of the frame. */
const inkOf = (page: Page) =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('.signature-canvas');
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    const found = { left: 1, top: 1, right: 0, bottom: 0 };
    for (let i = 3, n = 0; i < data.length; i += 4, n += 1) {
      if (data[i] < 128) continue;
      const [x, y] = [(n % width) / width, Math.floor(n / width) / height];
      found.left = Math.min(found.left, x);
      found.right = Math.max(found.right, x);
      found.top = Math.min(found.top, y);
      found.bottom = Math.max(found.bottom, y);
    }
    return Object.fromEntries(Object.entries(found).map(([side, share]) => [side, Math.round(share * 10)]));
  })()`) as Promise<{ left: number; top: number; right: number; bottom: number }>;
