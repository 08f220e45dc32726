import type { ReturnItem } from '../../../../shared/contracts/application.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { answerPath } from '../../../../shared/rules/declaration/answer-words.ts';
import { askedFields } from '../../../../shared/rules/plan/asked-fields.ts';
import { useDraft } from '../../../kit/draft.ts';
import { defineMessages, say } from '../../../kit/i18n.ts';
import type { DeskFile } from '../source.ts';

/** 一次性告知 (L11): everything that is to be corrected, gathered while the file is read, sent in one answer. */

const own = defineMessages({
  person: ['姓名、证件、出生日期等身份信息', 'Name, document, birth date'],
  photo: ['证件照', 'ID photo'],
  commitment: ['个人承诺（签名）', 'Commitment (signature)'],
  achievement: ['业绩：{title}', 'Achievement: {title}'],
  attachment: ['附件：{name}', 'Attachment: {name}'],
  data: ['申报信息：{name}', 'Declaration: {name}'],
  dataAll: ['申报信息', 'Declaration data'],
});

export interface ReturnDraft {
  readonly items: readonly ReturnItem[];
  has(path: string): boolean;
  toggle(path: string): void;
  remark(path: string, text: string): void;
  clear(): void;
}

const nothing = { value: { items: [] } };

/** Kept in the browser by application and turn: another turn begins with an empty list. */
export function useReturnDraft(file: Pick<DeskFile, 'applicationId' | 'turn'>): ReturnDraft {
  const draft = useDraft<{ items: ReturnItem[] }>(`return.${file.applicationId}.${file.turn}`, nothing);
  const { items } = draft.value;
  const has = (path: string) => items.some((item) => item.path === path);
  return {
    items,
    has,
    toggle: (path) =>
      draft.set((now) => ({
        items: now.items.some((item) => item.path === path)
          ? now.items.filter((item) => item.path !== path)
          : [...now.items, { path, remark: '' }],
      })),
    remark: (path, text) =>
      draft.set((now) => ({
        items: now.items.map((item) => (item.path === path ? { ...item, remark: text } : item)),
      })),
    clear: draft.discard,
  };
}

export const attachmentPath = ({ code, oneOf }: { code: string; oneOf?: string[] | undefined }): string =>
  `/attachments/${oneOf?.join('|') ?? code}`.slice(0, 120);

export interface PathChoice {
  value: string;
  label: string;
}

/** Everything of this file that a return can name. */
export function returnPaths(file: DeskFile, plan: Plan | undefined): PathChoice[] {
  const fields = plan?.form.fields ?? [];
  const seen = new Set<string>();
  return [
    { value: '/person', label: own('person') },
    { value: '/photo', label: own('photo') },
    { value: '/commitment', label: own('commitment') },
    ...(fields.length
      ? fields.map((field) => ({
          value: `/data/${field.key}`,
          label: own('data', { name: say(field.names) }),
        }))
      : [{ value: '/data', label: own('dataAll') }]),
    ...(plan ? askedFields(plan) : []).map(({ code, names }) => ({
      value: answerPath(code),
      label: own('data', { name: say(names) }),
    })),
    ...file.declaration.achievements.map((one) => ({
      value: `/achievements/${one.itemId}`,
      label: own('achievement', { title: one.title }),
    })),
    ...file.requirements.map((one) => ({
      value: attachmentPath(one),
      label: own('attachment', { name: say(one.names) }),
    })),
  ].filter(({ value }) => !seen.has(value) && seen.add(value));
}

/** The words for a path, however it came about. */
export function pathLabel(path: string, choices: readonly PathChoice[]): string {
  return choices.find((choice) => choice.value === path)?.label ?? path;
}
