import { findings } from '../base/finding.ts';

/** Holiday calendars (K1, D9). */
export const find = /* @__PURE__ */ findings({
  CALENDAR_COUNT: {
    rules: ['D9'],
    zh: '{year}年有{found}个工作日，应在{min}至{max}之间，请核对通知',
    en: '{year} has {found} working days, expected {min} to {max}: please check against the notice',
  },
  CALENDAR_MAKEUP_DAY: {
    rules: ['D9'],
    zh: '{date}是周一至周五，不可能是调休上班日',
    en: '{date} is Monday to Friday: no make-up day can fall on it',
  },
  CALENDAR_FREE_DAY: {
    rules: ['D9'],
    zh: '{date}是周末，本就休息，不应另列为放假',
    en: '{date} is a weekend day, free anyway: do not list it as free',
  },
  CALENDAR_DAY_OUTSIDE: {
    rules: ['D9'],
    zh: '{date}不在所列年份内',
    en: '{date} is outside the years of this calendar',
  },
  CALENDAR_YEAR_TWICE: { rules: ['D9'], zh: '年份重复', en: 'a year is listed twice' },
  CALENDAR_HASH: { rules: ['D9'], zh: '校验值与内容不符', en: 'the checksum does not fit the content' },
  CALENDAR_TWO_PERSONS: {
    rules: ['D9'],
    zh: '节假日安排须由另一人核对后确认',
    en: 'Another person has to check and confirm the calendar',
  },
  CALENDAR_VERSION: {
    rules: ['K1'],
    zh: '该版本已存在，且内容不可更改；修订请使用新的版本号',
    en: 'That version exists and never changes; an amendment needs a version of its own',
  },
});
