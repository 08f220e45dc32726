import type { PreconditionAnswer } from '../../shared/contracts/declaration.ts';
import type { Plan } from '../../shared/contracts/plan.ts';
import { answerParts } from '../../shared/rules/declaration/preconditions.ts';
import { formatScore } from '../../shared/rules/plan/scoring.ts';
import { showLifeDate } from './format.ts';
import { listed, named, say } from './i18n.ts';
import { titleLevelName } from './words.ts';

/** What somebody answers to a precondition of the plan (D39), in one line: for the form, the desks, the experts. */
export function answerWords(plan: Plan, code: string, answer: PreconditionAnswer): string {
  const asked = plan.preconditions?.find((one) => one.code === code);
  const choices = asked?.kind === 'TITLE' ? asked.series : asked?.kind === 'EXAM' ? asked.exams : [];
  const chosen = (one: string | undefined) =>
    one && (say(choices.find((choice) => choice.code === one)?.names) || one);
  const until = answer.validUntil && named(say(answerParts.validUntil), showLifeDate(answer.validUntil));
  return listed([
    chosen(answer.series),
    answer.level && titleLevelName(answer.level),
    answer.title,
    answer.grantedOn && showLifeDate(answer.grantedOn),
    answer.grantedBy,
    answer.elsewhere ? say(answerParts.elsewhere) : undefined,
    chosen(answer.exam),
    answer.score === undefined ? undefined : formatScore(answer.score),
    until,
    answer.certificateNo,
  ]);
}
