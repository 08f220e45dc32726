import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { documentAssetFiles } from '../contracts/documents.ts';
import { DocumentError } from './document-error.ts';

/** Where the caller keeps what a document is set with: the folder of the fonts and that of `templateFiles`. */
export interface DocumentAssets {
  fontDirectory: string;
  templateDirectory: string;
  /** Stands before the compiler where thousands of documents are lived through: may answer with one that was set before. */
  instead?: (request: Typesetting, set: () => Promise<Uint8Array>) => Promise<Uint8Array>;
}

/** What a bundle has to copy into its template folder. */
export const templateFiles = documentAssetFiles.templates.files;
export type TemplateFile = (typeof templateFiles)[number];

export interface Typesetting {
  template: TemplateFile;
  /** JSON-safe; reaches the template through `sys.inputs` only, so that no user text is ever read as markup. */
  data: unknown;
  /** Pictures by the name under which the template asks for them. */
  files: Readonly<Record<string, Uint8Array>>;
  /** Seconds since 1970, written as the PDF's dates: the same input gives the same bytes. */
  timestamp: number;
}

/**
 * The compiler's root. No such folder exists: templates and pictures are handed over in memory, so nothing a template
 * could ask for lies on the disk.
 */
const root = '/zhiping-documents';

/** PDF/A-2a (ISO 19005-2, level A): self-contained and tagged, fit for a personal dossier kept for decades (R69, V6). */
const pdfStandard = 'a-2a';

/** How many compilations an unused memoized result survives: keeps a warm process at an even size. */
const cacheAge = 4;

const compilers = new Map<string, Promise<NodeCompiler>>();

/** Beyond the first planes, where Noto Serif SC holds a few hundred characters and the extension the rest. */
const beyond = /[\u{20000}-\u{3ffff}]/u;

async function open(assets: DocumentAssets, extended: boolean): Promise<NodeCompiler> {
  const { fonts, ownFonts } = documentAssetFiles;
  const own = [ownFonts.symbols, ...(extended ? [ownFonts.extension] : [])];
  const files = [
    ...fonts.families.flat().map((file) => join(assets.fontDirectory, file)),
    ...own.map((file) => join(assets.templateDirectory, file)),
  ];
  let sources: string[];
  try {
    sources = await Promise.all(
      templateFiles.map((f) => readFile(join(assets.templateDirectory, f), 'utf8')),
    );
    await Promise.all(files.map((file) => access(file)));
  } catch (cause) {
    const folders = `${assets.templateDirectory} or ${assets.fontDirectory}`;
    throw new DocumentError('DOCUMENT_ASSET_MISSING', `a template or font is not in ${folders}`, { cause });
  }
  const compiler = NodeCompiler.create({
    workspace: root,
    fontArgs: [{ fontPaths: files.map((file) => dirname(file)) }],
  });
  templateFiles.forEach((file, i) => {
    compiler.addSource(`${root}/${file}`, sources[i]!);
  });
  return compiler;
}

/** The one warm compiler of this process for these folders; one more with the extension where a document needs it. */
function compilerFor(assets: DocumentAssets, extended: boolean): Promise<NodeCompiler> {
  const key = [assets.fontDirectory, assets.templateDirectory, extended].join('\n');
  const known = compilers.get(key);
  if (known) return known;
  const opening = open(assets, extended);
  compilers.set(key, opening);
  opening.catch(() => compilers.delete(key));
  return opening;
}

/**
 * Sets one document and returns the PDF: tagged, fonts embedded as subsets, byte-identical for the same request.
 * Compilation itself is synchronous (some 20 ms warm), so requests of one process never see each other's pictures.
 * Throws DOCUMENT_ASSET_MISSING, DOCUMENT_IMAGE_INVALID, DOCUMENT_COMPILE_FAILED.
 */
export function typeset(request: Typesetting, assets: DocumentAssets): Promise<Uint8Array> {
  const set = () => compile(request, assets);
  return assets.instead ? assets.instead(request, set) : set();
}

async function compile(request: Typesetting, assets: DocumentAssets): Promise<Uint8Array> {
  const data = JSON.stringify(request.data);
  const compiler = await compilerFor(assets, beyond.test(data));
  const names = Object.keys(request.files);
  for (const name of names) compiler.mapShadow(`${root}/${name}`, Buffer.from(request.files[name]!));
  const source = {
    mainFilePath: `${root}/${request.template}`,
    inputs: { data },
  };
  try {
    // In one go: a compiled document handed to JavaScript holds its megabytes until the garbage collector comes by.
    return new Uint8Array(compiler.pdf(source, { creationTimestamp: request.timestamp, pdfStandard }));
  } catch (cause) {
    throw failure(compiler, compiler.compile(source).takeDiagnostics(), cause);
  } finally {
    for (const name of names) compiler.unmapShadow(`${root}/${name}`);
    compiler.evictCache(cacheAge);
  }
}

/** Template and line of each complaint, never the data that it was about. */
function failure(compiler: NodeCompiler, error: NodeError | null, cause: unknown): DocumentError {
  const found: unknown[] = error ? compiler.fetchDiagnostics(error) : [];
  const messages = found.map((d) => JSON.stringify(d));
  const image = messages.some((m) =>
    /failed to (decode|parse|load)[^"]*(image|svg|jpe?g|png)|image format/i.test(m),
  );
  return image
    ? new DocumentError('DOCUMENT_IMAGE_INVALID', 'a picture cannot be decoded', { cause })
    : new DocumentError('DOCUMENT_COMPILE_FAILED', `typst: ${messages.join('; ') || String(cause)}`, {
        cause,
      });
}
