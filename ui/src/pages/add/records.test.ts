import { expect, test } from "vitest";
import { articleFrom, decoded, kindOf, linesOf, recordsOf } from "./records";
import type { FileRecord } from "./records";

const all = async (file: File) => {
  const records: FileRecord[] = [];
  let bytes = 0;
  for await (const record of recordsOf(file, (more) => (bytes += more))) records.push(record);
  return { records, bytes };
};

test("a line of JSON is an article with the fields that the server takes", () => {
  expect(articleFrom('{"text":"Hello","id":7,"title":"T","publisher":null,"published":"2026-03-02","url":"https://x.example/","language":"en"}')).toEqual({ text: "Hello", id: "7", title: "T", published: "2026-03-02", url: "https://x.example/" });
  expect(articleFrom('{"html":"<p>x"}')).toEqual({ html: "<p>x" });
  expect(articleFrom("{")).toBe("the line is not JSON");
  expect(articleFrom("[1]")).toBe("the line is no object with a text");
  expect(articleFrom('{"text":""}')).toBe("there is neither a text nor html in it");
});

test("lines are found across pieces, the last one without an end too", async () => {
  const pieces = ["on", "e\ntwo\n", "\nth", "ree \u{1F600}"].map((text) => new TextEncoder().encode(text));
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const lines: string[] = [];
  for await (const line of linesOf(stream)) lines.push(line);
  expect(lines).toEqual(["one", "two", "", "three \u{1F600}"]);
});

test("a file of lines gives a record each, with what is wrong and where", async () => {
  const file = new File(['{"text":"a"}\n\nnonsense\r\n{"text":"b"}'], "wire.jsonl");
  const { records, bytes } = await all(file);
  expect(records).toEqual([
    { file: "wire.jsonl", line: 1, article: { text: "a" } },
    { file: "wire.jsonl", line: 3, wrong: "the line is not JSON" },
    { file: "wire.jsonl", line: 4, article: { text: "b" } },
  ]);
  expect(bytes).toBe(file.size);
});

test("texts and pages are an article each, other files are none", async () => {
  expect((await all(new File(["Hello"], "a.TXT"))).records).toEqual([{ file: "a.TXT", line: null, article: { text: "Hello" } }]);
  expect((await all(new File(["<p>x</p>"], "a.htm"))).records).toEqual([{ file: "a.htm", line: null, article: { html: "<p>x</p>" } }]);
  expect((await all(new File([" "], "a.txt"))).records[0]).toMatchObject({ wrong: "the file is empty" });
  const pdf = await all(new File(["%PDF"], "a.pdf"));
  expect(pdf.records[0]).toHaveProperty("wrong");
  expect(pdf.bytes).toBe(4);
});

test("gzipped files are unpacked, broken ones are told", async () => {
  const packed = new Response(new Blob(['{"text":"a"}\n']).stream().pipeThrough(new CompressionStream("gzip")));
  const file = new File([await packed.arrayBuffer()], "wire.jsonl.gz");
  const { records, bytes } = await all(file);
  expect(records).toEqual([{ file: "wire.jsonl.gz", line: 1, article: { text: "a" } }]);
  expect(bytes).toBe(file.size);
  expect((await all(new File(["no gzip"], "x.txt.gz"))).records[0]).toHaveProperty("wrong");
});

test("characters are decoded as the page says, as UTF-8, or as Western European", () => {
  const latin = new Uint8Array([0x63, 0x61, 0x66, 0xe9]);
  expect(decoded(latin, false)).toBe("café");
  expect(decoded(new TextEncoder().encode("café"), false)).toBe("café");
  const page = new Uint8Array([...new TextEncoder().encode('<meta charset="windows-1251">'), 0xcc]);
  expect(decoded(page, true)).toMatch(/М$/);
  expect(decoded(new TextEncoder().encode('<meta charset="no-such">é'), true)).toMatch(/é$/);
});

test("kinds go by the file's name", () => {
  expect(["a.jsonl", "b.NDJSON.gz", "c.html", "d.txt", "e.docx", "gz"].map(kindOf)).toEqual(["lines", "lines", "html", "text", null, null]);
});
