import { useEffect, useState } from 'preact/hooks';
import { type DateParts, digitsOf, partsOf, pastedDate, stateOf, textOf } from './date-parts.ts';
import { composed, FieldGroup, type FieldProps } from './fields.tsx';
import { fieldId } from './findings.ts';
import { defineMessages } from './i18n.ts';
import { t } from './messages.ts';

const own = defineMessages({
  noSuchDay: ['没有这一天，请核对年月日', 'There is no such day; please check'],
  incomplete: ['请填写完整的年、月、日', 'Please give year, month and day'],
});

interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or what is typed of it. */
  value: string | undefined;
  /** Undefined when nothing is typed; what makes no date is told here at once, and by the rules when it is saved. */
  onChange(value: string | undefined): void;
}

/** 年/月/日 in three fields: native date inputs ignore the page's language. */
export function DateField({ value, onChange, ...field }: DateFieldProps) {
  const [parts, setParts] = useState<DateParts>(() => partsOf(value));
  const [left, setLeft] = useState(false);
  useEffect(() => {
    setParts((now) => ((textOf(now) ?? '') === (value ?? '') ? now : partsOf(value)));
  }, [value]);
  const take = (next: DateParts) => {
    setParts(next);
    onChange(textOf(next));
  };
  const state = stateOf(parts);
  const own_ =
    state === 'NO_SUCH_DAY'
      ? own('noSuchDay')
      : state === 'INCOMPLETE' && left
        ? own('incomplete')
        : undefined;
  const id = fieldId(field.name);
  const cell = (key: keyof DateParts, label: string, size: number) => (
    <span class="date-part">
      <input
        id={`${id}-${key}`}
        class={`input digits-${size}`}
        inputMode="numeric"
        value={parts[key]}
        disabled={field.disabled}
        aria-invalid={field.error || own_ ? true : undefined}
        aria-describedby={field.error || own_ ? `${id}-error` : undefined}
        {...composed((text) => {
          const whole = pastedDate(text);
          take(whole ? partsOf(whole) : { ...parts, [key]: digitsOf(text, size) });
        })}
      />
      <label for={`${id}-${key}`}>{label}</label>
    </span>
  );
  return (
    <FieldGroup {...field} error={field.error ?? own_}>
      <div
        class="date-parts"
        onFocusOut={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setLeft(true);
        }}
      >
        {cell('year', t('year'), 4)}
        {cell('month', t('month'), 2)}
        {cell('day', t('day'), 2)}
      </div>
    </FieldGroup>
  );
}
