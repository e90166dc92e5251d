import { expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import { isGithub, parseGithub, renderGithub } from "../../../src/source/parse-github.ts";

test.each([
  ["github:o/r", { server: "usual.example", repository: "o/r", tag: "" }, "github:usual.example/o/r"],
  ["GitHub:o-1/r.x_y@v1.0.0", { server: "usual.example", repository: "o-1/r.x_y", tag: "v1.0.0" }, undefined],
  ["github:o/r.git@a/b@c", { server: "usual.example", repository: "o/r", tag: "a/b@c" }, undefined],
  ["github:o/r@>=1, <2", { server: "usual.example", repository: "o/r", tag: ">=1, <2" }, undefined],
  ["github:H.example:8443/o/r", { server: "h.example:8443", repository: "o/r", tag: "" }, "github:h.example:8443/o/r"],
  ["github:www.github.com/o/r", { server: "github.com", repository: "o/r", tag: "" }, "github:o/r"],
])("parseGithub reads %s", (text, expected, rendered) => {
  const source = parseGithub(text, "usual.example");
  expect(source).toEqual({ kind: "github", ...expected });
  if (rendered !== undefined) expect(renderGithub(source)).toBe(rendered);
});

test.each([
  "github:",
  "github:o",
  "github:o/",
  "github:o/.",
  "github:o/..",
  "github:o/.git",
  "github:o/r@",
  "github:o/r@a\nb",
  "github:a/b/c/d",
  "github:o/r//folder",
  "github://o/r",
  "github:me:s@h/o/r",
  "github:o o/r",
])("parseGithub refuses %j", (text) => {
  expect(isGithub(text)).toBeTrue();
  expect(() => parseGithub(text, "github.com")).toThrow(AppError);
});

test.each(["https://github.com", "h/", "h:", "", ".h", "h h", "h\n"])(
  "parseGithub refuses the server %j of GH_HOST",
  (server) => {
    expect(() => parseGithub("github:o/r", server)).toThrow("GH_HOST");
  },
);

test.each(["gitHub/o/r", "https://github.com/o/r", "xgithub:o/r"])("%s is no source of the kind", (text) => {
  expect(isGithub(text)).toBeFalse();
});
