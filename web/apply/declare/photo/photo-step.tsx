import { useEffect, useState } from 'preact/hooks';
import { stepRules } from '../../../../shared/contracts/declaration-steps.ts';
import { FileField } from '../../../kit/file-field.tsx';
import { errorOf, fieldName } from '../../../kit/findings.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { Notice } from '../../../kit/notice.tsx';
import { useAct } from '../../../kit/query.ts';
import { RuleQuote } from '../../../kit/rule-quote.tsx';
import type { FileView } from '../../../kit/upload.ts';
import { NextButton, StepMessages, type StepProps, useStepOutcome } from '../step-form.tsx';
import { PhotoCrop } from './photo-crop.tsx';
import { PhotoRulers } from './photo-rulers.tsx';
import { lookAtPhoto, type PhotoLook } from './photo-rules.ts';

const own = defineMessages({
  label: ['证件照', 'ID photo'],
  hint: [
    '1寸、2寸白底证件照，JPG 或 JPEG 格式。照片用于制作职称电子证书，不符合相应要求将无法通过审核。',
    'One- or two-inch ID photo on a white background, JPG or JPEG. It is printed on the e-certificate; a photo that does not meet the requirements cannot pass.',
  ],
  preview: ['所选照片', 'The chosen photo'],
  ready: ['照片符合要求，可以进入下一步。', 'The photo meets the requirements; you can go on.'],
  locked: [
    '退回意见未涉及证件照，本页不能修改。',
    'The return does not name the photo; this page cannot be changed.',
  ],
  chosenOther: ['已更换照片，点击“下一步”保存。', 'Another photo is chosen; “Next” saves it.'],
});

interface Chosen {
  file: File;
  url: string;
  look: PhotoLook;
}

/** 上传证件照 (R13–R20): judged in the browser at once, uploaded only when it fits. */
export default function PhotoStep({ view, plan }: StepProps) {
  const [chosen, setChosen] = useState<Chosen>();
  const [uploaded, setUploaded] = useState<FileView>();
  const [cropped, setCropped] = useState<File>();
  const save = useAct('save-photo');
  const outcome = useStepOutcome('PHOTO', view, save.problem);
  const url = chosen?.url;
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);

  const look = async (file: File) => {
    const found = lookAtPhoto(new Uint8Array(await file.arrayBuffer()), file, plan.photo);
    setChosen({ file, url: URL.createObjectURL(file), look: found });
    return found.findings;
  };
  const kept = view.declaration.photo?.fileId;
  const locked = view.stage === 'RETURNED' && !view.returned?.items.some((i) => i.path.startsWith('/photo'));
  const fileId = uploaded?.fileId ?? kept;
  const next = async () => {
    if (!fileId) return outcome.proceed({ body: view, version: view.version });
    if (fileId === kept) return outcome.proceed({ body: view, version: view.version });
    outcome.proceed(
      await save.run({
        params: { applicationId: view.applicationId },
        body: { fileId },
        ifMatch: view.version,
      }),
    );
  };
  const ratioWrong = chosen?.look.findings.some((f) => f.code.startsWith('PHOTO_RATIO')) ?? false;
  const isPicture = chosen?.look.measured.width !== undefined;
  return (
    <div class="photo-step">
      <StepMessages outcome={outcome} view={view} />
      <div class="stack tight">
        <FileField
          key={cropped?.name ?? 'chosen'}
          name="photo"
          label={own('label')}
          hint={own('hint')}
          accept=".jpg,.jpeg,image/jpeg"
          purpose={{ purpose: 'PHOTO', planCode: view.planCode }}
          fileId={fileId}
          check={look}
          onAccepted={setUploaded}
          disabled={locked}
          error={errorOf(
            outcome.lines.map((l) => ({ ...l, field: fieldName(l.field) })),
            'photo',
          )}
          camera
          {...(cropped ? { initial: cropped } : {})}
        />
        {chosen ? (
          <div class="photo-look">
            {isPicture ? <img class="photo-picture" src={chosen.url} alt={own('preview')} /> : null}
            <PhotoRulers look={chosen.look} rules={plan.photo} />
          </div>
        ) : null}
        {chosen && isPicture && ratioWrong ? (
          <PhotoCrop file={chosen.file} rules={plan.photo} onDone={setCropped} />
        ) : null}
        {uploaded && uploaded.fileId !== kept ? <Notice tone="good">{own('chosenOther')}</Notice> : null}
        {locked ? <Notice>{own('locked')}</Notice> : null}
        {!uploaded && kept && !chosen && !locked ? <Notice tone="good">{own('ready')}</Notice> : null}
        <RuleQuote rules={stepRules.PHOTO} />
      </div>
      <NextButton busy={save.busy} onClick={() => void next()} />
    </div>
  );
}
