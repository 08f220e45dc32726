import type { ComponentChildren, JSX } from 'preact';
import { cleanProse } from '../../shared/contracts/characters.ts';
import { InlineError } from './errors.tsx';
import { fieldId } from './findings.ts';
import { t } from './messages.ts';
import { TextHint } from './text-hint.tsx';

/** Form fields on native elements. `name` is the field's path on the page; the error summary links to it. */
export interface FieldProps {
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean;
}

const describe = (id: string, hint: unknown, error: unknown) =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;

/** What a control says of its field to those who do not see it. */
const control = ({ name, hint, error, disabled, required }: FieldProps) => {
  const id = fieldId(name);
  return {
    id,
    disabled,
    'aria-required': required || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describe(id, hint, error),
  };
};

/** What a field is called, with the mark 选填. */
function Name({ label, required }: Pick<FieldProps, 'label' | 'required'>) {
  return (
    <>
      {label} {required ? null : <span class="optional">{t('optional')}</span>}
    </>
  );
}

/** The hint above the control and the reserved line of its error below. */
function Around({ name, hint, error, children }: FieldProps & { children: ComponentChildren }) {
  const id = fieldId(name);
  return (
    <>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {children}
      <InlineError id={`${id}-error`} message={error} />
    </>
  );
}

/** A label and its control. */
function Field(props: FieldProps & { children: ComponentChildren }) {
  return (
    <div class={`field ${props.error ? 'wrong' : ''}`}>
      <label for={fieldId(props.name)}>
        <Name {...props} />
      </label>
      <Around {...props} />
    </div>
  );
}

/** A group of controls with one legend. */
export function FieldGroup(props: FieldProps & { children: ComponentChildren }) {
  const { name, hint, error } = props;
  const id = fieldId(name);
  return (
    <fieldset
      class={`field ${error ? 'wrong' : ''}`}
      id={id}
      tabIndex={-1}
      aria-describedby={describe(id, hint, error)}
    >
      <legend>
        <Name {...props} />
      </legend>
      <Around {...props} />
    </fieldset>
  );
}

/**
 * Handlers of a control whose text is rewritten as it is typed: an input method is left alone until it is done, or each of
 * its steps would be added to the one before.
 */
export const composed = (take: (text: string) => void) => ({
  onInput: (event: JSX.TargetedInputEvent<HTMLInputElement>) => {
    if (!event.isComposing) take(event.currentTarget.value);
  },
  onCompositionEnd: (event: JSX.TargetedCompositionEvent<HTMLInputElement>) =>
    take(event.currentTarget.value),
});

interface TextProps extends FieldProps {
  value: string;
  onInput(value: string): void;
  onBlur?(): void;
  type?: 'text' | 'tel' | 'email' | 'number' | 'search';
  inputMode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'text';
  autoComplete?: string;
  width?: 'short' | 'middle' | 'full';
  /** The text is printed (D15): what cannot be is told while it is typed. A name is kept to the letter (D14). */
  printed?: boolean | 'name';
  /** A remark on one line, which may hold more than that elsewhere: judged as prose is (D14). */
  prose?: boolean;
  /** Its text is rewritten as it is typed, as a number's is. */
  rewritten?: boolean;
}

export function TextField({
  value,
  onInput,
  onBlur,
  type = 'text',
  inputMode,
  autoComplete,
  width = 'full',
  printed,
  prose,
  rewritten,
  ...field
}: TextProps) {
  const id = fieldId(field.name);
  return (
    <Field {...field}>
      <input
        {...control(field)}
        class={`input ${width}`}
        type={type}
        value={value}
        inputMode={inputMode}
        autocomplete={autoComplete}
        {...(rewritten
          ? composed(onInput)
          : {
              onInput: (event: JSX.TargetedInputEvent<HTMLInputElement>) =>
                onInput(event.currentTarget.value),
            })}
        onBlur={onBlur}
      />
      {printed || prose ? (
        <TextHint
          id={`${id}-text`}
          value={value}
          kind={prose ? 'prose' : printed === 'name' ? 'name' : 'line'}
          printed={Boolean(printed)}
          told={Boolean(field.error)}
          onInput={onInput}
        />
      ) : null}
    </Field>
  );
}

interface AreaProps extends FieldProps {
  value: string;
  onInput(value: string): void;
  rows?: number;
  /** Live count by the rule that will be enforced; nothing is cut off. */
  count?: { of(text: string): number; max: number };
  /** The text is printed (D15): what cannot be is told while it is typed. */
  printed?: boolean;
}

export function TextArea({ value, onInput, rows = 4, count, printed, ...field }: AreaProps) {
  const id = fieldId(field.name);
  // What is counted is what will be kept: without the blanks around it, and what is invisible in them (D14).
  const n = count ? count.of(cleanProse(value)) : 0;
  const over = count ? n - count.max : 0;
  return (
    <Field {...field}>
      <textarea
        {...control(field)}
        class="input full"
        rows={rows}
        value={value}
        aria-invalid={field.error || over > 0 ? true : undefined}
        aria-describedby={
          [describe(id, field.hint, field.error), count ? `${id}-count` : ''].filter(Boolean).join(' ') ||
          undefined
        }
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {count ? (
        <p id={`${id}-count`} class={`count ${over > 0 ? 'over' : ''}`} aria-live="polite">
          {over > 0 ? t('over', { n, over }) : t('counted', { n, max: count.max })}
        </p>
      ) : null}
      <TextHint
        id={`${id}-text`}
        value={value}
        kind="prose"
        printed={printed ?? false}
        told={Boolean(field.error)}
        onInput={onInput}
      />
    </Field>
  );
}

export interface Choice {
  value: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** Shown, but not to be chosen, and why. */
  disabled?: boolean;
  reason?: ComponentChildren;
}

interface SelectProps extends FieldProps {
  value: string;
  onChange(value: string): void;
  choices: readonly (Choice & { label: string })[];
  placeholder?: string;
  width?: 'short' | 'middle' | 'full';
}

export function Select({ value, onChange, choices, placeholder, width = 'full', ...field }: SelectProps) {
  return (
    <Field {...field}>
      <select
        {...control(field)}
        class={`input ${width}`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{placeholder ?? t('select')}</option>
        {choices.map((c) => (
          <option key={c.value} value={c.value} disabled={c.disabled}>
            {c.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface RadioProps extends FieldProps {
  value: string;
  onChange(value: string): void;
  choices: readonly Choice[];
  /** Beside each other where there is room. */
  inline?: boolean;
}

/** Radio buttons as cards: the whole card is the target. */
export function RadioCards({ value, onChange, choices, inline, ...field }: RadioProps) {
  return (
    <FieldGroup {...field}>
      <div class={`cards ${inline ? 'inline' : ''}`}>
        {choices.map((c) => (
          <Card
            key={c.value}
            choice={c}
            type="radio"
            group={fieldId(field.name)}
            checked={c.value === value}
            disabled={field.disabled || c.disabled}
            onChange={() => onChange(c.value)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

interface ChecksProps extends FieldProps {
  values: readonly string[];
  onChange(values: string[]): void;
  choices: readonly Choice[];
}

export function CheckBoxes({ values, onChange, choices, ...field }: ChecksProps) {
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((v) => v !== value) : [...values, value]);
  return (
    <FieldGroup {...field}>
      <div class="cards">
        {choices.map((c) => (
          <Card
            key={c.value}
            choice={c}
            type="checkbox"
            group={fieldId(field.name)}
            checked={values.includes(c.value)}
            disabled={field.disabled || c.disabled}
            onChange={() => toggle(c.value)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

interface CardProps {
  choice: Choice;
  type: 'radio' | 'checkbox';
  group: string;
  checked: boolean;
  disabled: boolean | undefined;
  onChange: JSX.GenericEventHandler<HTMLInputElement>;
}

function Card({ choice, type, group, checked, disabled, onChange }: CardProps) {
  const id = `${group}-${choice.value}`;
  const note = choice.hint || choice.reason;
  return (
    <div class={`card-choice ${disabled ? 'disabled' : ''}`}>
      <input
        type={type}
        id={id}
        name={group}
        checked={checked}
        disabled={disabled}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={onChange}
      />
      <label for={id}>{choice.label}</label>
      {note ? (
        <p class="hint" id={`${id}-note`}>
          {choice.hint}
          {choice.reason ? <span class="reason">{choice.reason}</span> : null}
        </p>
      ) : null}
    </div>
  );
}

interface CheckProps {
  name: string;
  label: ComponentChildren;
  checked: boolean;
  onChange(checked: boolean): void;
  error?: string | undefined;
  disabled?: boolean;
}

/** A single box: a statement that one agrees to. */
export function CheckBox({ name, label, checked, onChange, error, disabled }: CheckProps) {
  const id = fieldId(name);
  return (
    <div class={`field ${error ? 'wrong' : ''}`}>
      <div class="card-choice">
        <input
          type="checkbox"
          id={id}
          checked={checked}
          disabled={disabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <label for={id}>{label}</label>
      </div>
      <InlineError id={`${id}-error`} message={error} />
    </div>
  );
}
