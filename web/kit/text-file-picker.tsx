import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { InlineError } from './errors.tsx';
import { t } from './messages.ts';
import { decodeText } from './text-file.ts';

/** Chooses a file whose text is taken into a field of the page; a file that cannot be read says so, and another can be chosen. */
export function TextFilePicker(props: {
  id: string;
  accept: string;
  onText(text: string): void;
  children: ComponentChildren;
}) {
  const { id, accept, onText, children } = props;
  const [wrong, setWrong] = useState<string>();
  const take = async (file: File) => {
    try {
      const text = decodeText(new Uint8Array(await file.arrayBuffer()));
      setWrong(undefined);
      onText(text);
    } catch {
      setWrong(t('unreadable'));
    }
  };
  return (
    <>
      <label class="button secondary picker" for={id}>
        <input
          id={id}
          class="picker-input"
          type="file"
          accept={accept}
          aria-describedby={`${id}-error`}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void take(file);
            // The same file may be chosen again after it was mended.
            event.currentTarget.value = '';
          }}
        />
        {children}
      </label>
      <InlineError id={`${id}-error`} message={wrong} />
    </>
  );
}
