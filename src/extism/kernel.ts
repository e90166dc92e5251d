import type { WasmFunction } from "../host/wasm.ts";
import { countOf } from "../text/count-of.ts";
import { utf8Text } from "../text/utf8-text.ts";
import { LOG_LEVELS, type ExtismCall } from "./extism-call.ts";
import { HttpClient, type HttpClientHost } from "./http-client.ts";
import { KernelMemory } from "./kernel-memory.ts";
import { ModuleFault } from "./module-fault.ts";
import { MORE_PAGES, moreOf, PAGE } from "./module-limits.ts";

/** What Go counts for the two lengths of a variable besides its bytes: the limit is Extism's. */
const VARIABLE_OVERHEAD = 40;

interface Range {
  readonly at: number;
  readonly length: number;
}
const NOTHING: Range = { at: 0, length: 0 };

/** What a module imports from "extism:host/env": Extism's kernel, and the functions of its host. */
export class Kernel {
  readonly memory: KernelMemory;
  readonly #call: ExtismCall;
  readonly #http: HttpClient;
  readonly #variables = new Map<string, Uint8Array>();
  #input = NOTHING;
  #output = NOTHING;
  #error = 0;

  /** Throws ModuleFault if the input does not fit. */
  constructor(host: HttpClientHost, call: ExtismCall) {
    this.#call = call;
    this.memory = new KernelMemory(call.limits.pages * PAGE);
    this.#http = new HttpClient(host, call);
    this.#input = { at: this.#store(call.input), length: call.input.length };
  }

  /** A copy of what the module gave out. */
  get output(): Uint8Array {
    return this.memory.slice(this.#output.at, this.#output.length);
  }

  /** The module's own error; undefined if it set none. */
  get error(): string | undefined {
    const text = this.#textAt(this.#error);
    return text === "" ? undefined : text;
  }

  /** The functions by their names. */
  functions(): Readonly<Record<string, WasmFunction>> {
    return {
      ...this.#memoryFunctions(),
      ...this.#messageFunctions(),
      ...this.#hostFunctions(),
      ...this.#logFunctions(),
    };
  }

  #memoryFunctions(): Readonly<Record<string, WasmFunction>> {
    const { memory } = this;
    return {
      alloc: (length: bigint) => BigInt(memory.allocate(numberOf(length))),
      free: (at: bigint) => {
        memory.free(numberOf(at));
        if (numberOf(at) === this.#input.at) this.#input = { ...this.#input, length: 0 };
      },
      length: (at: bigint) => BigInt(memory.lengthOf(numberOf(at))),
      length_unsafe: (at: bigint) => BigInt(memory.lengthOf(numberOf(at))),
      load_u8: (at: bigint) => memory.byteAt(numberOf(at)),
      load_u64: (at: bigint) => memory.wordAt(numberOf(at)),
      store_u8: (at: bigint, value: number) => memory.setByte(numberOf(at), value),
      store_u64: (at: bigint, value: bigint) => memory.setWord(numberOf(at), value),
      memory_bytes: () => BigInt(memory.size),
      reset: () => {
        memory.reset();
        this.#input = NOTHING;
        this.#output = NOTHING;
        this.#error = 0;
      },
    };
  }

  #messageFunctions(): Readonly<Record<string, WasmFunction>> {
    const { memory } = this;
    const inInput = (offset: bigint, length: number): number | undefined => {
      const at = numberOf(offset);
      return at + length <= this.#input.length ? this.#input.at + at : undefined;
    };
    const range = (at: bigint, length: bigint): Range | undefined => {
      const found = { at: numberOf(at), length: numberOf(length) };
      return found.at !== 0 && memory.has(found.at, found.length) ? found : undefined;
    };
    return {
      input_set: (at: bigint, length: bigint) => void (this.#input = range(at, length) ?? this.#input),
      input_length: () => BigInt(this.#input.length),
      input_offset: () => BigInt(this.#input.at),
      input_load_u8: (offset: bigint) => memory.byteAt(inInput(offset, 1) ?? -1),
      input_load_u64: (offset: bigint) => memory.wordAt(inInput(offset, 8) ?? -8),
      output_set: (at: bigint, length: bigint) => void (this.#output = range(at, length) ?? this.#output),
      output_length: () => BigInt(this.#output.length),
      output_offset: () => BigInt(this.#output.at),
      error_set: (at: bigint) => void (this.#error = numberOf(at)),
      error_get: () => BigInt(this.#error),
    };
  }

  #hostFunctions(): Readonly<Record<string, WasmFunction>> {
    const http = this.#http;
    return {
      config_get: (name: bigint) => {
        const key = this.#textAt(numberOf(name));
        const { config } = this.#call;
        return this.#give(Object.hasOwn(config, key) ? encode(config[key] ?? "") : undefined);
      },
      var_get: (name: bigint) => this.#give(this.#variables.get(this.#takeText(name))),
      var_set: (name: bigint, value: bigint) => this.#setVariable(this.#takeText(name), numberOf(value)),
      http_request: (request: bigint, body: bigint) => {
        const text = this.#takeText(request);
        return this.#give(http.request(text, body === 0n ? undefined : this.#take(body)));
      },
      http_status_code: () => http.status,
      http_headers: () => this.#give(encode(JSON.stringify(http.headers))),
    };
  }

  #logFunctions(): Readonly<Record<string, WasmFunction>> {
    const { log, logLevel } = this.#call;
    const lowest = LOG_LEVELS.indexOf(logLevel);
    const functions = LOG_LEVELS.map((level, index): [string, WasmFunction] => [
      `log_${level}`,
      (at: bigint) => {
        const text = this.#takeText(at);
        if (index >= lowest) log(level, text);
      },
    ]);
    return { ...Object.fromEntries(functions), get_log_level: () => lowest };
  }

  #setVariable(name: string, at: number): void {
    const { variableBytes, pages } = this.#call.limits;
    if (variableBytes === 0) {
      throw new ModuleFault("it sets a variable, and runtimeConfig.memory.maxVarBytes is 0");
    }
    if (at === 0) return void this.#variables.delete(name);
    const value = this.memory.slice(at, this.memory.lengthOf(at));
    this.memory.free(at);
    const all = [...this.#variables].filter(([other]) => other !== name);
    const size = [...all, [name, value] as const].reduce(
      (sum, [key, bytes]) => sum + encode(key).length + bytes.length + VARIABLE_OVERHEAD,
      0,
    );
    const most = Math.min(variableBytes, pages * PAGE);
    if (size >= most) {
      const hint = most === variableBytes ? moreOf("maxVarBytes") : MORE_PAGES;
      throw new ModuleFault(`its variables have more than ${countOf(most, "byte")}`, hint);
    }
    this.#variables.set(name, value);
  }

  /** The bytes as a block; 0 if there are none. */
  #give(bytes: Uint8Array | undefined): bigint {
    return BigInt(bytes === undefined ? 0 : this.#store(bytes));
  }

  #store(bytes: Uint8Array): number {
    const at = this.memory.store(bytes);
    if (at !== undefined) return at;
    throw new ModuleFault(`there is no memory for ${countOf(bytes.length, "byte")} that it is to get`, MORE_PAGES);
  }

  #textAt(at: number): string {
    return utf8Text(this.memory.slice(at, this.memory.lengthOf(at)));
  }

  /** The bytes of a block, which is given back. */
  #take(address: bigint): Uint8Array {
    const at = numberOf(address);
    const bytes = this.memory.slice(at, this.memory.lengthOf(at));
    this.memory.free(at);
    return bytes;
  }

  #takeText(address: bigint): string {
    return utf8Text(this.#take(address));
  }
}

/** An unsigned number of 64 bits; what is too large for an address stays too large. */
function numberOf(value: bigint): number {
  return Number(BigInt.asUintN(64, value));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
