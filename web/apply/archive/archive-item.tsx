import { useState } from 'preact/hooks';
import { useLocation, useParams } from 'wouter-preact';
import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button, Link } from '../../kit/button.tsx';
import { type Answer, call } from '../../kit/client.ts';
import { Conflicts } from '../../kit/conflict.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { type Held, useDraft } from '../../kit/draft.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { RadioCards, Select, TextArea, TextField } from '../../kit/fields.tsx';
import { FileField, StoredFile } from '../../kit/file-field.tsx';
import { linesOf } from '../../kit/findings.ts';
import { fieldsOf, useWrong } from '../../kit/form.ts';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { keyOf, queryClient, useAct, useApi } from '../../kit/query.ts';
import { useSave } from '../../kit/save.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { NotFound, QueryView } from '../../kit/states.tsx';
import { t } from '../words.ts';
import type { ArchiveItem } from './archive.tsx';
import { archiveParts } from './archive-parts.ts';
import { statusTones, usualKinds, words } from './archive-words.ts';

type Body = BodyOf<'ArchiveItemBody'>;
const blank: Body = { kind: '', title: '', role: '', collective: false, fileIds: [] };

export default function ArchiveItemPage() {
  const { itemId } = useParams<{ itemId: string }>();
  const query = useApi('list-archive');
  const fresh = itemId === 'new';
  return (
    <div class="stack">
      <PageTitle
        before={
          <p>
            <Link href="/archive">
              {t('back')} · {t('archive')}
            </Link>
          </p>
        }
      >
        {words(fresh ? 'addTitle' : 'editTitle')}
      </PageTitle>
      {/* One place for both: an item that was just made keeps its form, and what was refused about it. */}
      <QueryView query={query}>
        {({ body }) => {
          const item = body.items.find((one) => one.itemId === itemId);
          return item || fresh ? <ItemForm item={item} /> : <NotFound />;
        }}
      </QueryView>
    </div>
  );
}

function bodyOf(item: ArchiveItem): Body {
  const { kind, title, role, collective, from, to, description, fileIds } = item;
  return {
    kind,
    title,
    role,
    collective,
    fileIds,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(description ? { description } : {}),
  };
}

/** What is sent: empty texts and dates are absent. */
const cleaned = (value: Body): Body =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== '' && v !== undefined)) as Body;

/** What the form holds of the stored item. */
const heldOf = (item: ArchiveItem | undefined): Held<Body> =>
  item ? { value: bodyOf(item), version: item.version } : { value: blank };

const listKey = keyOf('list-archive');

/** The newest answer about an item stands in the list at once. */
function learn({ body }: Answer<'save-archive-item'>): void {
  queryClient.setQueryData<Answer<'list-archive'>>(listKey, (list) => {
    if (!list) return list;
    const others = list.body.items.filter((one) => one.itemId !== body.itemId);
    const at = list.body.items.findIndex((one) => one.itemId === body.itemId);
    return { ...list, body: { items: others.toSpliced(at < 0 ? others.length : at, 0, body) } };
  });
}

/** Items have no route of their own to read them. */
async function readItem(itemId: string): Promise<Answer<'save-archive-item'>> {
  const { body } = await call('list-archive');
  const item = body.items.find((one) => one.itemId === itemId);
  if (!item) throw new RangeError(`no item ${itemId}`);
  return { body: item, version: item.version };
}

function useItemForm(item: ArchiveItem | undefined) {
  const draft = useDraft<Body>(`archive.${item?.itemId ?? 'new'}`, heldOf(item), archiveParts);
  const create = useAct('create-archive-item');
  const [overtaken, setOvertaken] = useState(false);
  const saver = useSave('save-archive-item', {
    draft,
    options: (value, ifMatch) => ({
      params: { itemId: item?.itemId ?? '' },
      body: cleaned(value),
      ifMatch,
    }),
    held: ({ body }) => heldOf(body),
    learn,
    read: () => readItem(item?.itemId ?? ''),
    // To save what waits at the unit takes it back; to save what it approved begins another version.
    goesOn: ({ body }) => {
      setOvertaken(body.status !== item?.status);
      return body.status === item?.status;
    },
  });
  const keep = async () => {
    if (!item) {
      const saved = draft.saving();
      const made = await create.run({ body: cleaned(draft.value) });
      if (made) {
        learn(made);
        saved();
      }
      return made?.body;
    }
    if (!draft.dirty && item.status !== 'APPROVED') return item;
    return (await saver.save())?.body;
  };
  return { draft, saver, create, keep, overtaken };
}

function ItemForm({ item }: { item: ArchiveItem | undefined }) {
  const [, go] = useLocation();
  const { draft, saver, create, keep, overtaken } = useItemForm(item);
  const [asking, setAsking] = useState(false);
  const send = useAct('submit-archive-item');
  const locked = item?.status === 'SAVED';
  // What waits at the unit is shown as it is there; what was typed over it stays for later.
  const value = locked ? bodyOf(item) : draft.value;
  const problem = overtaken ? undefined : (saver.problem ?? create.problem ?? send.problem);
  const wrong = useWrong(value, linesOf(problem?.errors), [problem]);
  const fields = fieldsOf(value, draft.set, wrong, { disabled: locked });
  const busy = create.busy || saver.busy || send.busy;

  const keepOnly = async () => {
    const kept = await keep();
    if (!kept) return;
    toast(words('kept'));
    go(`/archive/${kept.itemId}`, { replace: true });
  };
  const submit = async () => {
    setAsking(false);
    const kept = await keep();
    if (!kept) return;
    const sent = await send.run({ params: { itemId: kept.itemId } });
    if (!sent) return go(`/archive/${kept.itemId}`, { replace: true });
    learn(sent);
    toast(words('sent'));
    go('/archive');
  };

  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.conflicts.length > 0) void saver.save();
        else setAsking(true);
      }}
    >
      {locked ? null : <Conflicts draft={draft} asked={saver.asked} />}
      {overtaken ? <Notice tone="warn">{words('overtaken')}</Notice> : null}
      <ProblemSummary problem={problem} />
      {item ? <ItemState item={item} /> : null}
      <Select
        {...fields.choice('kind')}
        label={words('kind')}
        choices={usualKinds()}
        required
        width="middle"
      />
      <TextField {...fields.text('title')} printed label={words('title')} required />
      <TextField
        {...fields.text('role')}
        printed
        label={words('role')}
        hint={words('roleHint')}
        required
        width="middle"
      />
      <RadioCards
        name="collective"
        label={words('collective')}
        hint={words('collectiveHint')}
        value={value.collective ? 'yes' : 'no'}
        onChange={(chosen) => draft.set({ collective: chosen === 'yes' })}
        choices={[
          { value: 'no', label: t('no') },
          { value: 'yes', label: t('yes') },
        ]}
        error={wrong('collective')}
        required
        disabled={locked}
        inline
      />
      <DateField {...fields.date('from')} label={t('from')} />
      <DateField {...fields.date('to')} label={t('to')} />
      <TextArea {...fields.text('description')} printed label={words('description')} />
      <Files
        value={value.fileIds}
        onChange={(fileIds) => draft.set({ fileIds })}
        error={wrong('fileIds')}
        locked={locked}
      />
      {locked ? null : (
        <>
          <p class="hint">{words('saveHint')}</p>
          <div class="actions">
            <Button look={draft.conflicts.length ? 'secondary' : 'primary'} type="submit" busy={busy}>
              {t('save')}
            </Button>
            <Button busy={busy} onClick={() => void keepOnly()}>
              {words('keep')}
            </Button>
            {draft.dirty ? (
              <Button look="plain" onClick={draft.discard}>
                {t('discard')}
              </Button>
            ) : null}
          </div>
        </>
      )}
      <ActDialog
        open={asking}
        title={words('saveHint')}
        confirm={t('save')}
        act={{ busy }}
        send={submit}
        onClose={() => setAsking(false)}
      >
        <p>{words('intro')}</p>
      </ActDialog>
    </form>
  );
}

function ItemState({ item }: { item: ArchiveItem }) {
  return (
    <div class="stack tight">
      <p class="row">
        <StatusTag tone={statusTones[item.status]}>{words(item.status)}</StatusTag>
        <span class="quiet">{words('version', { n: item.itemVersion })}</span>
      </p>
      {item.status === 'APPROVED' ? <Notice>{words('newVersion')}</Notice> : null}
      {item.status === 'SAVED' ? <Notice>{words('waiting')}</Notice> : null}
      {item.status === 'RETURNED' && item.remark ? (
        <Notice tone="warn" title={words('remark')}>
          {item.remark}
        </Notice>
      ) : null}
    </div>
  );
}

function Files({
  value,
  onChange,
  error,
  locked,
}: {
  value: readonly string[];
  onChange(ids: string[]): void;
  error: string | undefined;
  locked: boolean;
}) {
  const remove = (id: string) => {
    const before = [...value];
    onChange(value.filter((one) => one !== id));
    toast(t('delete'), () => onChange(before));
  };
  return (
    <fieldset class="field">
      <legend>{words('files')}</legend>
      {value.map((id) => (
        <StoredFile key={id} fileId={id} onRemove={locked ? undefined : () => remove(id)} />
      ))}
      {locked || value.length >= 20 ? null : (
        <FileField
          key={value.length}
          name="fileIds"
          label={words('addFile')}
          hint={words('filesHint')}
          accept=".pdf,.jpg,.jpeg,.png"
          purpose={{ purpose: 'ARCHIVE' }}
          onAccepted={(file) => onChange([...value, file.fileId])}
          error={error}
          camera
        />
      )}
    </fieldset>
  );
}
