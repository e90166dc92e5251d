import { describe, expect, test } from "bun:test";
import { renderSvg } from "../../../build/picture/render-svg.ts";

describe("renderSvg", () => {
  test("draws each run where it stands, as long as its characters", () => {
    const lines = [
      [
        { text: "ok", column: 0, look: "green" },
        { text: "  <a & b>", column: 2, look: "plain" },
      ],
      [],
      [{ text: "…", column: 0, look: "plain" }],
    ] as const;
    const svg = renderSvg({ title: "One & two", lines, width: 10 });
    expect(svg).toContain('width="124" height="100" viewBox="0 0 124 100"');
    expect(svg).toContain("<title>One &amp; two</title>");
    expect(svg.split("\n").filter((line) => line.startsWith("<text"))).toEqual([
      '<text class="green" x="20" y="35" textLength="16.8">ok</text>',
      '<text x="53.6" y="35" textLength="58.8">&lt;a &amp; b&gt;</text>',
      '<text x="20" y="75" textLength="8.4">…</text>',
    ]);
  });

  test("can be read on light and on dark pages", () => {
    const svg = renderSvg({ title: "", lines: [], width: 1 });
    const [light = "", dark = ""] = svg.split("@media (prefers-color-scheme: dark)");
    for (const [style, page] of [
      [light, ".frame { fill: #ffffff;"],
      [dark, ".frame { fill: #0d1117;"],
    ] as const) {
      expect(style).toContain(page);
      for (const look of ["text", ".prompt", ".red", ".green", ".yellow"]) expect(style).toContain(`${look} { fill: #`);
    }
  });
});
