// Reads chosen files, on this computer, into articles to send: a line of JSON each, or a file each.

/** What POST /articles takes of an article that is at hand. */
export interface ArticleToAdd {
  text?: string;
  html?: string;
  id?: string;
  title?: string;
  publisher?: string;
  published?: string;
  url?: string;
}

/** An article, or why there is none; `line` counts from 1 and is null for whole files. */
export type FileRecord = { file: string; line: number | null } & ({ article: ArticleToAdd } | { wrong: string });

const OPTIONAL = ["id", "title", "publisher", "published", "url"] as const;

/** An article from a line of JSON, in the form that `purport add` reads. */
export function articleFrom(line: string): ArticleToAdd | string {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return "the line is not JSON";
  }
  if (typeof given !== "object" || given === null || Array.isArray(given)) return "the line is no object with a text";
  const field = (name: string): unknown => (given as Record<string, unknown>)[name];
  const body = (["text", "html"] as const).find((name) => typeof field(name) === "string" && field(name) !== "");
  if (!body) return "there is neither a text nor html in it";
  const article: ArticleToAdd = { [body]: field(body) as string };
  for (const name of OPTIONAL) {
    const value = field(name);
    if (typeof value === "string" && value !== "") article[name] = value;
    else if (name === "id" && typeof value === "number") article.id = String(value);
  }
  return article;
}

/** Lines of a stream of bytes, one by one, however long the whole is. */
export async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      // Only the new piece is searched: a line of many megabytes comes in many pieces.
      let from = 0;
      for (let end = value.indexOf("\n"); end >= 0; end = value.indexOf("\n", from)) {
        yield rest + value.slice(from, end);
        rest = "";
        from = end + 1;
      }
      rest += value.slice(from);
    }
    if (rest !== "") yield rest;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Text from bytes: UTF-8, what the page itself says it is, or else Western European. */
export function decoded(bytes: Uint8Array<ArrayBuffer>, html: boolean): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2_048));
  const named = html ? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] : undefined;
  for (const label of [named, "utf-8"]) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // Not what it claims to be, or a name that nobody knows: the next one.
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

export type FileKind = "lines" | "html" | "text";

export function kindOf(name: string): FileKind | null {
  const plain = name.toLowerCase().replace(/\.gz$/, "");
  if (/\.(jsonl|ndjson)$/.test(plain)) return "lines";
  if (/\.(html?|xhtml)$/.test(plain)) return "html";
  return /\.txt$/.test(plain) ? "text" : null;
}

/** Tells how many bytes of a stream went by. */
function counted(stream: ReadableStream<Uint8Array<ArrayBuffer>>, onBytes: (bytes: number) => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  return stream.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        onBytes(chunk.byteLength);
        controller.enqueue(chunk);
      },
    }),
  );
}

/** The records of one file, as they are read. */
export async function* recordsOf(file: File, onBytes: (bytes: number) => void): AsyncGenerator<FileRecord> {
  const kind = kindOf(file.name);
  if (kind === null) {
    onBytes(file.size);
    yield { file: file.name, line: null, wrong: "only .txt, .html and .jsonl files are read here (each may be gzipped)" };
    return;
  }
  const raw = counted(file.stream() as ReadableStream<Uint8Array<ArrayBuffer>>, onBytes);
  const stream = /\.gz$/i.test(file.name) ? raw.pipeThrough(new DecompressionStream("gzip")) : raw;
  try {
    if (kind === "lines") {
      let line = 0;
      for await (const text of linesOf(stream)) {
        line += 1;
        if (text.trim() === "") continue;
        const article = articleFrom(text);
        yield typeof article === "string" ? { file: file.name, line, wrong: article } : { file: file.name, line, article };
      }
    } else {
      const text = decoded(new Uint8Array(await new Response(stream).arrayBuffer()), kind === "html");
      yield text.trim() === "" ? { file: file.name, line: null, wrong: "the file is empty" } : { file: file.name, line: null, article: { [kind]: text } };
    }
  } catch (error) {
    yield { file: file.name, line: null, wrong: `the file could not be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
