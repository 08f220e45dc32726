import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type AttachmentRules, defaultAttachmentRules } from '../../shared/contracts/file-verdict.ts';
import type { Finding } from '../../shared/contracts/finding.ts';
import { lookAtDocument } from '../../shared/rules/files/document.ts';
import { purposeRules } from '../../shared/rules/files/findings.ts';
import { documentBytesFindings } from '../../shared/rules/files/upload-limits.ts';
import { Button } from './button.tsx';
import { ApiProblem, call } from './client.ts';
import { FindingList, InlineError } from './errors.tsx';
import { FilePicker } from './file-picker.tsx';
import { fieldId, type Line, linesOf } from './findings.ts';
import { showBytes } from './format.ts';
import { ProgressBar } from './lists.tsx';
import { t } from './messages.ts';
import { StatusTag, toast } from './notice.tsx';
import { useApi } from './query.ts';
import { saveLink } from './save-link.ts';
import { type FileView, type UploadPurpose, uploadFile } from './upload.ts';

type Phase = 'IDLE' | 'CHECKING' | 'SENDING' | 'INSPECTING' | 'REFUSED' | 'UNREADABLE' | 'FAILED' | 'SLOW';

interface FileFieldProps {
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** The input's `accept`: what the picker offers. Judged by content later. */
  accept: string;
  purpose: UploadPurpose;
  /** The file that is already there. */
  fileId?: string | undefined;
  onAccepted(file: FileView): void;
  onRemove?: (() => void) | undefined;
  /** Offers the camera of a phone. */
  camera?: boolean;
  /** Rules that run in the browser, on what will be sent; errors stop the upload. By default those of documents. */
  check?(file: File): Promise<readonly Finding[]>;
  /** Bounds of a document, where its plan has its own. */
  limits?: Pick<AttachmentRules, 'maxBytes' | 'kinds'>;
  error?: string | undefined;
  disabled?: boolean;
  /** A file that the page itself made; taken once, as if it had been chosen. */
  initial?: File;
}

/** Drop, choose or photograph a file; progress, verdict with all findings, retry, remove. */
export function FileField(props: FileFieldProps) {
  const { name, label, hint, accept, fileId, onRemove, camera, error, disabled } = props;
  const id = fieldId(name);
  const upload = useUpload(props);
  const { initial } = props;
  useEffect(() => {
    if (initial) void upload.start(initial);
  }, [initial]);
  const [over, setOver] = useState(false);
  const busy = ['CHECKING', 'SENDING', 'INSPECTING'].includes(upload.phase);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !disabled) void upload.choose(file);
  };
  return (
    <div class={`field file-field ${error ? 'wrong' : ''}`} id={id} tabIndex={-1}>
      <p class="label">{label}</p>
      {hint ? <div class="hint">{hint}</div> : null}
      {fileId && !busy ? <StoredFile fileId={fileId} onRemove={disabled ? undefined : onRemove} /> : null}
      {disabled ? null : (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the buttons inside do the same
        <div
          class={`drop ${over ? 'over' : ''}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            take(event.dataTransfer?.files);
          }}
        >
          <FilePicker
            id={`${id}-file`}
            accept={accept}
            onFiles={take}
            busy={busy}
            describedBy={`${id}-error`}
          >
            {fileId ? t('replace') : t('chooseFile')}
          </FilePicker>
          {camera ? (
            <FilePicker
              id={`${id}-camera`}
              accept="image/*"
              capture
              onFiles={take}
              busy={busy}
              describedBy={`${id}-error`}
            >
              {t('takePhoto')}
            </FilePicker>
          ) : null}
          <span class="drop-hint">{t('dropHere')}</span>
        </div>
      )}
      <UploadState upload={upload} />
      <InlineError id={`${id}-error`} message={error} />
    </div>
  );
}

interface Upload {
  phase: Phase;
  percent: number;
  fileName: string;
  lines: readonly Line[];
  /** A file from the disk. */
  choose(file: File): Promise<void>;
  /** One that is in memory already, which the page knows again by its identity. */
  start(file: File): Promise<void>;
  retry(): void;
}

function useUpload({ purpose, onAccepted, check, limits = defaultAttachmentRules }: FileFieldProps): Upload {
  const [phase, setPhase] = useState<Phase>('IDLE');
  const [percent, setPercent] = useState(0);
  const [lines, setLines] = useState<readonly Line[]>([]);
  const chosen = useRef<File | undefined>(undefined);
  const end = (next: Phase, found: readonly Line[]) => {
    setPhase(next);
    setLines(found);
  };
  const choose = async (file: File) => {
    chosen.current = file;
    end('CHECKING', []);
    const read = await readOnce(file);
    if (!read) return end('UNREADABLE', []);
    return start(read);
  };
  const start = async (file: File) => {
    chosen.current = file;
    end('CHECKING', []);
    try {
      const before = linesOf(await (check ? check(file) : checkDocument(file, purpose.purpose, limits)));
      if (before.some((line) => !line.advice)) return end('REFUSED', before);
      const view = await uploadFile(file, purpose, (progress) => {
        setPhase(progress.phase);
        if (progress.phase === 'SENDING') setPercent(progress.percent);
      });
      const found = linesOf(view.verdict?.findings);
      if (view.status === 'AWAITED') return end('SLOW', []);
      if (view.status === 'REFUSED') return end('REFUSED', found);
      end('IDLE', found);
      onAccepted(view);
    } catch (error) {
      if (!(error instanceof ApiProblem)) {
        // Whatever it was, the field can be used again.
        end('FAILED', []);
        throw error;
      }
      end(
        error.errors.length ? 'REFUSED' : 'FAILED',
        error.errors.length
          ? linesOf(error.errors)
          : [{ code: error.code, message: error.title, advice: false }],
      );
    }
  };
  return {
    phase,
    percent,
    lines,
    fileName: chosen.current?.name ?? '',
    choose,
    start,
    retry: () => {
      if (chosen.current) void start(chosen.current);
    },
  };
}

/** Above it nothing is uploaded anywhere, so nothing is read: the ticket tells the size. */
const MOST_READ = 64 * 1024 * 1024;

/**
 * The file as it is now, kept in memory: what is checked is what is sent, whatever happens to it on the disk. Undefined when it
 * cannot be read (any more): deleted, changed, moved or locked since it was chosen, or a folder.
 */
async function readOnce(file: File): Promise<File | undefined> {
  if (file.size > MOST_READ) return file;
  try {
    return new File([await file.arrayBuffer()], file.name, { type: file.type });
  } catch {
    return undefined;
  }
}

async function checkDocument(
  file: File,
  purpose: UploadPurpose['purpose'],
  limits: Pick<AttachmentRules, 'maxBytes' | 'kinds'>,
): Promise<readonly Finding[]> {
  if (file.size > MOST_READ) return documentBytesFindings(file.size, limits.maxBytes, purposeRules[purpose]);
  const bytes = new Uint8Array(await file.arrayBuffer());
  return lookAtDocument(bytes, file.name, limits, purposeRules[purpose]).findings;
}

function UploadState({ upload }: { upload: Upload }) {
  const { phase, percent, lines, fileName } = upload;
  return (
    <div class="upload-state" aria-live="polite">
      {phase === 'CHECKING' ? <ProgressBar value={undefined} label={t('checking')} /> : null}
      {phase === 'SENDING' ? <ProgressBar value={percent} label={t('sending', { n: percent })} /> : null}
      {phase === 'INSPECTING' ? <ProgressBar value={undefined} label={t('inspecting')} /> : null}
      {phase === 'SLOW' ? <p>{t('slow')}</p> : null}
      {phase === 'REFUSED' || phase === 'FAILED' || phase === 'UNREADABLE' ? (
        <p>
          <StatusTag tone="bad">{phase === 'REFUSED' ? t('refused') : t('uploadFailed')}</StatusTag>{' '}
          {fileName}
        </p>
      ) : null}
      {phase === 'UNREADABLE' ? <p>{t('unreadable')}</p> : null}
      {lines.length ? <FindingList lines={lines} /> : null}
      {phase === 'FAILED' ? <Button onClick={upload.retry}>{t('retry')}</Button> : null}
    </div>
  );
}

/** A file that is already kept: its name, size, state, and a link to look at it. */
export function StoredFile({ fileId, onRemove }: { fileId: string; onRemove?: (() => void) | undefined }) {
  const query = useApi('get-upload', { params: { fileId } });
  const file = query.data?.body;
  return (
    <div class="stored-file">
      <span class="stored-name">{file?.fileName ?? t('loading')}</span>
      {file?.verdict ? <span class="quiet">{showBytes(file.verdict.facts.bytes)}</span> : null}
      {file ? <FileTag file={file} /> : null}
      <Button look="plain" onClick={() => void openFile(fileId)}>
        {t('open')}
      </Button>
      {onRemove ? (
        <Button look="plain" onClick={onRemove}>
          {t('remove')}
        </Button>
      ) : null}
    </div>
  );
}

function FileTag({ file }: { file: FileView }) {
  if (file.status === 'ACCEPTED') return <StatusTag tone="good">{t('accepted')}</StatusTag>;
  if (file.status === 'REFUSED') return <StatusTag tone="bad">{t('refused')}</StatusTag>;
  return <StatusTag tone="neutral">{t('inspecting')}</StatusTag>;
}

/** Opens an own file through its short-lived link; links tell the browser to save, so the page stays. */
async function openFile(fileId: string): Promise<void> {
  try {
    const { body } = await call('get-own-file', { params: { fileId } });
    saveLink(body.url);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    toast(error.title);
  }
}
