import type { AttachmentRules } from '../contracts/file-verdict.ts';
import type { Bilingual, Finding } from '../contracts/finding.ts';
import { sizeOf } from '../rules/base/bytes.ts';
import type { RuleId } from '../rules/base/finding.ts';
import { find } from '../rules/files/findings.ts';
import { isWhite } from './pdf-lexer.ts';
import { MAX_UNPACKED, type PdfObjects, readPdfObjects } from './pdf-objects.ts';

export interface PdfInspection {
  readonly findings: readonly Finding[];
  readonly pages?: number;
  /** Without what follows its end; only when something does and nothing stops the file. */
  readonly cleaned?: Uint8Array<ArrayBuffer>;
}

/**
 * Judges a PDF by its content (docs/uploads.md): whole, opening without a password, without active content, of a size that
 * can be opened; pages are counted. All findings are reported together. Never throws; reads at most four times the file's
 * length and unpacks no more than `MAX_UNPACKED`.
 * @param rule id quoted with the findings, after the purpose of the file.
 */
export async function inspectPdf(
  bytes: Uint8Array,
  rules: AttachmentRules,
  rule: RuleId,
): Promise<PdfInspection> {
  const end = endOf(bytes);
  if (end === undefined) return { findings: [unreadable(rule, cut)] };
  const objects = await readPdfObjects(bytes);
  const bloated = await objects.isBloated();
  const findings = [...contentFindings(objects, bloated, bytes.length, rule)];
  if (objects.pages > rules.pagesAdvised)
    findings.push(find('ATT_PAGES', { rule, found: objects.pages, allowed: rules.pagesAdvised }));
  const stopped = findings.some((finding) => finding.severity === 'error');
  const trailing = bytes.length - end;
  if (trailing > 0) {
    const words = { what: { zh: '其他内容', en: 'other content' }, size: sizeOf(trailing) };
    findings.push(find('ATT_TRAILING', { rule, found: trailing, allowed: 0, words }));
  }
  return {
    findings,
    ...(objects.pages > 0 && { pages: objects.pages }),
    ...(trailing > 0 && !stopped && { cleaned: bytes.slice(0, end) }),
  };
}

function* contentFindings(
  objects: PdfObjects,
  bloated: boolean,
  length: number,
  rule: RuleId,
): Generator<Finding> {
  const { locked, active, linearized = 0 } = objects;
  if (locked) yield find('ATT_ENCRYPTED', { rule });
  if (active.length > 0) yield find('ATT_ACTIVE_CONTENT', { rule, found: active.join('、'), allowed: '无' });
  if (bloated)
    yield find('ATT_UNPACKED', { rule, allowed: MAX_UNPACKED, words: { limit: sizeOf(MAX_UNPACKED) } });
  if (linearized > length) yield unreadable(rule, cut);
  else if (objects.exhausted || (objects.opaque && !locked))
    yield unreadable(rule, { zh: '内部对象无法完整读取', en: 'its objects cannot be read completely' });
  else if (!locked && (!objects.catalog || objects.pages === 0))
    yield unreadable(rule, { zh: '找不到页面', en: 'it has no page' });
}

const unreadable = (rule: RuleId, why: Bilingual): Finding =>
  find('ATT_UNREADABLE', { rule, words: { why } });

const cut = { zh: '文件不完整，缺少结尾（%%EOF）', en: 'it is incomplete, its end (%%EOF) is missing' };

/** `startxref`, its number, and the mark; some writers leave the mark out, and some transfers take its last bytes. */
const ENDING = /^startxref[\s\0]+\d+(?:[\s\0]*(?:%[^\r\n]*[\r\n][\s\0]*)*%%EOF|[\s\0]+%?%?E?O?$|[\s\0]*$)/;
/** How far behind `startxref` the end may stand. */
const TAIL = 256;

/**
 * Offset just after the end mark, white space included; undefined when there is none, or objects come after it: the file was
 * cut off. Where `startxref` points is nobody's concern: viewers repair a cross-reference table that is wrong or missing, and
 * everything is read here as they read it then.
 */
function endOf(bytes: Uint8Array): number | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = file.lastIndexOf('%%EOF');
  let end = mark < 0 ? undefined : mark + 5;
  for (let at = file.lastIndexOf('startxref'), tries = 0; at >= 0 && tries < 8; tries++) {
    const ending = ENDING.exec(file.toString('latin1', at, at + TAIL));
    if (ending) {
      end = at + ending[0].length;
      break;
    }
    at = at === 0 ? -1 : file.lastIndexOf('startxref', at - 1);
  }
  // Objects after the end: an update, or the main part of a linearized file, that was cut off.
  if (end === undefined || /\d[\s\0]+\d+[\s\0]+obj/.test(file.toString('latin1', end, end + 65_536)))
    return undefined;
  let white = end;
  while (white < bytes.length && isWhite(bytes[white])) white++;
  if (white === bytes.length) return white;
  // One line end belongs to the mark.
  if (bytes[end] === 13) end++;
  if (bytes[end] === 10) end++;
  return end;
}
