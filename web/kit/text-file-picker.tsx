import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { InlineError } from './errors.tsx';
import { FilePicker } from './file-picker.tsx';
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
      <FilePicker
        id={id}
        accept={accept}
        describedBy={`${id}-error`}
        onFiles={(files) => {
          const file = files?.[0];
          if (file) void take(file);
        }}
      >
        {children}
      </FilePicker>
      <InlineError id={`${id}-error`} message={wrong} />
    </>
  );
}
