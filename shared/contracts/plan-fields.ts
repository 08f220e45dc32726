import * as z from 'zod/mini';
import { ExpressionSchema } from './plan-expression.ts';
import { CodeSchema, PlanTextSchema, RuleIdSchema } from './plan-text.ts';
import type { Role } from './roles.ts';

/**
 * Fields that a plan asks beside those that rules read: a description that the data page, the API, the desks and the
 * printed form all work by. Answers are kept in `DeclarationData.asked` by the field's code.
 */

/** Desks that can be told to check a field. */
export const checkingRoles = [
  'UNIT_HR',
  'POINT_CLERK',
  'DISTRICT_OFFICER',
  'MUNI_UNIT_OFFICER',
  'OFFICE_CLERK',
] as const satisfies readonly Role[];
export type CheckingRole = (typeof checkingRoles)[number];

const Count = z.int().check(z.minimum(0));
const NamesSchema = z.object({ code: CodeSchema, names: PlanTextSchema });
const Choices = z.array(NamesSchema).check(z.minLength(1), z.maxLength(60));

/** A limit for some of those who are asked: of a number, or of how many rows or choices there are. Both ends included. */
const LimitSchema = z.object({
  when: ExpressionSchema,
  min: z.optional(z.number()),
  max: z.optional(z.number()),
});

/** What can stand in a cell of a row as well as by itself. `max` of texts counts characters, as they are kept. */
const kindSchemas = {
  text: { type: z.literal('TEXT'), max: z.int().check(z.minimum(1), z.maximum(300)) },
  number: {
    type: z.literal('NUMBER'),
    unit: z.optional(PlanTextSchema),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    /** Digits after the point; none without it. */
    decimals: z.optional(z.int().check(z.minimum(1), z.maximum(2))),
  },
  /** A civil date, or a month `YYYY-MM`; not after today unless `future`. */
  date: { type: z.enum(['DATE', 'MONTH']), future: z.optional(z.boolean()) },
  choice: { type: z.literal('CHOICE'), choices: Choices },
  yesno: { type: z.literal('YESNO') },
};

const columnSchemas = { ...NamesSchema.shape, optional: z.optional(z.boolean()) };
const ColumnSchema = z.discriminatedUnion('type', [
  z.object({ ...columnSchemas, ...kindSchemas.text }),
  z.object({ ...columnSchemas, ...kindSchemas.number }),
  z.object({ ...columnSchemas, ...kindSchemas.date }),
  z.object({ ...columnSchemas, ...kindSchemas.choice }),
  z.object({ ...columnSchemas, ...kindSchemas.yesno }),
]);
export type Column = z.infer<typeof ColumnSchema>;

const fieldSchemas = {
  ...NamesSchema.shape,
  hint: z.optional(PlanTextSchema),
  /** Of whom it is asked; without it of everybody. */
  when: z.optional(ExpressionSchema),
  /** Of whom it must be answered; without it nobody must. */
  required: z.optional(ExpressionSchema),
  limits: z.optional(z.array(LimitSchema)),
  /** The desks that check it. */
  checkedBy: z.optional(z.array(z.enum(checkingRoles)).check(z.minLength(1))),
  rule: z.optional(RuleIdSchema),
};

export const AskedFieldSchema = z.discriminatedUnion('type', [
  z.object({ ...fieldSchemas, ...kindSchemas.text }),
  z.object({
    ...fieldSchemas,
    type: z.literal('LONG_TEXT'),
    max: z.int().check(z.minimum(1), z.maximum(3000)),
  }),
  z.object({ ...fieldSchemas, ...kindSchemas.number }),
  z.object({ ...fieldSchemas, ...kindSchemas.date }),
  z.object({ ...fieldSchemas, ...kindSchemas.choice }),
  z.object({ ...fieldSchemas, type: z.literal('CHOICES'), choices: Choices }),
  z.object({ ...fieldSchemas, ...kindSchemas.yesno }),
  z.object({
    ...fieldSchemas,
    type: z.literal('ROWS'),
    columns: z.array(ColumnSchema).check(z.minLength(1), z.maxLength(6)),
    min: z.optional(Count),
    max: z.int().check(z.minimum(1), z.maximum(40)),
  }),
  /** Proved by files that are uploaded with the attachments: the document of that code. Holds no answer of its own. */
  z.object({ ...fieldSchemas, type: z.literal('FILE'), document: CodeSchema }),
]);
export type AskedField = z.infer<typeof AskedFieldSchema>;

export const FormSectionSchema = z.object({
  code: CodeSchema,
  names: PlanTextSchema,
  fields: z.array(AskedFieldSchema).check(z.minLength(1), z.maxLength(40)),
});
export type FormSection = z.infer<typeof FormSectionSchema>;
