import { signal } from '@preact/signals';

/** Chinese first, full English beside it. The chosen language is kept, and every page follows at once. */
export type Lang = 'zh' | 'en';

/** A text of the rules or of a plan: English may be missing where nobody wrote it (G5). */
export interface Said {
  readonly zh: string;
  readonly en?: string | undefined;
}

type Values = Readonly<Record<string, string | number>>;
/** Key → [中文, English]; both are demanded by the type, so that no key can miss a language. */
export type Messages = Readonly<Record<string, readonly [zh: string, en: string]>>;

const STORE = 'zp.lang';
/** Every dictionary of the loaded pages; the test of completeness reads it. */
export const dictionaries: Messages[] = [];

function remembered(): Lang {
  try {
    const asked = new URLSearchParams(globalThis.location?.search ?? '').get('lang');
    return (asked ?? globalThis.localStorage?.getItem(STORE)) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

export const lang = signal<Lang>(remembered());

export function setLang(next: Lang): void {
  lang.value = next;
  try {
    localStorage.setItem(STORE, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  tellDocument();
}

/** The document's language, for screen readers and fonts. */
export function tellDocument(): void {
  document.documentElement.lang = lang.value === 'zh' ? 'zh-CN' : 'en';
}

/** Puts values into `{name}` places; a place without a value stays visible, so that it is noticed. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** A typed dictionary: `t('save')`, `t('left', { n: 4 })`. Reading it inside a component subscribes to the language. */
export function defineMessages<M extends Messages>(messages: M) {
  dictionaries.push(messages);
  return (key: keyof M & string, values?: Values): string =>
    fill(messages[key]?.[lang.value === 'zh' ? 0 : 1] ?? key, values);
}

/** A bilingual text in the chosen language; Chinese where there is no English. */
export function say(text: Said | undefined): string {
  if (!text) return '';
  return lang.value === 'en' ? (text.en ?? text.zh) : text.zh;
}

/** Punctuation of the language: `名称：值`, `甲、乙`, `甲；乙`, `（注）`. */
export const named = (term: string, value: string): string => `${term}${colon()}${value}`;
export const colon = (): string => (lang.value === 'zh' ? '：' : ': ');
export const listed = (parts: readonly (string | undefined)[]): string =>
  parts.filter(Boolean).join(lang.value === 'zh' ? '、' : ', ');
export const aside = (text: string): string => (lang.value === 'zh' ? `（${text}）` : ` (${text})`);
