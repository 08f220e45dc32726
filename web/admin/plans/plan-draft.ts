import { useEffect, useState } from 'preact/hooks';
import { type Answer, call } from '../../kit/client.ts';
import { type Draft, useDraft } from '../../kit/draft.ts';
import { fieldId, type Line } from '../../kit/findings.ts';
import { defineMessages, named } from '../../kit/i18n.ts';
import { toast } from '../../kit/notice.tsx';
import { keyOf, queryClient } from '../../kit/query.ts';
import { type Saver, useSave } from '../../kit/save.ts';
import { type JsonFault, sayFault } from './json-fault.ts';
import type { Version } from './plan-words.ts';
import { documentOf, partsOf, type Sections, sectionName, sectionsOf } from './sections.ts';

const own = defineMessages({ saved: ['已保存', 'Saved'] });

/** A draft version as it is being edited: what is typed, what of it is no JSON, and how it is saved. */
export interface PlanDraft {
  readonly draft: Draft<Sections>;
  readonly saver: Saver<'save-plan-version'>;
  /** By section, what the last attempt to save found to be no JSON. */
  readonly wrong: Readonly<Record<string, JsonFault>>;
  /** The same for the summary; changes with each attempt. */
  readonly faults: readonly Line[];
  /** Sections that are typed and not saved. */
  readonly unsaved: readonly string[];
  save(): Promise<void>;
}

const heldOf = (version: Version, etag: number) => ({ value: sectionsOf(version.document), version: etag });

export function usePlanDraft(version: Version, etag: number): PlanDraft {
  const { planCode, planVersion } = version;
  const params = { planCode, planVersion: String(planVersion) };
  const [wrong, setWrong] = useState<Readonly<Record<string, JsonFault>>>({});
  const held = heldOf(version, etag);
  const draft = useDraft<Sections>(`plan.${planCode}.${planVersion}`, held, partsOf(held.value));
  const saver = useSave<'save-plan-version', Sections>('save-plan-version', {
    draft,
    options: (value, ifMatch) => {
      const composed = documentOf(value);
      return { params, body: { document: composed.ok ? composed.document : {} }, ifMatch };
    },
    held: ({ body, version: now }) => heldOf(body, now ?? body.version),
    learn: (answer: Answer<'get-plan-version'>) => {
      queryClient.setQueryData(keyOf('get-plan-version', { params }), answer);
      for (const route of ['list-plan-versions', 'list-plan-changes'])
        void queryClient.invalidateQueries({ queryKey: [route] });
    },
    read: () => call('get-plan-version', { params }),
  });
  useEffect(() => enterFirst(wrong), [wrong]);
  const save = async () => {
    const composed = documentOf(draft.value);
    setWrong(composed.ok ? {} : composed.wrong);
    if (composed.ok && (await saver.save())) toast(own('saved'));
  };
  return {
    ...{ draft, saver, wrong, save },
    faults: Object.entries(wrong).map(([key, fault]) => ({
      code: 'NO_JSON',
      field: key,
      message: named(sectionName(key), sayFault(fault)),
      advice: false,
    })),
    unsaved: draft.dirty
      ? Object.keys(draft.value).filter((key) => draft.value[key] !== held.value[key])
      : [],
  };
}

/** To the first section that is no JSON, with the cursor where it stops being it. */
function enterFirst(wrong: Readonly<Record<string, JsonFault>>): void {
  const [first] = Object.entries(wrong);
  const area = first && document.getElementById(fieldId(first[0]));
  if (!(area instanceof HTMLTextAreaElement)) return;
  area.scrollIntoView({ block: 'center' });
  area.focus();
  area.setSelectionRange(first![1].at, first![1].at + first![1].found.length);
}
