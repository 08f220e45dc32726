import type { FilePurpose } from '../../contracts/file-verdict.ts';
import { findings, type RuleId } from '../base/finding.ts';

/** The rule that makes a file of each purpose necessary; quoted with findings that no other rule explains. */
export const purposeRules = {
  PHOTO: 'R14',
  ATTACHMENT: 'R57',
  ARCHIVE: 'R3',
  AUTHORISATION: 'R8',
  EVIDENCE: 'D22',
} as const satisfies Record<FilePurpose, RuleId>;

/** A file is held to the rule of its purpose. */
const ofPurpose = ['R57', 'R3', 'R8', 'R14', 'D22'] as const;

/** Codes of files: what is chosen, what its bytes say, the photo (R14–R19, D1–D5). */
export const find = /* @__PURE__ */ findings({
  PHOTO_FORMAT: {
    rules: ['R16'],
    zh: '照片须为 JPG 或 JPEG 格式，此文件的内容是 {found}；只改扩展名不起作用',
    en: 'The photo must be a JPG/JPEG file, and this one is {found}; renaming does not make one',
  },
  PHOTO_UNDECODABLE: {
    rules: ['R16', 'D2'],
    zh: '照片无法完整解码：{why}',
    en: 'The photo does not decode to its end: {why}',
  },
  PHOTO_BYTES_LOW: {
    rules: ['R17'],
    zh: '文件为 {size}（{found} 字节），须{low} 且{high}；建议 {band}（{from} 至 {to} 字节）',
    en: '{size} ({found} bytes); {low} and {high} required, {band} ({from} to {to} bytes) advised',
  },
  PHOTO_BYTES_HIGH: {
    rules: ['R17'],
    zh: '文件为 {size}（{found} 字节），须{low} 且{high}；建议 {band}（{from} 至 {to} 字节）',
    en: '{size} ({found} bytes); {low} and {high} required, {band} ({from} to {to} bytes) advised',
  },
  PHOTO_WIDTH: {
    rules: ['R18'],
    zh: '宽为 {found} 像素，须{limit}',
    en: '{found} pixels wide; {limit} required',
  },
  PHOTO_HEIGHT: {
    rules: ['R18'],
    zh: '高为 {found} 像素，须{limit}',
    en: '{found} pixels high; {limit} required',
  },
  PHOTO_PIXELS_HIGH: {
    rules: ['D1'],
    zh: '照片为 {size} 像素，超过 2500 万像素，请缩小后上传',
    en: '{size} pixels is more than 25 megapixels: make it smaller',
  },
  PHOTO_RATIO_LOW: {
    rules: ['R19'],
    zh: '宽高比为 {size}（{found}），须{range}；照片偏窄',
    en: 'Width to height is {size} ({found}), to be {range}: too narrow',
  },
  PHOTO_RATIO_HIGH: {
    rules: ['R19'],
    zh: '宽高比为 {size}（{found}），须{range}；照片偏宽',
    en: 'Width to height is {size} ({found}), to be {range}: too wide',
  },
  PHOTO_EXTENSION: {
    rules: ['D4'],
    zh: '内容是 JPEG，已接受；文件扩展名{ending}，建议改为 .jpg 或 .jpeg',
    en: 'Accepted as JPEG by its content; the name {ending}, .jpg or .jpeg is usual',
    severity: 'advice',
  },
  PHOTO_DECLARED_TYPE: {
    rules: ['D4'],
    zh: '内容是 JPEG，已接受；浏览器声明的类型是 {found}',
    en: 'Accepted as JPEG by its content; it was declared as {found}',
    severity: 'advice',
  },
  PHOTO_COLOUR: {
    rules: ['D2'],
    zh: '照片是{found}图像，可以使用；电子证书按 sRGB 显示，颜色可能略有不同',
    en: 'A {found} picture: accepted; the certificate shows it in sRGB, colours may differ a little',
    severity: 'advice',
  },
  PHOTO_ODDITY: {
    rules: ['D12'],
    zh: '照片文件有不规范之处（{what}），图像完整，已接受',
    en: 'The file is written oddly ({what}); the picture is whole and accepted',
    severity: 'advice',
  },
  PHOTO_TRAILING: {
    rules: ['D3'],
    zh: '图像之后还有 {size}其他数据，不影响审核，展示时会去除',
    en: '{size} follow the picture: no defect, left out of what readers get',
    severity: 'advice',
  },
  PHOTO_BYTES_BAND: {
    rules: ['Q5'],
    zh: '文件为 {size}（{found} 字节），符合要求；为避免按 1000 换算时超限，建议 {band}（{from} 至 {to} 字节）',
    en: '{size} ({found} bytes) pass; {band} ({from} to {to} bytes) would also pass where 1K is 1000 bytes',
    severity: 'advice',
  },
  PHOTO_BACKGROUND: {
    rules: ['R15'],
    zh: '背景约 {percent}% 为白色，请确认是白底证件照；由审核人员判断',
    en: 'About {percent}% of the background is white; please make sure it is a white one. A person decides',
    severity: 'advice',
  },
  PHOTO_LOCATION: {
    rules: ['D3'],
    zh: '照片附带拍摄位置（GPS），不影响审核，展示时会去除',
    en: 'The photo carries the place where it was taken (GPS): no defect, left out of what readers get',
    severity: 'advice',
  },
  PHOTO_NOT_CLEAN: {
    rules: ['R57'],
    zh: '照片未通过查毒：{found}，请另选一张照片',
    en: 'The photo is not clean: {found}; choose another one',
  },
  ATT_FORMAT: {
    rules: ofPurpose,
    zh: '文件内容是 {found}，不是 {allowed}，请转换格式后上传（只改扩展名不起作用）',
    en: 'The content is {found}, not {allowed}; convert the file (renaming does not)',
  },
  ATT_EMPTY: { rules: ofPurpose, zh: '文件是空的，请重新选择', en: 'The file is empty; choose it again' },
  ATT_BYTES_HIGH: {
    rules: ofPurpose,
    zh: '文件为 {size}，最大 {limit}，请压缩或降低扫描分辨率',
    en: '{size}; at most {limit}: compress it or scan at a lower resolution',
  },
  ATT_PIXELS_HIGH: {
    rules: ofPurpose,
    zh: '图像为 {size} 像素，超过 {allowed} 像素或单边 {side} 像素，请降低扫描分辨率',
    en: '{size} pixels; at most {allowed} and {side} a side: scan at a lower resolution',
  },
  ATT_ENCRYPTED: {
    rules: ofPurpose,
    zh: 'PDF 没有密码打不开，审核人员无法查看，请取消打开密码后重新上传',
    en: 'The PDF cannot be opened without a password, so reviewers cannot read it; remove the password',
  },
  ATT_ACTIVE_CONTENT: {
    rules: ofPurpose,
    zh: 'PDF 含有可执行或内嵌内容（{found}），请另存或打印为普通 PDF 后重新上传',
    en: 'The PDF holds active or embedded content ({found}); print it to a plain PDF and upload that',
  },
  ATT_UNPACKED: {
    rules: ofPurpose,
    zh: 'PDF 展开后超过 {limit}，审核人员难以打开，请降低扫描分辨率或另存后重新上传',
    en: 'The PDF unpacks to more than {limit}, too much to open; scan at a lower resolution or print it to a new PDF',
  },
  ATT_UNREADABLE: {
    rules: ofPurpose,
    zh: '文件无法完整读取：{why}，请重新导出、重新扫描或重新上传',
    en: 'The file cannot be read to its end: {why}; export, scan or upload it again',
  },
  ATT_NOT_CLEAN: {
    rules: ['R57', 'D22'],
    zh: '文件尚未通过检查（{found}），请稍候或换一份文件',
    en: 'The file has not passed its check ({found}); wait a moment or use another one',
  },
  ATT_PAGES: {
    rules: ofPurpose,
    zh: 'PDF 有 {found} 页，建议只上传需要的页面（不超过 {allowed} 页）',
    en: 'The PDF has {found} pages; upload only those needed (at most {allowed} advised)',
    severity: 'advice',
  },
  ATT_ODDITY: {
    rules: ofPurpose,
    zh: '文件有不规范之处（{what}），内容完整，已接受',
    en: 'The file is written oddly ({what}); its content is whole and accepted',
    severity: 'advice',
  },
  ATT_TRAILING: {
    rules: ofPurpose,
    zh: '文件结束之后还有 {size}{what}，展示时会去除；如需提交请另行上传',
    en: '{size} of {what} follow the end and are left out of what readers get; upload them separately if needed',
    severity: 'advice',
  },
  ATT_NAME: {
    rules: ofPurpose,
    zh: '内容是 {allowed}，已按 {allowed} 处理；文件名的扩展名与内容不一致',
    en: 'Taken as {allowed} by its content; the file name ends otherwise',
    severity: 'advice',
  },
  ATT_FILE_BYTES: {
    rules: ['R41'],
    zh: '文件不得超过 {limit}，所选文件为 {size}',
    en: 'The file may have {limit} at most; this one has {size}',
  },
  ATT_FILE_KIND: {
    rules: ['R41'],
    zh: '可上传的格式为 {allowed}，所选文件为 {found}',
    en: 'Upload {allowed}; this file is {found}',
  },
  ATT_UNKNOWN: {
    rules: ['R41'],
    zh: '本计划没有编号为 {found} 的附件',
    en: 'This plan has no attachment {found}',
  },
  PLAN_REQUIRED: {
    rules: ['R13'],
    zh: '请注明照片用于哪个申报计划',
    en: 'Please say for which plan the photo is',
  },
  FILE_UNKNOWN: {
    rules: ['R41', 'R3', 'D22'],
    zh: '没有找到您上传的文件 {found}',
    en: 'You have uploaded no file {found}',
  },
  FILE_TWICE: {
    rules: ['R3', 'R37', 'D22'],
    zh: '“{found}”与“{other}”是同一份文件，请移除其中一份',
    en: '{found} and {other} are the same file; please take one of them out',
  },
  FILE_NOT_READY: {
    rules: ['R57'],
    zh: '文件未通过检查或尚在检查，不能下载，请稍候刷新，或换一份文件',
    en: 'The file has not passed its check, so it cannot be downloaded; wait a moment, or use another one',
  },
});
