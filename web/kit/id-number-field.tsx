import { useState } from 'preact/hooks';
import {
  hasResidentNumber,
  normaliseIdentifier,
  readResidentId,
} from '../../shared/rules/people/identifiers.ts';
import { TextField } from './fields.tsx';
import { say } from './i18n.ts';
import { t } from './messages.ts';

interface Props {
  name: string;
  label: string;
  value: string;
  onInput(value: string): void;
  /** Civil date in Shanghai, for birth dates that are still to come. */
  today: string;
  /** Numbers by GB 11643 are checked while typing; other documents are the server's business. */
  kind: string;
  error?: string | undefined;
  required?: boolean;
}

/** 证件号码: told at once when the check digit or the birth date cannot be right. */
export function IdNumberField({ name, label, value, onInput, today, kind, error, required }: Props) {
  const [left, setLeft] = useState(false);
  const full = normaliseIdentifier(value).length >= 18;
  const read =
    hasResidentNumber(kind) && value && (full || left) ? readResidentId(value, today, name) : undefined;
  const own = read && !read.ok ? say(read.problems[0]?.message) : undefined;
  return (
    <TextField
      name={name}
      label={label}
      value={value}
      onInput={onInput}
      onBlur={() => setLeft(true)}
      inputMode="text"
      autoComplete="off"
      width="middle"
      required={required ?? false}
      error={error ?? own}
      hint={read?.ok && !error ? `✓ ${t('idOk')}` : undefined}
    />
  );
}
