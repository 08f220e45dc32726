/** Reads lines, counted bytes and delimited runs from a stream, holding no more than one chunk and a delimiter. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(source: AsyncIterator<Buffer>) {
    this.#source = source;
  }

  /** Appends the next chunk; false at the end of the stream. */
  async #fill(): Promise<boolean> {
    if (this.#ended) return false;
    const next = await this.#source.next();
    if (next.done) {
      this.#ended = true;
      return false;
    }
    this.#buffer = this.#buffer.length === 0 ? next.value : Buffer.concat([this.#buffer, next.value]);
    return true;
  }

  /** The next line without its CRLF; undefined at the end of the stream, or when none ends within `max` bytes. */
  async line(max: number): Promise<string | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf('\r\n');
      if (end > max) return undefined;
      if (end >= 0) {
        const line = this.#buffer.subarray(0, end).toString('utf8');
        this.#buffer = this.#buffer.subarray(end + 2);
        return line;
      }
      if (this.#buffer.length > max + 2 || !(await this.#fill())) return undefined;
    }
  }

  /** Between 1 and `max` bytes; undefined at the end of the stream. */
  async some(max: number): Promise<Buffer | undefined> {
    if (this.#buffer.length === 0 && !(await this.#fill())) return undefined;
    const taken = this.#buffer.subarray(0, max);
    this.#buffer = this.#buffer.subarray(taken.length);
    return taken;
  }

  /** Yields what comes before `delimiter` and swallows the delimiter. Returns false when the stream ended first. */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer, boolean> {
    for (;;) {
      const at = this.#buffer.indexOf(delimiter);
      if (at >= 0) {
        const head = this.#buffer.subarray(0, at);
        this.#buffer = this.#buffer.subarray(at + delimiter.length);
        if (head.length > 0) yield head;
        return true;
      }
      // The tail may hold the beginning of the delimiter: keep it for the next chunk.
      const safe = this.#buffer.length - delimiter.length + 1;
      if (safe > 0) {
        const head = this.#buffer.subarray(0, safe);
        this.#buffer = this.#buffer.subarray(safe);
        yield head;
      }
      if (!(await this.#fill())) return false;
    }
  }
}
