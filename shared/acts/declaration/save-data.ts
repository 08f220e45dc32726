import type { Finding } from '../../contracts/finding.ts';
import { withKeptAnswers } from '../../rules/declaration/answers.ts';
import { checkStep } from '../../rules/declaration/steps.ts';
import { getUnitRecord } from '../../store/units.ts';
import type { Deps } from '../base/deps.ts';
import { sameContent } from '../base/edit.ts';
import { loadOwn, type OwnApplication, stepContextOf } from './own-application.ts';
import { type AskedPage, openStep, type PageDeps, savePage, standingPage } from './save-page.ts';

/** Page 3 (R25–R36): saved as it is, what is still amiss comes back with it. A draft follows the profile’s unit (R58). */
export const saveData = (deps: PageDeps, applicationId: string, asked: AskedPage<'DataStepBody'>) =>
  savePage(deps, { applicationId, step: 'DATA', act: 'SAVE_DATA' }, asked, async (own) => {
    const seen = await followUnit(deps, own);
    const declaration = { ...own.declaration, data: withKeptAnswers(seen.plan, asked.body) };
    const { unit } = seen;
    const moved = unit && unit !== own.unit ? { unit: { uscc: unit.uscc, name: unit.name } } : {};
    return { own: seen, declaration, ...moved };
  });

/**
 * What the rules have against data whose form is wrong as well; places are those of the body.
 * @throws {ProblemError} as saving does, when the page cannot be saved at all
 */
export async function dataProblems(
  deps: PageDeps,
  applicationId: string,
  { principal, body, now }: AskedPage<'DataStepBody'>,
): Promise<Finding[]> {
  const loaded = await loadOwn(deps, applicationId, principal, now);
  openStep(loaded, loaded.application.version, 'DATA');
  const own = await followUnit(deps, loaded);
  const declaration = { ...own.declaration, data: withKeptAnswers(own.plan, body) };
  return checkStep('DATA', own.plan, declaration, stepContextOf(own, declaration))
    .filter((one) => one.severity === 'error')
    .map((one) => (one.field ? { ...one, field: one.field.replace(/^\/data\//, '/') } : one));
}

export const standingData = (deps: PageDeps, applicationId: string, asked: AskedPage<'DataStepBody'>) =>
  standingPage(deps, applicationId, asked, ({ data }, plan) =>
    sameContent(data, withKeptAnswers(plan, asked.body)),
  );

/** While it is a draft, the declaration goes through the profile's current unit (R58); after that it stays. */
async function followUnit(deps: Pick<Deps, 'table'>, own: OwnApplication): Promise<OwnApplication> {
  const uscc = own.profile?.currentUnit;
  if (own.application.stage !== 'DRAFT' || !uscc || uscc === own.unit?.uscc) return own;
  const unit = await getUnitRecord(deps.table, uscc);
  return unit?.status === 'BOUND' ? { ...own, unit } : own;
}
