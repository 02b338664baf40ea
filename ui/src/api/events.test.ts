import { expect, test } from "vitest";
import { eventReader } from "./events";

test("events come out once they are complete, however the stream is cut", () => {
  const stream = 'event: ledger\ndata: {"latest":\ndata: null}\n\n: still here\n\nevent: ledger\r\ndata:2\r\n\r\n';
  for (const size of [1, 3, 7, stream.length]) {
    const read = eventReader();
    const events = [];
    for (let at = 0; at < stream.length; at += size) events.push(...read(stream.slice(at, at + size)));
    expect(events).toEqual([
      { event: "ledger", data: '{"latest":\nnull}' },
      { event: "ledger", data: "2" },
    ]);
  }
});
