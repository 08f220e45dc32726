import type { ComponentChildren } from 'preact';

interface PickerProps {
  id: string;
  accept: string;
  capture?: boolean;
  busy?: boolean;
  describedBy: string;
  onFiles(files: FileList | null): void;
  children: ComponentChildren;
}

/** The button that opens the device's own choice of files. */
export function FilePicker({
  id,
  accept,
  capture,
  busy = false,
  describedBy,
  onFiles,
  children,
}: PickerProps) {
  return (
    <label class="button secondary picker" for={id}>
      <input
        id={id}
        class="picker-input"
        type="file"
        accept={accept}
        capture={capture ? 'environment' : undefined}
        disabled={busy}
        aria-describedby={describedBy}
        onChange={(event) => {
          onFiles(event.currentTarget.files);
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = '';
        }}
      />
      {children}
    </label>
  );
}
