import { S3Error } from './errors.ts';

/** An element as we write it: text, or children; `undefined` children are left out. */
export type Xml = readonly [
  name: string,
  content: string | number | boolean | ReadonlyArray<Xml | undefined>,
];

/** An element as we read it. Names are without their namespace prefix. */
export interface XmlElement {
  name: string;
  children: XmlElement[];
  text: string;
}

const XMLNS = 'http://s3.amazonaws.com/doc/2006-03-01/';
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text for an element. Control characters are written as references, as S3 does for odd keys. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]|(?!\t)\p{Cc}/gu, (char) => {
    if (char === '&') return '&amp;';
    if (char === '<') return '&lt;';
    if (char === '>') return '&gt;';
    if (char === '"') return '&quot;';
    return `&#x${char.charCodeAt(0).toString(16)};`;
  });
}

/** A whole document. Error documents carry no namespace, everything else does. */
export function writeXml([name, content]: Xml, namespace = true): string {
  const open = namespace ? `${name} xmlns="${XMLNS}"` : name;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${open}>${inner(content)}</${name}>`;
}

function inner(content: Xml[1]): string {
  if (typeof content === 'object') return content.map((child) => (child ? element(child) : '')).join('');
  return escapeXml(String(content));
}

function element([name, content]: Xml): string {
  return `<${name}>${inner(content)}</${name}>`;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)([^<>]*?)(\/?)>|([^<]+)/gy;

/**
 * Reads a small document. No DTD, no entities beyond the five and numeric ones: a body from outside
 * must not be able to make the parser fetch or grow anything.
 * @throws S3Error MalformedXML
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', children: [], text: '' };
  const stack = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    const parent = stack.at(-1);
    if (!match || !parent) throw new S3Error('MalformedXML');
    const [whole, cdata, slash, rawName, , selfClosing, plain] = match;
    if (plain !== undefined) parent.text += unescapeXml(plain);
    else if (whole.startsWith('<![')) parent.text += cdata ?? '';
    else if (rawName !== undefined) {
      const name = rawName.slice(rawName.indexOf(':') + 1);
      if (slash) {
        if (stack.length === 1 || stack.pop()?.name !== name) throw new S3Error('MalformedXML');
        continue;
      }
      const child: XmlElement = { name, children: [], text: '' };
      parent.children.push(child);
      if (!selfClosing) stack.push(child);
      if (stack.length > 16) throw new S3Error('MalformedXML');
    }
  }
  const top = root.children[0];
  if (stack.length !== 1 || root.children.length !== 1 || !top || root.text.trim() !== '') {
    throw new S3Error('MalformedXML');
  }
  return top;
}

function unescapeXml(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|\w*);?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw new S3Error('MalformedXML');
    if (name.startsWith('#')) {
      const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new S3Error('MalformedXML');
      return String.fromCodePoint(code);
    }
    const value = ENTITIES[name];
    if (value === undefined) throw new S3Error('MalformedXML');
    return value;
  });
}

/** The text of the first child of that name. */
export function childText(parent: XmlElement, name: string): string | undefined {
  return parent.children.find((child) => child.name === name)?.text;
}

export function childrenNamed(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((child) => child.name === name);
}
