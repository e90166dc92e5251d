import { describe, expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import { ModuleFault } from "../../../src/extism/module-fault.ts";
import type { WasmHost, WasmImports, WasmValue } from "../../../src/host/wasm.ts";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import type { InstalledPlugin } from "../../../src/plugin/installed-plugin.ts";
import { parseAnswer } from "../../../src/run/module-answer.ts";
import { runGetterModule } from "../../../src/run/run-getter-module.ts";
import { runPostRendererModule } from "../../../src/run/run-post-renderer-module.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

type Functions = Readonly<Record<string, (...values: readonly WasmValue[]) => bigint>>;

/** Puts a text into a block and returns its address. */
function put(functions: Functions, text: string): bigint {
  const bytes = new TextEncoder().encode(text);
  const at = functions["alloc"]!(BigInt(bytes.length));
  for (const [index, byte] of bytes.entries()) functions["store_u8"]!(at + BigInt(index), byte);
  return at;
}

function answer(functions: Functions, value: object | string): void {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  functions["output_set"]!(put(functions, text), BigInt(new TextEncoder().encode(text).length));
}

/** A plugin whose module is a function of TypeScript, and its host. */
function made(type: string, body: (functions: Functions) => number) {
  const rest = "usage: u\nconfig: {protocols: [x]}\n";
  const head = `apiVersion: v1\nname: m\nversion: 1.0.0\ntype: ${type}\nruntime: extism/v1\n`;
  const { plugin } = parseManifest(new TextEncoder().encode(head + rest));
  const installed = { plugin: plugin!, folder: "/p/m", manifestPath: "/p/m/plugin.yaml" } as InstalledPlugin;
  const memory = createMemoryHost({ files: { "/p/m/plugin.wasm": "\0asm\x01\0\0\0" } });
  const start = (imports: WasmImports) => ({
    parametersOf: () => undefined,
    close: () => {},
    call: () => [body(imports["extism:host/env"] as unknown as Functions)],
  });
  const wasm: WasmHost = {
    compile: () => ({ imports: [], functions: ["helm_plugin_main"], start }),
    guard: () => ({ folder: undefined, end: () => undefined }),
  };
  return { host: { ...memory, wasm: () => Promise.resolve(wasm) }, installed, written: memory.written };
}

const settings = (output: string) => ({
  limits: [{ output: { text: output, origin: "--output-limit" } }],
  allowBinaryChunks: true,
  version: "1.0.0",
});

/** What a call returned, or its error. */
async function outcome<T>(call: Promise<T>): Promise<T | string> {
  try {
    return await call;
  } catch (error) {
    return error instanceof AppError ? `${error.message} [${error.code}] ${error.exitCode}` : String(error);
  }
}

const reached = (limit: number): string =>
  `m: output limit reached (${limit}, set by --output-limit) [limit-reached] 122`;

test("a module's messages have no secret of its variables, its arguments and its manifest, and no token", async () => {
  const token = "ghp_0123456789abcdefghij";
  const { host, installed, written } = made("postrenderer/v1", (functions) => {
    functions["log_warn"]!(put(functions, `secret1 secret2 secret3 ${token} plain`));
    answer(functions, { manifests: "" });
    return 0;
  });
  const { runtime } = installed.plugin;
  const config = { password: "secret1", name: "plain" };
  const configured = {
    ...installed,
    plugin: { ...installed.plugin, runtime: { ...runtime, config } },
  } as InstalledPlugin;
  await runPostRendererModule(host, configured, {
    args: ["--set", "a.token=secret2", "plain"],
    manifests: new Uint8Array(0),
    variables: { HELM_KUBETOKEN: "secret3", HELM_NAMESPACE: "plain" },
    settings: settings("1000"),
  });
  expect(written.stderr).toBe("WARNING: *** *** *** *** plain\n");
});

test("the error that a module sets has no secret either", async () => {
  const { host, installed } = made("postrenderer/v1", (functions) => {
    functions["error_set"]!(put(functions, "no login with secret1"));
    return 3;
  });
  const call = {
    args: ["--token", "secret1"],
    manifests: new Uint8Array(0),
    variables: {},
    settings: settings("1000"),
  };
  expect(await outcome(runPostRendererModule(host, installed, call))).toBe(
    'plugin "m": no login with *** [module-failed] 3',
  );
});

test("what luff says of a module's fault has no secret either", async () => {
  const { host, installed } = made("postrenderer/v1", () => {
    throw new ModuleFault("it may not ask https://api.example.com/secret1/send");
  });
  const call = {
    args: ["--token", "secret1"],
    manifests: new Uint8Array(0),
    variables: {},
    settings: settings("1000"),
  };
  expect(await outcome(runPostRendererModule(host, installed, call))).toMatch(
    /^plugin "m": it may not ask https:\/\/api\.example\.com\/\*\*\*\/send \[module-failed\]/,
  );
});

describe("the limit on a module's output counts", () => {
  const manifests = (host: ReturnType<typeof made>, limit: number) =>
    outcome(
      runPostRendererModule(host.host, host.installed, {
        args: [],
        manifests: new Uint8Array(0),
        variables: {},
        settings: settings(String(limit)),
      }),
    );

  test("each message that is printed, with its prefix and its end", async () => {
    const body = (functions: Functions): number => {
      functions["log_info"]!(put(functions, "not printed, and so not counted"));
      functions["log_warn"]!(put(functions, "ü"));
      functions["log_error"]!(put(functions, "b"));
      answer(functions, { manifests: "" });
      return 0;
    };
    const fits = made("postrenderer/v1", body);
    expect(await manifests(fits, 21)).toEqual({ status: 0, manifests: "" });
    expect(fits.written.stderr).toBe("WARNING: ü\nError: b\n");
    const reaches = made("postrenderer/v1", body);
    expect(await manifests(reaches, 20)).toBe(reached(20));
    expect(reaches.written.stderr).toBe("WARNING: ü\n");
  });

  test("nothing of a message that controls the terminal, which is not printed", async () => {
    const host = made("postrenderer/v1", (functions) => {
      functions["log_warn"]!(put(functions, "\u001B[31mred\u009B0m\u202E\r\none\rtwo\tthree\n"));
      answer(functions, { manifests: "" });
      return 0;
    });
    expect(await manifests(host, 100)).toEqual({ status: 0, manifests: "" });
    expect(host.written.stderr).toBe("WARNING: \uFFFD[31mred\uFFFD0m\uFFFD\none\uFFFDtwo three\n");
  });

  test("the error that it sets", async () => {
    const host = made("postrenderer/v1", (functions) => {
      functions["error_set"]!(put(functions, "fäiled"));
      return 3;
    });
    expect(await manifests(host, 7)).toBe('plugin "m": fäiled [module-failed] 3');
    expect(await manifests(host, 6)).toBe(reached(6));
  });

  test("the manifests of a post-renderer", async () => {
    const host = made("postrenderer/v1", (functions) => {
      answer(functions, { manifests: "ä: 1\n" });
      return 0;
    });
    expect(await manifests(host, 6)).toEqual({ status: 0, manifests: "ä: 1\n" });
    expect(await manifests(host, 5)).toBe(reached(5));
  });

  test("the data of a getter", async () => {
    const { host, installed } = made("getter/v1", (functions) => {
      answer(functions, { data: btoa("abc") });
      return 0;
    });
    const data = (limit: number) =>
      outcome(
        runGetterModule(host, installed, {
          ...{ url: "x://y", certFile: "", keyFile: "", caFile: "" },
          ...{ variables: {}, lua: settings(String(limit)) },
        }),
      );
    expect(await data(3)).toEqual({ status: 0, data: new TextEncoder().encode("abc") });
    expect(await data(2)).toBe(reached(2));
  });
});

const HINT = 'A command answers with {}, a getter with {"data": BASE64}, a post-renderer with {"manifests": TEXT}.';
const isJson = (what: string): string => `the answer of its module is JSON with ${what}, expected an object`;

describe("the answer of a module", () => {
  test.each([
    ["[]", isJson("an array")],
    ["5", isJson("a number")],
    ['"x"', isJson("a text")],
    ["true", isJson("a boolean")],
    ["\uFEFF{}", "the answer of its module is not JSON"],
    ["\uFEFF", "the answer of its module is not JSON"],
    ["{} x", "the answer of its module is not JSON"],
  ])("is no object: %j", (text, message) => {
    expect(() => parseAnswer("m", new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ code: "answer-invalid", message: `plugin "m": ${message}`, hint: HINT }),
    );
  });

  test.each([
    ["", {}],
    [" \r\n\t", {}],
    ["null", {}],
    [' {"DATA": "x", "a": 1, "a": 2}\n', { data: "x", a: 2 }],
  ])("is one, without regard to the case of its keys: %j", (text, expected) => {
    expect(parseAnswer("m", new TextEncoder().encode(text))).toEqual(expected);
  });

  test("keeps a mark at the beginning of manifests, which the module gets with it", async () => {
    let input = "";
    const { host, installed } = made("postrenderer/v1", (functions) => {
      const length = Number(functions["input_length"]!());
      const bytes = Array.from({ length }, (_, index) => Number(functions["input_load_u8"]!(BigInt(index))));
      input = new TextDecoder().decode(Uint8Array.from(bytes));
      answer(functions, '{"manifests":"\uFEFFb: 1"}');
      return 0;
    });
    const call = {
      args: [],
      manifests: new TextEncoder().encode("\uFEFFa: 1"),
      variables: {},
      settings: settings("1M"),
    };
    expect(await runPostRendererModule(host, installed, call)).toEqual({ status: 0, manifests: "\uFEFFb: 1" });
    expect(JSON.parse(input)).toEqual({ manifests: "\uFEFFa: 1", extraArgs: [] });
  });
});
