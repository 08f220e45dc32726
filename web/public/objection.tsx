import { useState } from 'preact/hooks';
import { limits } from '../../shared/contracts/limits.ts';
import { checkObjection, evidenceName } from '../../shared/rules/publicity/objection.ts';
import { signIn, tokenOf } from '../kit/auth.ts';
import { Button, Link } from '../kit/button.tsx';
import type { ResponseFor } from '../kit/client.ts';
import { useDraft } from '../kit/draft.ts';
import { ErrorSummary, ProblemSummary } from '../kit/errors.tsx';
import { TextArea, TextField } from '../kit/fields.tsx';
import { FileField } from '../kit/file-field.tsx';
import { type Line, linesOf } from '../kit/findings.ts';
import { fieldsOf, useWrong } from '../kit/form.ts';
import { showInstant } from '../kit/format.ts';
import { defineMessages } from '../kit/i18n.ts';
import { DescriptionList } from '../kit/lists.tsx';
import { Notice } from '../kit/notice.tsx';
import { useAct } from '../kit/query.ts';
import { RuleQuote } from '../kit/rule-quote.tsx';
import type { FileView } from '../kit/upload.ts';
import { t } from './words.ts';

const own = defineMessages({
  noHint: ['名单中最后一列的编号。', 'The number in the last column of the list.'],
  objector: ['您的姓名', 'Your name'],
  contact: ['联系方式', 'Contact'],
  contactHint: [
    '电话或邮箱，只供核查人员使用，不公开。',
    'Telephone or e-mail; only for the inquiry, never public.',
  ],
  content: ['异议内容和依据', 'What you object to, and why'],
  evidence: ['佐证材料（选填）', 'Evidence (optional)'],
  evidenceHint: [
    'PDF、JPG 或 PNG，最多 {n} 份，只供核查人员查看，不公开。材料内容如能看出您是谁，请自行斟酌。',
    'PDF, JPG or PNG, {n} at most; only for the inquiry, never public. Mind what in them tells who you are.',
  ],
  takeOut: ['移除“{name}”', 'Take out {name}'],
  named: ['{name}（受理单位看到的名称）', '{name}, as the office calls it'],
  sameFile: [
    '“{name}”与已添加的“{other}”内容相同，没有重复添加。',
    '“{name}” holds the same as “{other}”, which is here already; it was not added again.',
  ],
  full: [
    '已有 {n} 份，这是最多份数；如需更换，请先移除一份。',
    'These {n} are the most; take one out to give another.',
  ],
  send: ['提交异议', 'Send the objection'],
  done: ['异议已收到', 'Your objection has been received'],
  receipt: ['回执编号', 'Receipt'],
  at: ['提出时间', 'Received'],
  doneNote: [
    '请保存回执编号，它只显示这一次。凭编号和所填姓名可在“异议查询”查看核查进展；核查结果由受理单位答复。',
    'Please keep the number; it is shown this once. With it and the name that you gave you can follow the matter. The office answers after its inquiry.',
  ],
  limited: ['这个网络地址今天提出的异议已达上限', 'This network address has lodged all objections of today'],
  limitedNote: [
    '同一网络的其他人可能已经提过。您可以登录后提交，次数按本人另计；已填内容会保留。也可以致电或来函受理单位。',
    'Others in your network may have. Signed in you are counted by yourself, and what you have typed stays; or telephone or write to the office.',
  ],
  signIn: ['登录后提交', 'Sign in and send'],
  unsent: ['公示期已结束，您填写的异议没有提交', 'The period is over; your objection was not sent'],
  unsentText: [
    '在本页不能再提交。下面是您填写的内容，可复制后致电或来函受理单位。',
    'It can no longer be sent here. This is what you typed; copy it, and telephone or write to the office.',
  ],
  discard: ['清除所填内容', 'Clear what was typed'],
  noNo: ['请填写申报编号', 'Give the application number'],
  short: ['请写明异议内容（10 字以上）', 'Say what you object to (10 characters or more)'],
});

interface Form {
  applicationNo: string;
  objectorName: string;
  contact: string;
  content: string;
  /** Evidence that was accepted; drafts of before have none. */
  files?: { fileId: string; name: string; sha256?: string }[];
}

/** Names the open form in the address, for who comes back from signing in. */
export const objecting = 'object';

const draftOf = (publicityId: string) => `objection.${publicityId}`;
const blank: Form = { applicationNo: '', objectorName: '', contact: '', content: '' };

/** R64, R66, C15: in one's own name, or with concrete leads; checked here as on the server. */
export function ObjectionForm({ notice }: { notice: ResponseFor<'get-publicity'> }) {
  const draft = useDraft<Form>(draftOf(notice.publicityId), { value: blank });
  const form = draft.value;
  const [early, setEarly] = useState<readonly Line[]>([]);
  const [receipt, setReceipt] = useState<ResponseFor<'create-objection'>>();
  const signedIn = tokenOf('public') !== undefined;
  const unknown = useAct('create-objection');
  const known = useAct('create-own-objection');
  const act = signedIn ? known : unknown;
  const limited = act.problem?.code === 'TOO_MANY_REQUESTS';
  const lines = [...early, ...linesOf(act.problem?.errors)];
  const wrong = useWrong(form, lines, [act.problem, early]);
  const fields = fieldsOf(form, draft.set, wrong);
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = problemsOf(form);
    setEarly(found);
    if (found.length) return;
    const { applicationNo, content, objectorName, contact, files = [] } = form;
    const answer = await act.run({
      params: { publicityId: notice.publicityId },
      body: {
        applicationNo: applicationNo.trim(),
        content,
        ...(objectorName.trim() ? { objectorName } : {}),
        ...(contact.trim() ? { contact } : {}),
        ...(files.length > 0 ? { fileIds: files.map((one) => one.fileId) } : {}),
      },
    });
    if (!answer) return;
    draft.discard();
    setReceipt(answer.body);
  };
  if (receipt)
    return (
      <Notice tone="good" title={own('done')}>
        <div class="stack tight">
          <DescriptionList
            items={[
              { term: own('receipt'), value: <strong>{receipt.receiptNo}</strong> },
              { term: own('at'), value: showInstant(receipt.at) },
            ]}
          />
          <p>{own('doneNote')}</p>
          <p>
            <Link href="/objections">{t('follow')}</Link>
          </p>
        </div>
      </Notice>
    );
  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary lines={early} attempt={early} />
      <ProblemSummary problem={act.problem} />
      {limited && !signedIn ? (
        <Notice tone="warn" title={own('limited')}>
          <div class="stack tight">
            <p>{own('limitedNote')}</p>
            <div>
              <Button onClick={() => void signIn('public', `${location.pathname}#${objecting}`)}>
                {own('signIn')}
              </Button>
            </div>
          </div>
        </Notice>
      ) : null}
      <TextField
        {...fields.text('applicationNo')}
        label={t('applicationNo')}
        hint={own('noHint')}
        autoComplete="off"
        required
      />
      <TextField {...fields.text('objectorName')} label={own('objector')} width="middle" />
      <TextField
        {...fields.text('contact')}
        label={own('contact')}
        hint={own('contactHint')}
        width="middle"
      />
      <TextArea {...fields.text('content')} label={own('content')} rows={6} required />
      <Evidence
        publicityId={notice.publicityId}
        files={form.files ?? []}
        onChange={(next) => draft.set((now) => ({ ...now, files: next(now.files ?? []) }))}
      />
      <RuleQuote rules={['C15']} />
      <div class="actions">
        <Button look="primary" type="submit" busy={act.busy}>
          {own('send')}
        </Button>
      </div>
    </form>
  );
}

/** What was typed and not sent when the period ended: shown, so that it can be copied for a letter or a call. */
export function UnsentObjection({ publicityId }: { publicityId: string }) {
  const draft = useDraft<Form>(draftOf(publicityId), { value: blank });
  if (!draft.dirty) return null;
  const { applicationNo, objectorName, contact, content } = draft.value;
  return (
    <Notice tone="warn" title={own('unsent')}>
      <div class="stack tight">
        <p>{own('unsentText')}</p>
        <DescriptionList
          items={[
            { term: t('applicationNo'), value: applicationNo },
            { term: own('objector'), value: objectorName },
            { term: own('contact'), value: contact },
            { term: own('content'), value: content },
          ]}
        />
        <p>
          <Button onClick={draft.discard}>{own('discard')}</Button>
        </p>
      </div>
    </Notice>
  );
}

type Files = NonNullable<Form['files']>;

interface EvidenceProps {
  publicityId: string;
  files: Files;
  /** Upon what is there by then: others may have been typed in while a file was sent. */
  onChange(next: (now: Files) => Files): void;
}

/** D22: files are judged before they are sent along; the office gets them under names of ours. */
function Evidence({ publicityId, files, onChange }: EvidenceProps) {
  const [twice, setTwice] = useState<{ name: string; other: string }>();
  const take = ({ fileId, fileName: name, verdict }: FileView) => {
    const sha256 = verdict?.facts.sha256;
    const same = files.find((one) => one.sha256 !== undefined && one.sha256 === sha256);
    setTwice(same && { name, other: same.name });
    if (!same) onChange((now) => [...now, { fileId, name, ...(sha256 ? { sha256 } : {}) }]);
  };
  const takeOut = (fileId: string) => {
    setTwice(undefined);
    onChange((now) => now.filter((one) => one.fileId !== fileId));
  };
  return (
    <div class="stack tight">
      {files.length > 0 ? (
        <ol class="plain-list stack tight">
          {files.map(({ fileId, name }, place) => (
            <li key={fileId} class="stored-file">
              <span class="stored-name">{name}</span>
              <span class="quiet">{own('named', { name: evidenceName(place) })}</span>
              <Button look="plain" onClick={() => takeOut(fileId)}>
                {own('takeOut', { name })}
              </Button>
            </li>
          ))}
        </ol>
      ) : null}
      <div aria-live="polite">{twice ? <Notice tone="warn">{own('sameFile', twice)}</Notice> : null}</div>
      {files.length >= limits.evidence ? (
        <div class="field">
          <p class="label">{own('evidence')}</p>
          <p class="hint">{own('full', { n: limits.evidence })}</p>
        </div>
      ) : (
        <FileField
          name="fileIds"
          label={own('evidence')}
          hint={own('evidenceHint', { n: limits.evidence })}
          accept=".pdf,.jpg,.jpeg,.png"
          purpose={{ purpose: 'EVIDENCE', publicityId }}
          onAccepted={take}
        />
      )}
    </div>
  );
}

function problemsOf(form: Form): Line[] {
  const line = (field: string, message: string): Line => ({
    code: 'REQUIRED',
    field,
    message,
    advice: false,
  });
  const found = linesOf(checkObjection(form));
  const about = (field: string) => found.filter((one) => one.field === field);
  return [
    ...(form.applicationNo.trim() ? about('/applicationNo') : [line('applicationNo', own('noNo'))]),
    ...(form.content.trim().length >= 10 ? about('/content') : [line('content', own('short'))]),
  ];
}
