import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { AskedField } from '../../contracts/plan-fields.ts';
import { find } from './findings.ts';

/** The plan's own sections of the form: codes, references, and limits that something can meet (G3). */

const twice = (codes: readonly string[], field: string): Finding[] =>
  [...new Set(codes.filter((code, i) => codes.indexOf(code) !== i))].map((found) =>
    find('PLAN_CODE_TWICE', { field, found }),
  );

function lintBounds({ min, max }: { min?: number | undefined; max?: number | undefined }, field: string) {
  return min !== undefined && max !== undefined && min > max
    ? [find('PLAN_FIELD_BOUNDS', { field, found: min, allowed: max })]
    : [];
}

function lintField(plan: Plan, field: AskedField, at: string): Finding[] {
  const own = field.type === 'NUMBER' || field.type === 'ROWS' ? field : {};
  const limits = field.limits ?? [];
  const countable = field.type === 'NUMBER' || field.type === 'ROWS' || field.type === 'CHOICES';
  const most = field.type === 'CHOICES' ? { max: field.choices.length } : own;
  return [
    ...lintBounds(own, at),
    ...limits.flatMap((one, i) => lintBounds({ ...most, ...one }, `${at}/limits/${i}`)),
    ...(limits.length > 0 && !countable ? [find('PLAN_FIELD_UNCOUNTED', { field: `${at}/limits` })] : []),
    ...('choices' in field
      ? twice(
          field.choices.map((one) => one.code),
          `${at}/choices`,
        )
      : []),
    ...(field.type === 'ROWS' ? lintColumns(field, at) : []),
    ...(field.type === 'FILE' && !plan.attachments.documents.some((one) => one.code === field.document)
      ? [find('PLAN_REFERENCE', { field: `${at}/document`, found: field.document })]
      : []),
  ];
}

function lintColumns({ columns }: Extract<AskedField, { type: 'ROWS' }>, at: string): Finding[] {
  return [
    ...twice(
      columns.map((one) => one.code),
      `${at}/columns`,
    ),
    ...columns.flatMap((one, i) => [
      ...(one.type === 'NUMBER' ? lintBounds(one, `${at}/columns/${i}`) : []),
      ...(one.type === 'CHOICE'
        ? twice(
            one.choices.map((choice) => choice.code),
            `${at}/columns/${i}/choices`,
          )
        : []),
    ]),
  ];
}

export function lintSections(plan: Plan): Finding[] {
  const sections = plan.form.sections ?? [];
  return [
    ...twice(
      sections.map((one) => one.code),
      '/form/sections',
    ),
    // Answers are kept by the field's code alone.
    ...twice(
      sections.flatMap((one) => one.fields.map((field) => field.code)),
      '/form/sections',
    ),
    ...sections.flatMap((section, i) =>
      section.fields.flatMap((field, j) => lintField(plan, field, `/form/sections/${i}/fields/${j}`)),
    ),
  ];
}
