import { useRef, useState } from 'preact/hooks';
import { stepRules } from '../../../../shared/contracts/declaration-steps.ts';
import type { PhotoRules } from '../../../../shared/contracts/photo.ts';
import { Button } from '../../../kit/button.tsx';
import { Conflicts } from '../../../kit/conflict.tsx';
import { type FormPart, type Held, part, useDraft } from '../../../kit/draft.ts';
import { FileField } from '../../../kit/file-field.tsx';
import { errorOf, fieldId, fieldName } from '../../../kit/findings.ts';
import { defineMessages, listed } from '../../../kit/i18n.ts';
import { Notice } from '../../../kit/notice.tsx';
import { useObjectUrl } from '../../../kit/picture.ts';
import { RuleQuote } from '../../../kit/rule-quote.tsx';
import type { FileView } from '../../../kit/upload.ts';
import type { View } from '../progress.ts';
import { NextButton, StepMessages, type StepProps, useStepOutcome, useStepSave } from '../step-form.tsx';
import { OwnPicture } from './own-picture.tsx';
import type { View as FrameView } from './photo-frame.ts';
import { PhotoHelper } from './photo-helper.tsx';
import { PhotoRulers } from './photo-rulers.tsx';
import { lookAtPhoto, type PhotoLook } from './photo-rules.ts';

const own = defineMessages({
  label: ['证件照', 'ID photo'],
  hint: [
    '{sizes}白底证件照，JPG 或 JPEG 格式。照片用于制作职称电子证书，不符合相应要求将无法通过审核。手机照片太大、比例不合或不是 JPG 的，选择后可以当场调整。',
    'ID photo ({sizes}) on a white background, JPG or JPEG. It is printed on the e-certificate; a photo that does not meet the requirements cannot pass. A photo from a phone that is too large, of other proportions or no JPG can be made right here once chosen.',
  ],
  preview: ['所选照片', 'The chosen photo'],
  ready: ['照片符合要求，可以进入下一步。', 'The photo meets the requirements; you can go on.'],
  locked: [
    '退回意见未涉及证件照，本页不能修改。',
    'The return does not name the photo; this page cannot be changed.',
  ],
  made: ['由 {name} 调整而成。', 'Made of {name}.'],
  goBack: ['恢复原照片，重新调整', 'Back to the original'],
  adjust: ['调整裁剪', 'Adjust the crop'],
  chosenOther: ['已更换照片，点击“下一步”保存。', 'Another photo is chosen; “Next” saves it.'],
});

interface Chosen {
  file: File;
  look: PhotoLook;
}

/** A photo that the helper made, and what it made it of. */
interface Made {
  file: File;
  original: File;
  view: FrameView;
}

/** The chosen photo, empty while there is none. */
interface Photo {
  fileId: string;
}

const photoOf = ({ declaration, version }: View): Held<Photo> => ({
  value: { fileId: declaration.photo?.fileId ?? '' },
  version,
});

const photoParts: readonly FormPart[] = [
  part('fileId', () => own('label'), String, {
    picture: (fileId: string) => <OwnPicture fileId={fileId} alt={own('preview')} />,
  }),
];

/** 上传证件照 (R13–R20): judged in the browser at once, made right there where it can be, uploaded only when it fits. */
export default function PhotoStep({ view, plan }: StepProps) {
  const [chosen, setChosen] = useState<Chosen>();
  const [adjusting, setAdjusting] = useState(false);
  /** What the page hands to the field, as if it had been chosen. */
  const [given, setGiven] = useState<File>();
  const made = useRef<Made | undefined>(undefined);
  const latest = useRef<File | undefined>(undefined);
  const draft = useDraft(`photo.${view.applicationId}`, photoOf(view), photoParts);
  const save = useStepSave('save-photo', view, { draft, held: photoOf, body: (photo) => photo });
  const outcome = useStepOutcome('PHOTO', view, save.problem);

  const kept = view.declaration.photo?.fileId;
  const look = async (file: File) => {
    latest.current = file;
    const found = lookAtPhoto(new Uint8Array(await file.arrayBuffer()), file, plan.photo);
    if (made.current && made.current.file !== file && made.current.original !== file)
      made.current = undefined;
    if (made.current?.original !== file) setAdjusting(false);
    setChosen({ file, look: found });
    return found.findings;
  };
  /** An upload that another choice has overtaken is not taken. */
  const accept = ({ fileId, verdict }: FileView) => {
    if (verdict?.facts.bytes === latest.current?.size) draft.set({ fileId });
  };
  const use = (file: File, from: FrameView) => {
    if (!chosen) return;
    made.current = { file, original: chosen.file, view: from };
    setGiven(file);
    // Where the upload and its verdict are told.
    document.getElementById(fieldId('photo'))?.focus();
  };
  /** Back to the file as it was chosen, with the frame where it stood. */
  const goBack = (to: Made) => {
    draft.set({ fileId: kept ?? '' });
    setAdjusting(true);
    setGiven(to.original);
  };
  const locked = view.stage === 'RETURNED' && !view.returned?.items.some((i) => i.path.startsWith('/photo'));
  const fileId = draft.value.fileId || undefined;
  const uploaded = draft.dirty;
  const next = async () => {
    if (!fileId) return outcome.proceed({ body: view, version: view.version });
    if (fileId === kept) return outcome.proceed({ body: view, version: view.version });
    outcome.proceed(await save.save());
  };
  const helped = chosen !== undefined && needsHelp(chosen, adjusting);
  return (
    <div class="photo-step">
      <Conflicts draft={draft} asked={save.asked} />
      <StepMessages outcome={outcome} />
      <div class="stack tight">
        <FileField
          name="photo"
          label={own('label')}
          hint={own('hint', { sizes: listed(plan.photo.sizes) })}
          accept=".jpg,.jpeg,image/*"
          purpose={{ purpose: 'PHOTO', planCode: view.planCode, planVersion: view.planVersion }}
          fileId={fileId}
          check={look}
          onAccepted={accept}
          disabled={locked}
          error={errorOf(
            outcome.lines.map((l) => ({ ...l, field: fieldName(l.field) })),
            'photo',
          )}
          camera
          {...(given ? { initial: given } : {})}
        />
        {locked ? null : (
          <Looked
            chosen={chosen}
            rules={plan.photo}
            made={made.current?.file === chosen?.file ? made.current : undefined}
            startAt={made.current?.original === chosen?.file ? made.current?.view : undefined}
            adjusting={adjusting}
            onAdjust={() => setAdjusting(true)}
            onBack={goBack}
            onUse={use}
          />
        )}
        {uploaded && (!chosen || chosen.look.ok) ? <Notice tone="good">{own('chosenOther')}</Notice> : null}
        {locked ? <Notice>{own('locked')}</Notice> : null}
        {!uploaded && kept && !chosen && !locked ? <Notice tone="good">{own('ready')}</Notice> : null}
        <RuleQuote rules={stepRules.PHOTO} />
      </div>
      <NextButton
        plan={plan}
        busy={save.busy}
        held={helped || draft.conflicts.length > 0}
        onClick={() => void next()}
      />
    </div>
  );
}

interface LookedProps {
  chosen: Chosen | undefined;
  rules: PhotoRules;
  /** When what is chosen was made here. */
  made: Made | undefined;
  startAt: FrameView | undefined;
  adjusting: boolean;
  onAdjust(): void;
  onBack(to: Made): void;
  onUse(photo: File, view: FrameView): void;
}

/** The requirements before a photo is chosen; then the photo against them, and the helper where it does not fit. */
function Looked({ chosen, rules, made, startAt, adjusting, onAdjust, onBack, onUse }: LookedProps) {
  if (!chosen) return <PhotoRulers rules={rules} />;
  const { file, look } = chosen;
  const { measured } = look;
  if (needsHelp(chosen, adjusting))
    return (
      <PhotoHelper
        key={`${file.name} ${file.size} ${file.lastModified}`}
        {...{ file, measured, rules, startAt, onUse }}
      />
    );
  if (!look.ok) return <PhotoRulers measured={measured} rules={rules} />;
  return (
    <div class="photo-look">
      <Preview file={file} />
      <div class="stack tight">
        <PhotoRulers measured={measured} rules={rules} />
        {made ? (
          <p>
            {own('made', { name: made.original.name })}{' '}
            <Button look="plain" onClick={() => onBack(made)}>
              {own('goBack')}
            </Button>
          </p>
        ) : (
          <p>
            <Button look="plain" onClick={onAdjust}>
              {own('adjust')}
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

const needsHelp = ({ look: { ok, measured } }: Chosen, adjusting: boolean): boolean =>
  (!ok || adjusting) && !notPicture.has(measured.otherFormat ?? '');

/** What no browser can open as a picture. */
const notPicture: ReadonlySet<string> = new Set(['PDF', 'ZIP', 'XML']);

function Preview({ file }: { file: File }) {
  const url = useObjectUrl(file);
  return url ? <img class="photo-picture" src={url} alt={own('preview')} /> : <span class="photo-picture" />;
}
