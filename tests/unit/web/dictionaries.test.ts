import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { defineMessages, dictionaries, fill, lang, say } from '../../../web/kit/i18n.ts';

const web = join(import.meta.dirname, '../../../web');
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

/** Every module of the sections but the ones that start a page. */
const modulesOf = (folder: string): string[] =>
  readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)(main|mount)\.tsx$/.test(name))
    .map((name) => join(web, folder, name));

describe('words of the pages', () => {
  beforeAll(async () => {
    for (const file of [...modulesOf('kit'), ...modulesOf('apply')]) await import(/* @vite-ignore */ file);
  }, 60_000);

  test('every text is there in Chinese and in English, with the same places to fill in', () => {
    expect(dictionaries.length).toBeGreaterThan(20);
    for (const messages of dictionaries) {
      for (const [key, [zh, en]] of Object.entries(messages)) {
        expect(zh.trim(), key).not.toBe('');
        expect(en.trim(), key).not.toBe('');
        expect(placesOf(en), key).toEqual(placesOf(zh));
      }
    }
  });

  test('English is English, and nothing is shouted', () => {
    for (const messages of dictionaries) {
      for (const [key, [zh, en]] of Object.entries(messages)) {
        expect(en, key).not.toMatch(/[\u4e00-\u9fff]/);
        expect(`${zh}${en}`, key).not.toMatch(/[!！]/);
      }
    }
  });
});

describe('languages', () => {
  test('a text follows the chosen language; a text without English stays Chinese', () => {
    const t = defineMessages({ left: ['还有 {n} 天', '{n} days left'] });
    lang.value = 'zh';
    expect(t('left', { n: 4 })).toBe('还有 4 天');
    lang.value = 'en';
    expect(t('left', { n: 4 })).toBe('4 days left');
    expect(say({ zh: '建筑工程' })).toBe('建筑工程');
    expect(say({ zh: '建筑工程', en: 'Building' })).toBe('Building');
    lang.value = 'zh';
    expect(say({ zh: '建筑工程', en: 'Building' })).toBe('建筑工程');
  });

  test('a place without a value stays visible', () => {
    expect(fill('{a} 和 {b}', { a: 1 })).toBe('1 和 {b}');
  });
});
