import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HolidayCalendar } from '../../../shared/contracts/calendar.ts';
import { computeWindow } from '../../../shared/rules/publicity/window.ts';
import { shownText } from '../../../web/admin/desk/decide/correction-words.ts';
import { attachmentPath } from '../../../web/admin/desk/decide/return-draft.ts';
import { dictionaries } from '../../../web/kit/i18n.ts';
import { workingMorning } from '../../../web/local/clock.tsx';
import { daysOf } from '../../../web/public/day-strip.tsx';
import { nationalCalendars } from '../../fixtures/plans.ts';

/** What the pages of desks and of the public work out by themselves. */

const calendar = nationalCalendars.find((one) => one.id === 'cn-2020-11-25') as HolidayCalendar;

describe('the strip of a publicity period (K1, §9)', () => {
  it('K1: 2020-09-25: a working Sunday counts, the long holiday does not', () => {
    const window = computeWindow({
      publishedAt: '2020-09-25T02:00:00.000Z',
      workingDays: 5,
      countStartDay: false,
      calendar,
    });
    const days = daysOf(window);
    expect(days[0]).toEqual({ date: '2020-09-25', kind: 'PUBLISHED', n: 0 });
    expect(days.at(-1)).toEqual({ date: '2020-10-09', kind: 'COUNTED', n: 5 });
    expect(days.filter((day) => day.kind === 'COUNTED').map((day) => day.date)).toEqual(window.countedDays);
    expect(days.find((day) => day.date === '2020-09-27')).toMatchObject({ kind: 'COUNTED' });
    expect(days.filter((day) => day.kind === 'FREE')).toHaveLength(9);
  });
});

describe('the local clock (K3)', () => {
  it('K3: goes to nine in the morning of the next working day, and nowhere in a year whose notice is not out', () => {
    expect(workingMorning('2020-09-30T03:00:00.000Z', calendar)).toBe('2020-10-09T01:00:00.000Z');
    expect(workingMorning('2021-12-31T03:00:00.000Z', calendar)).toBeUndefined();
  });
});

describe('what a return names (C9)', () => {
  it('C9: one of several documents is named by all of them, as the rules read it', () => {
    expect(attachmentPath({ code: 'A1' })).toBe('/attachments/A1');
    expect(attachmentPath({ code: 'A1f', oneOf: ['A1f', 'A1g'] })).toBe('/attachments/A1f|A1g');
  });
});

describe('what a correction changes (D16)', () => {
  it('D16: codes and dates are told in words, a text as it is', () => {
    expect(shownText('/person/idKind', 'RESIDENT_ID')).toBe('居民身份证');
    expect(shownText('/person/gender', 'FEMALE')).toBe('女');
    expect(shownText('/person/birthDate', '1990-05-12')).toBe('1990年5月12日');
    expect(shownText('/person/gender', '')).toBe('—');
    expect(shownText('/person/unit/name', 'PASSPORT')).toBe('PASSPORT');
  });
});

describe('words of the console, of the public pages and of the local page', () => {
  const web = join(import.meta.dirname, '../../../web');
  const modules = ['admin', 'public', 'local'].flatMap((folder) =>
    readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)main\.tsx$/.test(name))
      .map((name) => join(web, folder, name)),
  );
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

  it('G5: each is there in both languages with the same places, English is English, and nothing is shouted', async () => {
    for (const file of modules) await import(/* @vite-ignore */ file);
    expect(dictionaries.length).toBeGreaterThan(40);
    for (const messages of dictionaries) {
      for (const [key, [zh, en]] of Object.entries(messages)) {
        expect(zh.trim() && en.trim(), key).not.toBe('');
        expect(places(en), key).toEqual(places(zh));
        expect(en, key).not.toMatch(/[\u4e00-\u9fff]/);
        expect(`${zh}${en}`, key).not.toMatch(/[!！]/);
      }
    }
  }, 60_000);
});
