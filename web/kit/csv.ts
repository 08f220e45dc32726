/**
 * The cells of a table saved as text, row by row as a spreadsheet counts them (RFC 4180): quoted cells without their quotes,
 * with the separators and line ends that stand in them. Cells are parted by tabs where the first line has one, else by commas.
 */
export function readCsv(text: string): string[][] {
  const tabs = /^[^\r\n]*\t/.test(text);
  const separator = tabs ? '\t' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const endRow = () => {
    rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const [cell, end] = text.charAt(at) === '"' ? quoted(text, at) : ['', at];
    // What follows a closing quote up to the separator belongs to the cell.
    const stop = endOfCell(text, end, separator);
    row.push(cell + text.slice(end, stop));
    if (stop >= text.length) break;
    const crlf = text.startsWith('\r\n', stop);
    at = stop + (crlf ? 2 : 1);
    if (text.charAt(stop) !== separator) endRow();
    else if (at >= text.length) row.push('');
  }
  if (row.length > 0) endRow();
  return rows;
}

/** A quoted cell and the offset behind its closing quote; quotes in it are doubled. */
function quoted(text: string, start: number): [cell: string, end: number] {
  let cell = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return [cell + text.slice(at), text.length];
    cell += text.slice(at, quote);
    if (text.charAt(quote + 1) !== '"') return [cell, quote + 1];
    cell += '"';
    at = quote + 2;
  }
}

function endOfCell(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && ![separator, '\n', '\r'].includes(text.charAt(at))) at += 1;
  return at;
}

/**
 * Rows as text that any spreadsheet opens: with a mark that says UTF-8, and no cell that a spreadsheet would compute.
 */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;

function cellOf(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
