import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Node } from 'typescript/unstable/ast';
import { isPropertyAssignment, isVariableDeclaration } from 'typescript/unstable/ast/is';
import { API } from 'typescript/unstable/sync';
import { expect, it } from 'vitest';

/** Every field of the plan schema is read by the product, outside the linter; one that nothing reads goes. */

const root = `${import.meta.dirname}/..`;
const schemas = [
  'plan.ts',
  'plan-attachments.ts',
  'plan-directory.ts',
  'plan-fields.ts',
  'plan-exclusions.ts',
  'plan-procedure.ts',
  'plan-text.ts',
  'plan-years.ts',
  'photo.ts',
];
/** What photos and their faults are measured by is no plan's. */
const ofPlans = /^(?!PhotoMeasurement|Jpeg|kindSchemas\.\w+$)\w+Schema|^PhotoRules|^FixedClose/;
const product =
  /^(?!tests\/|scripts\/|local\/demo\/|shared\/rules\/linter\/|shared\/contracts\/(plan|photo))/;
const pageName = ['web/apply/application.tsx', 'strings.pages[s.step]'] as const;
const ENDED = ['shared/rules/desk/routing.ts', '{ validTo }: Lasting'] as const;
const SUCCEEDED = ['shared/rules/desk/routing.ts', '{ successor }: Lasting'] as const;
const CHECKED = ['shared/views/to-check.ts', '{ checkedBy }'] as const;
const LIMITED = ['shared/rules/declaration/answers.ts', 'one[key]'] as const;

/** Read under another type, or by a key that comes from data: where, as it stands there. */
const readElsewhere: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'StringsSchema.pages.PHOTO': pageName,
  'StringsSchema.pages.COMMITMENT': pageName,
  'StringsSchema.pages.DATA': pageName,
  'StringsSchema.pages.ATTACHMENTS': pageName,
  'StringsSchema.pages.PREVIEW': pageName,
  'WindowsSchema.pointReview': ['shared/rules/application/settings.ts', "POINT_REVIEW: 'pointReview'"],
  'WindowsSchema.districtReview': [
    'shared/rules/application/settings.ts',
    "DISTRICT_REVIEW: 'districtReview'",
  ],
  'CommitteeSchema.series': ['shared/rules/committee/committee.ts', 'filing.series'],
  'CommitteeSchema.specialties': ['shared/rules/committee/committee.ts', 'filing.specialties'],
  'CommitteeSchema.level': ['shared/rules/committee/committee.ts', 'filing.level'],
  'CommitteeSchema.validFrom': ['shared/rules/committee/committee.ts', 'filing.validFrom'],
  'CommitteeSchema.validTo': ['shared/rules/committee/committee.ts', 'filing.validTo'],
  'CommitteeSchema.quorum': ['shared/rules/committee/committee.ts', 'rules.quorum'],
  'CommitteeSchema.pass': ['shared/rules/committee/committee.ts', 'rules.pass'],
  'CommitteeSchema.requireQuorumAfterRecusal': [
    'shared/rules/committee/committee.ts',
    'rules.requireQuorumAfterRecusal',
  ],
  'MuniUnitSchema.validTo': ENDED,
  'MuniUnitSchema.successor': SUCCEEDED,
  'JurisdictionSchema.divisions.validTo': ENDED,
  'JurisdictionSchema.divisions.successor': SUCCEEDED,
  'FormFieldSchema.checkedBy': CHECKED,
  'fieldSchemas.checkedBy': CHECKED,
  'LimitSchema.min': LIMITED,
  'LimitSchema.max': LIMITED,
  'KindEntrySchema.when': ['shared/rules/plan/expression.ts', 'evaluate(when, facts)'],
  'LevelEntrySchema.when': ['shared/rules/plan/expression.ts', 'evaluate(when, facts)'],
  'AttachmentRowSchema.when': ['shared/rules/plan/expression.ts', 'evaluate(row.when, facts)'],
};

interface Field {
  path: string;
  readers: string[];
}

function fieldsOfPlans(): Field[] {
  const api = new API({ cwd: root });
  try {
    const project = api.updateSnapshot({ openProjects: [`${root}/tsconfig.json`] }).getProjects()[0];
    if (!project) throw new Error('no project');
    const fields: Field[] = [];
    const visit = (node: Node, path: string): void => {
      let here = path;
      if (isVariableDeclaration(node)) here = `${node.name.getText()}`;
      if (isPropertyAssignment(node)) {
        here = `${path}.${node.name.getText()}`;
        if (ofPlans.test(here)) {
          const found = project.checker.getReferencedSymbolsForNode(node.name, node.name.end - 1);
          const files = found.flatMap((one) => one.references.map((r) => relative(root, r.path)));
          fields.push({
            path: here,
            readers: [...new Set(files)].filter((f) => product.test(f)),
          });
        }
      }
      node.forEachChild((child) => visit(child, here));
    };
    for (const name of schemas) {
      const file = project.program.getSourceFile(`${root}/shared/contracts/${name}`);
      if (file) visit(file, '');
    }
    return fields;
  } finally {
    api.close();
  }
}

it('G3: every field of a plan has a reader besides the linter', () => {
  const fields = fieldsOfPlans();
  expect(fields.length).toBeGreaterThan(150);
  const unread = fields.filter((field) => field.readers.length === 0).map(({ path }) => path);
  expect(unread.filter((path) => !(path in readElsewhere))).toEqual([]);
  // What is read under another type still is, where it is said to be.
  const wrong = Object.entries(readElsewhere).filter(
    ([, [file, text]]) => !readFileSync(`${root}/${file}`, 'utf8').includes(text),
  );
  expect(wrong).toEqual([]);
}, 300_000);
