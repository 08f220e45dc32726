import type { AttachmentRules } from '../contracts/file-verdict.ts';
import type { Bilingual, Finding } from '../contracts/finding.ts';
import type { RuleId } from '../rules/base/finding.ts';
import { find } from '../rules/files/findings.ts';
import { isWhite } from './pdf-lexer.ts';
import { type PdfObjects, readPdfObjects } from './pdf-objects.ts';

/**
 * Names that let a PDF act or carry other files (ISO 32000-1 §12.6.4, §7.11.4, §13): scripts, programs,
 * form submission, embedded files, rich media, XFA forms.
 */
const activeNames: Readonly<Record<string, string>> = {
  JavaScript: 'JavaScript',
  JS: 'JavaScript',
  Rendition: 'JavaScript',
  Launch: '启动程序 Launch',
  GoToE: '内嵌文件 GoToE',
  EmbeddedFile: '内嵌文件 EmbeddedFile',
  EmbeddedFiles: '内嵌文件 EmbeddedFile',
  EF: '内嵌文件 EmbeddedFile',
  SubmitForm: '提交表单 SubmitForm',
  ImportData: '导入数据 ImportData',
  RichMedia: '富媒体 RichMedia',
  XFA: 'XFA 动态表单',
};

export interface PdfInspection {
  readonly findings: readonly Finding[];
  readonly pages?: number;
  /** For the malware scan, which looks into streams too. */
  readonly objects?: PdfObjects;
}

/**
 * Judges a PDF by its content: whole, readable, not encrypted, without active content; pages are counted.
 * All findings are reported together. Never throws; reads at most four times the file's length.
 * @param rule id quoted with the findings, after the purpose of the file.
 */
export async function inspectPdf(
  bytes: Uint8Array,
  rules: AttachmentRules,
  rule: RuleId,
): Promise<PdfInspection> {
  const damage = tailDamage(bytes);
  if (damage) return { findings: [unreadable(rule, damage)] };
  const objects = await readPdfObjects(bytes);
  const findings: Finding[] = [];
  if (objects.encrypted) findings.push(find('ATT_ENCRYPTED', { rule }));
  const active = [...new Set([...objects.names].flatMap((name) => lookUp(activeNames, name) ?? []))];
  if (active.length > 0)
    findings.push(find('ATT_ACTIVE_CONTENT', { rule, found: active.join('、'), allowed: '无' }));
  if (objects.exhausted || (objects.opaque && !objects.encrypted)) {
    findings.push(
      unreadable(rule, { zh: '内部对象无法完整读取', en: 'its objects cannot be read completely' }),
    );
  } else if (!objects.encrypted && (!objects.catalog || objects.pages === 0)) {
    findings.push(unreadable(rule, { zh: '找不到页面', en: 'it has no page' }));
  }
  if (objects.pages > rules.pagesAdvised)
    findings.push(find('ATT_PAGES', { rule, found: objects.pages, allowed: rules.pagesAdvised }));
  const trailing = trailingBytes(bytes);
  if (trailing > 0) {
    const words = { what: { zh: '其他内容', en: 'other content' } };
    findings.push(find('ATT_TRAILING', { rule, found: trailing, allowed: 0, words }));
  }
  return { findings, objects, ...(objects.pages > 0 && { pages: objects.pages }) };
}

/** Offset of `%PDF-` when nothing but white space or a byte-order mark stands before it; otherwise undefined. */
export function pdfStart(bytes: Uint8Array): number | undefined {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < 64 && isWhite(bytes[at])) at++;
  return asBuffer(bytes).toString('latin1', at, at + 5) === '%PDF-' ? at : undefined;
}

const unreadable = (rule: RuleId, why: Bilingual): Finding =>
  find('ATT_UNREADABLE', { rule, words: { why } });

/** What the end of the file says: cut off, or with a cross-reference that points nowhere. */
function tailDamage(bytes: Uint8Array): Bilingual | undefined {
  const cut = { zh: '文件不完整，缺少结尾（%%EOF）', en: 'it is incomplete, its end (%%EOF) is missing' };
  const file = asBuffer(bytes);
  const eof = file.lastIndexOf('%%EOF');
  const start = eof < 0 ? -1 : file.lastIndexOf('startxref', eof);
  // Objects after the last %%EOF: an update, or the main part of a linearized file, that was cut off.
  if (start < 0 || eof - start > 256 || /\d[\s\0]+\d+[\s\0]+obj/.test(tailText(file, eof))) return cut;
  const offset = Number(/^startxref[\s\0]+(\d+)/.exec(file.toString('latin1', start, start + 64))?.[1]);
  if (!Number.isSafeInteger(offset)) return cut;
  const target = offset + (pdfStart(bytes) ?? 0);
  const there = file.toString('latin1', target, target + 64).replace(/^[\s\0]+/, '');
  if (offset === 0 || !/^(xref|\d+\s+\d+\s+obj)/.test(there)) {
    return { zh: '交叉引用表（xref）损坏', en: 'its cross-reference (xref) is damaged' };
  }
  return undefined;
}

/** Up to 64 KB after the last %%EOF. */
const tailText = (file: Buffer, eof: number): string => file.toString('latin1', eof + 5, eof + 65_541);

/** Bytes after the last %%EOF, white space aside. */
function trailingBytes(bytes: Uint8Array): number {
  const eof = asBuffer(bytes).lastIndexOf('%%EOF') + 5;
  let end = bytes.length;
  while (end > eof && isWhite(bytes[end - 1])) end--;
  return end - eof;
}

const lookUp = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
