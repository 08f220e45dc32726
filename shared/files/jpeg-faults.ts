import type { Bilingual } from '../contracts/finding.ts';
import type { JpegFault } from '../contracts/photo.ts';

/** Each reason of D2 in words: what is wrong with the file and what the person can do. */
export const jpegFaultWords: Readonly<Record<JpegFault, Bilingual>> = {
  TRUNCATED: {
    zh: '文件不完整，在图像数据开始之前就结束了，请重新导出或重新上传',
    en: 'The file is incomplete: it ends inside its header; export or upload it again',
  },
  MISSING_EOI: {
    zh: '文件不完整，图像数据中断，缺少图像结束标记（EOI），请重新导出或重新上传',
    en: 'The file is incomplete: the scan is cut off and the end-of-image marker (EOI) is missing; export or upload it again',
  },
  BAD_SEGMENT: {
    zh: '文件结构损坏，标记段的长度或内容有误，请重新导出',
    en: 'The file is damaged: a marker segment has a wrong length or content; export it again',
  },
  NO_FRAME: {
    zh: '文件中没有图像帧（SOF），无法得到尺寸，请重新导出',
    en: 'The file holds no frame header (SOF); export it again',
  },
  NO_SCAN: {
    zh: '文件中没有图像扫描数据（SOS），请重新导出',
    en: 'The file holds no image scan (SOS); export it again',
  },
  TWO_FRAMES: {
    zh: '文件中有不止一个图像帧，请重新导出为普通 JPEG',
    en: 'The file holds more than one frame; export it as an ordinary JPEG',
  },
  ARITHMETIC: {
    zh: '采用算术编码的 JPEG，多数软件无法打开，请重新导出为普通 JPEG（霍夫曼编码）',
    en: 'Arithmetic-coded JPEG, which most software cannot open; export it as an ordinary (Huffman) JPEG',
  },
  LOSSLESS: {
    zh: '无损格式的 JPEG，多数软件无法打开，请重新导出为普通 JPEG',
    en: 'Lossless JPEG, which most software cannot open; export it as an ordinary JPEG',
  },
  HIERARCHICAL: {
    zh: '分层格式的 JPEG，多数软件无法打开，请重新导出为普通 JPEG',
    en: 'Hierarchical JPEG, which most software cannot open; export it as an ordinary JPEG',
  },
  PRECISION: {
    zh: '每个颜色分量不是 8 位（例如 12 位 JPEG），请重新导出为 8 位 JPEG',
    en: 'Not 8 bits a component (12-bit JPEG, for example); export it as an 8-bit JPEG',
  },
  COMPONENTS: {
    zh: '颜色分量数不是 1、3 或 4，请重新导出为彩色 JPEG',
    en: 'The number of colour components is not 1, 3 or 4; export it as a colour JPEG',
  },
  DNL: {
    zh: '图像高度未写在文件头中（DNL 方式），请重新导出为普通 JPEG',
    en: 'The height is not in the header but defined after the scan (DNL); export it as an ordinary JPEG',
  },
  MISSING_HUFFMAN: {
    zh: '缺少解码所需的霍夫曼表（DHT），请重新导出',
    en: 'A Huffman table (DHT) needed for decoding is missing; export it again',
  },
  MISSING_QUANTIZATION: {
    zh: '缺少解码所需的量化表（DQT），请重新导出',
    en: 'A quantization table (DQT) needed for decoding is missing; export it again',
  },
  TOO_MANY_SCANS: {
    zh: '渐进扫描次数过多，超出解码时间上限，请重新导出为普通 JPEG',
    en: 'Too many progressive scans for the decoding time allowed; export it as an ordinary JPEG',
  },
  TOO_MUCH_MEMORY: {
    zh: '解码所需内存超出上限，请缩小尺寸或重新导出为普通（非渐进）JPEG',
    en: 'Decoding would take more memory than allowed; make it smaller or export it as a baseline JPEG',
  },
  SCAN_SHORT: {
    zh: '图像数据没有填满文件头声明的尺寸，画面不完整，请重新导出或重新上传',
    en: 'The scan does not fill the size given in the header: part of the picture is missing; export or upload it again',
  },
  CORRUPT: {
    zh: '图像数据损坏，无法完整解码，请重新导出或重新上传',
    en: 'The image data is damaged and does not decode to its end; export or upload it again',
  },
  TIMEOUT: {
    zh: '解码超过 2 秒仍未完成，请缩小尺寸或重新导出为普通 JPEG',
    en: 'Decoding did not finish within 2 seconds; make it smaller or export it as an ordinary JPEG',
  },
};
