import { opinionVerdictNames } from '../../../shared/rules/committee/opinion.ts';
import { say } from '../../kit/i18n.ts';

export const verdictName = (verdict: string): string =>
  say(opinionVerdictNames[verdict as keyof typeof opinionVerdictNames]) || verdict;
