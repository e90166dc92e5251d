import { expect, test } from "bun:test";
import { makeLinks, type Link } from "../../../src/archive/make-links.ts";
import { withMemoryDisk } from "../../helpers/memory-disk.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const counter = { addEntry() {}, addBytes() {} };

/** The links that become copies in a folder of Windows, and how often their targets are looked at. */
function copied(links: readonly { readonly at: string; readonly to: string }[]): { paths: string[]; looks: number } {
  let looks = 0;
  const memory = createMemoryHost({ os: "windows" });
  memory.files.put("C:\\in\\f", "text");
  memory.files.put("C:\\in\\d\\f", "text");
  const counted = links.map(({ at, to }): Link => {
    const [names, leadsTo] = [at.split("/"), to.split("/")];
    return {
      names,
      target: to,
      path: at,
      get leadsTo() {
        looks++;
        return leadsTo;
      },
    };
  });
  makeLinks({ host: withMemoryDisk(memory), folder: "C:\\in", links: counted, counter });
  const paths = memory.files.paths().filter((path) => path.startsWith("C:\\in\\"));
  return { paths: paths.map((path) => path.slice("C:\\in\\".length).replaceAll("\\", "/")).toSorted(), looks };
}

test.each([
  ["in their order", (links: { at: string; to: string }[]) => links],
  ["in the opposite order", (links: { at: string; to: string }[]) => links.toReversed()],
])("looks at each link of a long chain a few times, %s", (_order, arranged) => {
  const chain = Array.from({ length: 300 }, (_, index) => ({
    at: `l${index}`,
    to: index === 0 ? "f" : `l${index - 1}`,
  }));
  const { paths, looks } = copied(arranged(chain));
  expect(paths).toEqual(["d/f", "f", ...chain.map(({ at }) => at)].toSorted());
  expect(looks).toBeLessThan(300 * 10);
});

test("copies what lies below another link, and a folder after all links in it", () => {
  const links = [
    { at: "z", to: "e" },
    { at: "y", to: "x/f" },
    { at: "e/one", to: "X" },
    { at: "e/two", to: "y" },
    { at: "x", to: "d" },
  ];
  expect(copied(links).paths).toEqual(["d/f", "e/one/f", "e/two", "f", "x/f", "y", "z/one/f", "z/two"]);
});

test.each([
  ["that leads to itself", [{ at: "a", to: "a" }], "a"],
  [
    "whose chain leads back",
    [
      { at: "a", to: "b" },
      { at: "b", to: "a" },
    ],
    "a",
  ],
  ["to a folder around it", [{ at: "d/a", to: "d" }], "d/a"],
  [
    "to what is not there",
    [
      { at: "b", to: "f" },
      { at: "a", to: "b/none" },
    ],
    "a",
  ],
])("refuses a link %s", (_what, links, refused) => {
  expect(() => copied(links)).toThrow(
    expect.objectContaining({ code: "archive-unsafe", message: expect.stringContaining(`the entry "${refused}"`) }),
  );
});
