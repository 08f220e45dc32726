import { describe, expect, it } from 'vitest';
import { inSection } from '../../../web/admin/plans/plan-words.ts';
import { documentOf, sectionsOf } from '../../../web/admin/plans/sections.ts';
import { hangzhouEngineer2020 as plan } from '../../fixtures/plans.ts';

describe('G1: a plan in its editor', () => {
  it('is the same document again, section by section', () => {
    expect(documentOf(sectionsOf(plan))).toEqual({ ok: true, document: JSON.parse(JSON.stringify(plan)) });
  });

  it('shows a section that is missing as an empty one, and leaves an empty one out', () => {
    const { fee: _fee, ...poor } = plan;
    const sections = sectionsOf(poor);
    expect(sections.fee).toBe('');
    expect(documentOf(sections)).toEqual({ ok: true, document: JSON.parse(JSON.stringify(poor)) });
  });

  it('says of each section why its text is no JSON', () => {
    const read = documentOf({ ...sectionsOf(plan), fee: '{', photo: 'x' });
    expect(read.ok ? [] : Object.keys(read.wrong).sort()).toEqual(['fee', 'photo']);
  });

  it('has what is amiss beside its section', () => {
    const at = (field: string) => ({ code: 'X', field }) as never;
    const all = [at('/stages/3/minWorkingDays'), at('/stages'), at('/stagesX'), at('')];
    expect(inSection(all, 'stages')).toHaveLength(2);
  });
});
