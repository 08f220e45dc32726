import type { ExclusionAnswer } from '../../../../shared/contracts/declaration.ts';
import type { Exclusion } from '../../../../shared/contracts/plan-exclusions.ts';
import { exclusionParts } from '../../../../shared/rules/declaration/exclusions.ts';
import { DateField } from '../../../kit/date-field.tsx';
import { FieldGroup, RadioCards, Select } from '../../../kit/fields.tsx';
import { fieldsOf } from '../../../kit/form.ts';
import { say } from '../../../kit/i18n.ts';
import { t } from '../../words.ts';
import type { PartProps } from './data-rows.tsx';
import { words } from './data-words.ts';

/** Who may not declare (L6): each ground a plain question, with the rule that it rests on. */
export function Exclusions({
  asked,
  data,
  set,
  wrong,
  label,
  locked,
}: PartProps & { asked: readonly Exclusion[] }) {
  const given = data.exclusions ?? {};
  return (
    <FieldGroup
      name="exclusions"
      label={label}
      hint={words('exclusionsHint')}
      error={wrong('exclusions')}
      required
    >
      <div class="stack tight">
        {asked.map((one) => {
          const answer: Partial<ExclusionAnswer> = given[one.code] ?? {};
          const put = (change: Partial<ExclusionAnswer>) =>
            set({ exclusions: { ...given, [one.code]: { applies: true, ...answer, ...change } } });
          const at = `exclusions/${one.code}/`;
          const fields = fieldsOf(answer, put, wrong, { at, disabled: locked });
          return (
            <section key={one.code} class="panel row-panel" aria-label={say(one.names)}>
              <RadioCards
                name={`${at}applies`}
                label={say(one.ask)}
                hint={words('exclusionBasis', { basis: say(one.basis) })}
                value={answer.applies === undefined ? '' : answer.applies ? 'yes' : 'no'}
                onChange={(chosen) =>
                  chosen === 'yes'
                    ? put({ applies: true })
                    : set({ exclusions: { ...given, [one.code]: { applies: false } } })
                }
                choices={[
                  { value: 'no', label: t('no') },
                  { value: 'yes', label: t('yes') },
                ]}
                error={wrong(`${at}applies`)}
                disabled={locked}
                required
                inline
              />
              {answer.applies && one.lasts ? (
                <>
                  <Select
                    {...fields.choice('kind')}
                    label={say(exclusionParts.kind)}
                    choices={one.lasts.map(({ code, names }) => ({ value: code, label: say(names) }))}
                    required
                    width="middle"
                  />
                  <DateField {...fields.date('decidedOn')} label={say(exclusionParts.decidedOn)} required />
                </>
              ) : null}
            </section>
          );
        })}
      </div>
    </FieldGroup>
  );
}
