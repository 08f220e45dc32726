import { defineMessages } from '../../kit/i18n.ts';
import { archiveKindName } from '../../kit/words.ts';

/** Words of the achievement archive. */
export const words = defineMessages({
  intro: [
    '业绩条目保存后送用人单位审查，审查通过后才可在申报时提取。',
    'A saved item goes to your employing unit; once approved it can be used in a declaration.',
  ],
  addItem: ['添加业绩', 'Add an achievement'],
  emptyTitle: ['还没有业绩', 'No achievements yet'],
  emptyText: [
    '先添加能代表您专业水平的工程项目、论文、专利等。',
    'Begin with the projects, papers or patents that show your work best.',
  ],
  DRAFT: ['未保存', 'Draft'],
  SAVED: ['单位审查中', 'With the unit'],
  APPROVED: ['单位审查通过', 'Approved by the unit'],
  RETURNED: ['单位退回', 'Returned by the unit'],
  kind: ['业绩类别', 'Kind'],
  title: ['名称', 'Title'],
  role: ['本人角色', 'Your role'],
  roleHint: [
    '例如：项目负责人、结构设计、第一作者',
    'For example: project lead, structural design, first author',
  ],
  collective: ['是否集体项目', 'A collective project?'],
  collectiveHint: [
    '集体项目在申报时须提供本人系主要贡献者依据。',
    'For a collective project you will be asked for proof that you are a main contributor.',
  ],
  description: ['内容说明', 'Description'],
  files: ['证明材料', 'Evidence'],
  oneFile: ['一个文件', 'a file'],
  filesHint: [
    'PDF、JPG 或 PNG，每个不超过 20 MB，最多 20 个。',
    'PDF, JPG or PNG, up to 20 MB each, at most 20.',
  ],
  addFile: ['添加文件', 'Add a file'],
  saveHint: [
    '点击“保存”后，此条目送现工作单位审查。',
    'Saving sends this item to your current unit for review.',
  ],
  keep: ['暂存', 'Keep as a draft'],
  kept: ['已暂存，尚未送单位审查', 'Kept as a draft; not yet with the unit'],
  sent: ['已保存，已送单位审查', 'Saved; it is now with your unit'],
  newVersion: [
    '此条目已审查通过。修改后将成为新版本，须重新审查；审查期间，已通过的版本仍可提取。',
    'This item is approved. A change makes a new version, which is reviewed again; the approved version stays usable meanwhile.',
  ],
  waiting: [
    '此条目正在单位审查，审查结束前不能修改。',
    'The unit is reviewing this item; it cannot be changed meanwhile.',
  ],
  overtaken: [
    '此条目已在别处送审或审查，您填写的内容仍保留在本浏览器。',
    'The item was submitted or reviewed elsewhere meanwhile; what you typed is kept in this browser.',
  ],
  remove: ['删除', 'Delete'],
  removeTitle: ['删除业绩：{title}', 'Delete: {title}'],
  removeText: ['从业绩档案中删除此条目及其证明材料。', 'The item and its proofs leave your archive.'],
  removed: ['已删除', 'Deleted'],
  remark: ['单位意见', 'The unit’s remark'],
  version: ['第 {n} 版', 'version {n}'],
  stillUsable: ['第 {n} 版可提取', 'version {n} is usable'],
  addTitle: ['添加业绩', 'Add an achievement'],
  editTitle: ['修改业绩', 'Change an achievement'],
  approvedBy: ['{name} 于 {at} 审查通过', 'approved by {name} on {at}'],
});

const usual = ['PROJECT', 'PAPER', 'PATENT', 'STANDARD', 'AWARD', 'OTHER'] as const;

/** Kinds while no plan is chosen yet; the archive serves every plan. */
export const usualKinds = () =>
  usual.map((code) => ({ value: code as string, label: archiveKindName(code) }));

export const statusTones = { DRAFT: 'neutral', SAVED: 'info', APPROVED: 'good', RETURNED: 'warn' } as const;
