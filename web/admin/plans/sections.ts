import { planSections } from '../../../shared/rules/plan/sections.ts';
import { part } from '../../kit/draft.ts';
import { say } from '../../kit/i18n.ts';
import { type JsonFault, jsonFault } from './json-fault.ts';

/** A plan document as its editor has it: a JSON text a section, so that each is edited, merged and judged by itself. */

export type Sections = Readonly<Record<string, string>>;

export const sectionName = (section: string): string =>
  Object.hasOwn(planSections, section) ? say(planSections[section as keyof typeof planSections]) : section;

/** Sections that a document may well lack. */
const optional = ['$schema', 'status', 'season'];

/** One that is not there is empty, to be filled in. */
export function sectionsOf(document: Readonly<Record<string, unknown>>): Sections {
  const keys = Object.keys(planSections).filter((key) => !optional.includes(key) || key in document);
  return Object.fromEntries(
    [...new Set([...keys, ...Object.keys(document)])].map((key) => [
      key,
      key in document ? JSON.stringify(document[key], null, 2) : '',
    ]),
  );
}

/** The parts of the form that sections are, for what two windows changed. */
export const partsOf = (sections: Sections) =>
  Object.keys(sections).map((key) => part(key, () => sectionName(key)));

export type Composed =
  | { readonly ok: true; readonly document: Record<string, unknown> }
  | { readonly ok: false; readonly wrong: Readonly<Record<string, JsonFault>> };

/** The document again; or, by section, where its text stops being JSON. An empty section is left out of the document. */
export function documentOf(sections: Sections): Composed {
  const document: Record<string, unknown> = {};
  const wrong: Record<string, JsonFault> = {};
  for (const [key, text] of Object.entries(sections)) {
    if (text.trim() === '') continue;
    const fault = jsonFault(text);
    if (fault) wrong[key] = fault;
    else document[key] = JSON.parse(text);
  }
  return Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, document };
}
