import { describe, expect, test } from "bun:test";
import { dropSeenFlags, takeFlags, takeLeadingFlags } from "../../../../src/cli/flags/global-flags.ts";
import type { ErrorCode } from "../../../../src/errors/error-codes.ts";
import { AppError } from "../../../../src/errors/app-error.ts";
import type { GlobalFlags } from "../../../../src/helm/helm-settings.ts";

/** Flags that Helm removes from a plugin's arguments, with the setting that gets the value. */
const TAKEN = [
  ["--kube-context", "kubeContext"],
  ["--namespace", "namespace"],
  ["-n", "namespace"],
  ["--kubeconfig", "kubeconfig"],
  ["--kube-apiserver", "kubeApiserver"],
  ["--kube-token", "kubeToken"],
  ["--kube-as-user", "kubeAsUser"],
  ["--kube-ca-file", "kubeCaFile"],
  ["--kube-tls-server-name", "kubeTlsServerName"],
  ["--registry-config", "registryConfig"],
  ["--repository-cache", "repositoryCache"],
  ["--repository-config", "repositoryConfig"],
] as const;

function codeThrownBy(call: () => unknown): ErrorCode | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** Before the name: the flags, and what is left for the plugin `p`. */
function leading(...argv: string[]): { flags: GlobalFlags; args: readonly string[] } {
  const { flags, passed, word, rest } = takeLeadingFlags([...argv, "p", "a"]);
  expect(word).toBe("p");
  return { flags, args: [...passed, ...rest] };
}

describe.each(TAKEN)("the flag %s", (flag, setting) => {
  test.each([
    ["in two words", [flag, "v=w"]],
    ["in one word", [`${flag}=v=w`]],
  ])("is removed %s, before and after the name", (_title, words) => {
    expect(leading(...words)).toEqual({ flags: { [setting]: "v=w" }, args: ["a"] });
    expect(takeFlags({}, [...words, "a"])).toEqual({ flags: { [setting]: "v=w" }, args: ["a"] });
    expect(takeFlags({}, ["a", ...words])).toEqual({ flags: { [setting]: "v=w" }, args: ["a"] });
  });

  test("accepts an empty value, and a value that looks like a flag", () => {
    expect(takeFlags({}, [flag, ""])).toEqual({ flags: { [setting]: "" }, args: [] });
    if (flag !== "-n") expect(takeFlags({}, [`${flag}=`])).toEqual({ flags: { [setting]: "" }, args: [] });
    expect(takeFlags({}, [flag, "--debug"])).toEqual({ flags: { [setting]: "--debug" }, args: [] });
    expect(takeFlags({}, [flag, "--", "x"])).toEqual({ flags: { [setting]: "--" }, args: ["x"] });
  });

  test("uses the last of several values, and those after the name before those in front of it", () => {
    expect(takeFlags({}, [flag, "1", `${flag}=2`, flag, "3"]).flags).toEqual({ [setting]: "3" });
    expect(takeFlags({ [setting]: "before" }, [flag, "after"]).flags).toEqual({ [setting]: "after" });
    expect(takeFlags({ [setting]: "before" }, []).flags).toEqual({ [setting]: "before" });
  });

  test("is refused where its value is missing", () => {
    expect(codeThrownBy(() => takeFlags({}, ["a", flag]))).toBe("usage");
    expect(codeThrownBy(() => takeLeadingFlags([flag]))).toBe("usage");
  });

  test("is not removed after --", () => {
    expect(takeFlags({}, ["--", flag, "v", `${flag}=v`, flag])).toEqual({
      flags: {},
      args: ["--", flag, "v", `${flag}=v`, flag],
    });
  });
});

describe("--kube-as-group", () => {
  test("collects its values, those before the name first", () => {
    const { flags } = takeLeadingFlags(["--kube-as-group", "a", "--kube-as-group=b", "p"]);
    expect(takeFlags(flags, ["--kube-as-group", "c", "x"])).toEqual({
      flags: { kubeAsGroups: ["a", "b", "c"] },
      args: ["x"],
    });
  });

  test("is refused where its value is missing", () => {
    expect(codeThrownBy(() => takeFlags({}, ["--kube-as-group"]))).toBe("usage");
  });
});

describe("--debug", () => {
  test("is removed, and its form with a value is read and kept", () => {
    expect(leading("--debug")).toEqual({ flags: { debug: true }, args: ["a"] });
    expect(takeFlags({}, ["a", "--debug", "b"])).toEqual({ flags: { debug: true }, args: ["a", "b"] });
    expect(takeFlags({}, ["--debug=true"])).toEqual({ flags: { debug: true }, args: ["--debug=true"] });
    expect(takeFlags({ debug: true }, ["--debug=false"])).toEqual({ flags: { debug: false }, args: ["--debug=false"] });
    expect(takeFlags({}, ["--debug=odd"])).toEqual({ flags: { debug: false }, args: ["--debug=odd"] });
  });
});

describe("--kube-insecure-skip-tls-verify", () => {
  const flag = "--kube-insecure-skip-tls-verify";

  test("is a flag without a value, and keeps the next word", () => {
    expect(leading(flag)).toEqual({ flags: { kubeInsecureSkipTlsVerify: true }, args: ["a"] });
    expect(takeFlags({}, [flag, "x"])).toEqual({ flags: { kubeInsecureSkipTlsVerify: true }, args: ["x"] });
    expect(takeFlags({}, [flag, "false"])).toEqual({ flags: { kubeInsecureSkipTlsVerify: true }, args: ["false"] });
  });

  test("accepts a value in one word, and refuses one that is not a boolean", () => {
    expect(takeFlags({}, [`${flag}=f`])).toEqual({ flags: { kubeInsecureSkipTlsVerify: false }, args: [] });
    expect(codeThrownBy(() => takeFlags({}, [`${flag}=yes`]))).toBe("usage");
    expect(codeThrownBy(() => takeFlags({}, [`${flag}=`]))).toBe("usage");
  });
});

describe("a flag that Helm reads and does not remove", () => {
  test.each([
    ["--burst-limit", "7", { burstLimit: 7n }],
    ["--qps", "1.5", { qps: 1.5 }],
    ["--content-cache", "/c", { contentCache: "/c" }],
    ["--color", "never", {}],
    ["--colour", "never", {}],
  ] as const)("%s stays among the arguments in both forms", (flag, value, flags) => {
    expect(takeFlags({}, [flag, value, "a"])).toEqual({ flags, args: [flag, value, "a"] });
    expect(takeFlags({}, [`${flag}=${value}`])).toEqual({ flags, args: [`${flag}=${value}`] });
    expect(leading(flag, value)).toEqual({ flags, args: [flag, value, "a"] });
    expect(leading(`${flag}=${value}`)).toEqual({ flags, args: [`${flag}=${value}`, "a"] });
  });

  test("sets 0 if its value cannot be read, and nothing if it is missing", () => {
    const words = ["--burst-limit", "x", "--qps="];
    expect(takeFlags({}, words)).toEqual({ flags: { burstLimit: 0n, qps: 0 }, args: words });
    expect(takeFlags({}, ["--qps"])).toEqual({ flags: {}, args: ["--qps"] });
  });

  test("is -n with its value in the same word, too", () => {
    expect(takeFlags({}, ["-nfoo"])).toEqual({ flags: { namespace: "foo" }, args: ["-nfoo"] });
    expect(takeFlags({}, ["-n=foo"])).toEqual({ flags: { namespace: "foo" }, args: [] });
    expect(takeFlags({}, ["-n="])).toEqual({ flags: { namespace: "=" }, args: [] });
  });
});

describe("takeFlags", () => {
  test("does not change or move anything else", () => {
    const args = [
      "",
      "-v",
      "3",
      "--help",
      "-h",
      "--version",
      "--foo=bar",
      "-",
      "--debugging",
      "--namespaces",
      "x",
      "---",
    ];
    expect(takeFlags({}, args)).toEqual({ flags: {}, args });
  });

  test("does not treat the members of every object as flags", () => {
    const args = ["constructor", "toString", "__proto__", "valueOf", "x", "hasOwnProperty=1"];
    expect(takeFlags({}, args)).toEqual({ flags: {}, args });
  });

  test("keeps an empty argument and the one after it", () => {
    expect(takeFlags({}, ["x", "", "y", "-n", "z"])).toEqual({ flags: { namespace: "z" }, args: ["x", "", "y"] });
  });

  test("does not change its argument", () => {
    const given = { kubeAsGroups: ["a"] };
    takeFlags(given, ["--kube-as-group", "b", "-n", "c"]);
    expect(given).toEqual({ kubeAsGroups: ["a"] });
  });
});

describe("dropSeenFlags", () => {
  test.each([
    [["--qps", "2", "a", "--burst-limit=3", "--content-cache", "/c"], ["a"]],
    [["--color", "never", "--colour=never", "-nfoo", "--debug=true", "-o"], ["-o"]],
    [
      ["a", "--", "--qps", "2"],
      ["a", "--", "--qps", "2"],
    ],
    [
      ["a", "-x", "", "--qpsx"],
      ["a", "-x", "", "--qpsx"],
    ],
  ])("turns %j for luff's own command into %j", (args, expected) => {
    expect(dropSeenFlags(args)).toEqual(expected);
  });

  test.each(["--qps", "--burst-limit", "--content-cache", "--color", "--colour"])(
    "refuses %s without a value",
    (flag) => {
      expect(codeThrownBy(() => dropSeenFlags(["a", flag]))).toBe("usage");
    },
  );
});

describe("takeLeadingFlags", () => {
  test.each([
    [[], undefined, []],
    [["p"], "p", []],
    [["p", "-n", "x", "--", "y"], "p", ["-n", "x", "--", "y"]],
    [["--debug", "p", "--debug"], "p", ["--debug"]],
    [["", "x"], "", ["x"]],
    [["-", "x"], "-", ["x"]],
    [["./a", "--help"], "./a", ["--help"]],
  ])("finds in %j the word %j and leaves %j", (argv, word, rest) => {
    expect(takeLeadingFlags(argv)).toMatchObject({ word, rest, ended: false, request: undefined });
  });

  test("treats what follows -- as the word, even if it looks like a flag", () => {
    expect(takeLeadingFlags(["-n", "x", "--", "--odd", "a"])).toMatchObject({
      flags: { namespace: "x" },
      word: "--odd",
      rest: ["a"],
      ended: true,
    });
    expect(takeLeadingFlags(["--"])).toMatchObject({ word: undefined, rest: [], ended: true });
  });

  test.each([
    [["-h", "x"], "help", ["x"]],
    [["--help"], "help", []],
    [["--debug", "--version", "--short"], "version", ["--short"]],
  ])("treats %j as a request for %s", (argv, request, rest) => {
    expect(takeLeadingFlags(argv)).toMatchObject({ word: undefined, request, rest });
  });

  test.each([[["--foo"]], [["--foo", "p"]], [["-x"]], [["-ab"]], [["--namespaces=x"]], [["--debug", "--toString"]]])(
    "refuses the unknown flag in %j",
    (argv) => {
      expect(codeThrownBy(() => takeLeadingFlags(argv))).toBe("usage");
    },
  );

  test.each(["-v", "-V"])("names luff version for %s", (flag) => {
    expect(() => takeLeadingFlags([flag])).toThrow(
      expect.objectContaining({ code: "usage", hint: "Run 'luff version' for luff's version." }),
    );
  });

  test("reads luff's own flags in both forms", () => {
    const { own, word } = takeLeadingFlags(["--memory-limit", "1M", "--time-limit=5s", "--no-binary-chunks", "p"]);
    expect({ own, word }).toEqual({
      own: { "--memory-limit": "1M", "--time-limit": "5s", "--no-binary-chunks": "" },
      word: "p",
    });
    expect(codeThrownBy(() => takeLeadingFlags(["--time-limit"]))).toBe("usage");
    expect(takeFlags({}, ["--memory-limit", "1M"]).args).toEqual(["--memory-limit", "1M"]);
  });
});
