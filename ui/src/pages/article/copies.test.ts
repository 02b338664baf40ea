import { expect, test } from "vitest";
import { kinOf, kinWords } from "./copies";

const ref = (id: string) => ({ id, title: id.toUpperCase(), publisher: null, published: null, url: null });

test("copies are seen from the article that is read", () => {
  const kin = kinOf(
    {
      id: "b",
      copies: [
        { kind: "wire", articles: ["a", "b"], of: "a", credit: "Northwire" },
        { kind: "excerpt", articles: ["b", "c"], of: "b" },
        { kind: "revision", articles: ["b", "d"], of: "b" },
        { kind: "revision", articles: ["0", "b"], of: "0" },
        { kind: "identical", articles: ["b", "e"], of: null },
        { kind: "identical", articles: ["x", "y"], of: null },
      ],
    },
    [ref("a")],
  );
  expect(kin.map((one) => `${kinWords(one)} ${one.other}`)).toEqual([
    "Wire copy of a", "Repeated, as an excerpt, by c", "Revised later as d", "Revision of 0", "Shares its text (the same text) with e",
  ]);
  expect(kin[0]).toMatchObject({ credit: "Northwire", about: { title: "A" } });
  expect(kin[1]).toMatchObject({ credit: null, about: null });
});
