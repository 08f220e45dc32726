import type { Bilingual } from '../../../contracts/finding.ts';
import type { Plan } from '../../../contracts/plan.ts';
import { type Expression, ExpressionSchema, type Scalar } from '../../../contracts/plan-expression.ts';
import { factsNamed } from '../expression.ts';
import { factOf, valueWords } from '../facts.ts';
import { entries, isTree, joined, same, type Tree } from './parts.ts';

/** A condition of a plan as a sentence: 人员类别为“一般申报人员”，且… */

const always: Bilingual = { zh: '任何情形', en: 'always' };
const never: Bilingual = { zh: '从不', en: 'never' };

/** A condition, or what somebody wrote in its place. */
export function sayCondition(value: unknown, document: unknown): Bilingual {
  const read = ExpressionSchema.safeParse(value);
  return read.success ? sentence(read.data, namesIn(document)) : same(JSON.stringify(value));
}

/** The lists that give codes a name, of a document that may be of any shape. */
function namesIn(document: unknown): Plan {
  const given = isTree(document) ? document : {};
  const list = (key: string) => entries(given[key]).filter(isTree);
  const names = ['tracks', 'categories', 'educations', 'archiveKinds'].map((key) => [key, list(key)]);
  const title = { specialties: entries(childIn(given.title, 'specialties')).filter(isTree) };
  const form = { sections: [{ fields: askedIn(given.form) }] };
  return { ...given, ...Object.fromEntries(names), title, form } as unknown as Plan;
}

const childIn = (tree: unknown, key: string): unknown => (isTree(tree) ? tree[key] : undefined);

/** The fields of its own sections that are whole enough to be named. */
const askedIn = (form: unknown): Tree[] =>
  entries(childIn(form, 'sections'))
    .flatMap((section) => entries(childIn(section, 'fields')))
    .filter(isTree)
    .filter((one) => typeof one.code === 'string' && typeof childIn(one.names, 'zh') === 'string')
    .map((one) => ('choices' in one ? { ...one, choices: entries(one.choices).filter(isTree) } : one));

const signs = {
  eq: { zh: '为', en: ' is ' },
  ne: { zh: '不为', en: ' is not ' },
  in: { zh: '为', en: ' is ' },
  gt: { zh: '大于', en: ' is more than ' },
  gte: { zh: '不小于', en: ' is at least ' },
  lt: { zh: '小于', en: ' is less than ' },
  lte: { zh: '不大于', en: ' is at most ' },
} as const satisfies Record<string, Bilingual>;

function sentence(expression: Expression, plan: Plan): Bilingual {
  if (typeof expression === 'boolean') return expression ? always : never;
  if ('all' in expression) return several(expression.all, plan, '，且', ' and ');
  if ('any' in expression) return several(expression.any, plan, '，或', ' or ');
  if ('not' in expression) {
    const { zh, en } = sentence(expression.not, plan);
    return { zh: `并非（${zh}）`, en: `not (${en})` };
  }
  const [asked] = factsNamed(expression);
  if (!asked) return never;
  const { fact, op, values } = asked;
  const name = factOf(plan, fact)?.words ?? same(fact);
  return joined(
    [
      name,
      signs[op],
      joined(
        values.map((v) => quoted(plan, fact, v)),
        '或',
        ' or ',
      ),
    ],
    '',
    '',
  );
}

/** Parts that are themselves of several stand in brackets. */
function several(parts: readonly Expression[], plan: Plan, zh: string, en: string): Bilingual {
  const inside = (part: Expression): Bilingual => {
    const words = sentence(part, plan);
    const compound = typeof part === 'object' && ('all' in part || 'any' in part);
    return compound ? { zh: `（${words.zh}）`, en: `(${words.en})` } : words;
  };
  return joined(parts.map(inside), zh, en);
}

function quoted(plan: Plan, fact: string, value: Scalar): Bilingual {
  const { zh, en } = valueWords(plan, fact, value);
  return typeof value === 'string' ? { zh: `“${zh}”`, en: `“${en}”` } : { zh, en };
}
