import { describe, expect, it } from 'vitest';
import { newApplication } from '../../../shared/rules/application/begin.ts';
import { requirementsOf } from '../../../shared/rules/declaration/attachment-check.ts';
import type { StepContext } from '../../../shared/rules/declaration/steps.ts';
import { applicationView } from '../../../shared/views/application.ts';
import { deskView } from '../../../shared/views/desk-file.ts';
import { whyOf } from '../../../shared/views/requirements.ts';
import { nationalCalendars } from '../../fixtures/plans.ts';
import { goodContext, goodDeclaration, plan } from '../rules/declaration/fixture.ts';

const now = '2020-09-01T02:00:00.000Z';
const { application } = newApplication(
  { applicationId: 'a', applicantId: 'p', applicantName: '赵某', unit: { uscc: 'U', name: '示例公司' } },
  { plan, now },
);
const calendar = nationalCalendars.at(-1)!;
const calendars = [{ calendar, from: '2000-01-01T00:00:00.000Z' }];
const common = { application, plan, calendar, calendars, now, events: [] };
const desk = { snapshot: goodDeclaration, person: undefined, achievements: [], files: [] };

describe('what is asked on screen', () => {
  it.each<[string, StepContext]>([
    ['nothing failed', goodContext],
    ['the fetch of insurance failed', { ...goodContext, fetch: { siFailed: true } }],
    ['the unit is not known', { ...goodContext, unit: undefined }],
  ])('%s: the same as in the checks', (_, steps) => {
    const asked = requirementsOf(plan, goodDeclaration, steps).required.map((r) => r.codes[0]);
    const own = applicationView({ ...common, declaration: goodDeclaration, steps });
    expect(own.requirements.map((r) => r.code)).toEqual(asked);
    const seen = deskView({ ...common, ...desk, unit: steps.unit, hrName: undefined, steps });
    expect(seen.requirements.map((r) => r.code)).toEqual(asked);
  });

  it('says why in the words of the plan', () => {
    const decision = { op: 'eq', asked: true, found: true, holds: true } as const;
    expect(whyOf(plan, [{ ...decision, fact: 'siFetchFailed' }]).zh).toBe('因为省内社保获取失败为“是”');
    expect(whyOf(plan, [])).toEqual({ zh: '所有申报人员均须提供', en: 'Everybody gives this' });
  });
});
