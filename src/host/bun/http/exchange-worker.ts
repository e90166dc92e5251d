import { OTHER_METHODS } from "./other-methods.ts";

/**
 * Makes requests in a thread of its own, for a thread that waits and so can run no event loop. It gets orders by messages, each with
 * the memory for its answer. The numbers are those of exchange-memory.ts.
 */
export const EXCHANGE_WORKER = `
const transfers = new Map();
const encoder = new TextEncoder();
// Bun goes past the proxy that it is given if NO_PROXY tells it to. The copy of this thread is its own. On Windows fetch reads another
// copy, which cannot be changed.
const hasExceptions = process.platform === "win32" && Object.keys(process.env).some((name) => /^no_proxy$/i.test(name));
for (const name of Object.keys(process.env)) delete process.env[name];
const isSure = ({ method, proxy }) => isFetched(method) && !(hasExceptions && proxy);
const HEAD = 1, PART = 2, END = 3, FAULT = 4;
${OTHER_METHODS}

function answer({ words, room }, kind, bytes) {
  const length = Math.min(bytes.length, room.length);
  room.set(bytes.subarray(0, length));
  words[1] = length;
  Atomics.store(words, 0, kind);
  Atomics.notify(words, 0);
}

async function open({ id, memory, url, init }) {
  const controller = new AbortController();
  const transfer = { controller, reader: undefined, head: undefined, rest: undefined };
  transfers.set(id, transfer);
  const { signal } = controller;
  const response = await (isSure(init) ? fetch(url, { ...init, signal }) : sendOther(url, init, signal));
  transfer.reader = response.body?.getReader();
  transfer.head = encoder.encode(JSON.stringify({ status: response.status, headers: [...response.headers] }));
  head({ id, memory });
}

// The last part of the head is a HEAD, those before it are PARTs.
function head({ id, memory }) {
  const transfer = transfers.get(id);
  const part = transfer.head.subarray(0, memory.room.length);
  transfer.head = transfer.head.subarray(part.length);
  answer(memory, transfer.head.length === 0 ? HEAD : PART, part);
}

async function read({ id, memory }) {
  const transfer = transfers.get(id);
  while (transfer.rest === undefined || transfer.rest.length === 0) {
    const { done, value } = transfer.reader === undefined ? { done: true } : await transfer.reader.read();
    if (done) return answer(memory, END, new Uint8Array(0));
    transfer.rest = value;
  }
  const part = transfer.rest.subarray(0, memory.room.length);
  transfer.rest = transfer.rest.subarray(part.length);
  answer(memory, PART, part);
}

function close({ id }) {
  transfers.get(id)?.controller.abort();
  transfers.delete(id);
}

const orders = { open, head, read, close };
self.onmessage = async ({ data }) => {
  try {
    await orders[data.order](data);
  } catch (error) {
    const code = String(error?.code ?? error?.name);
    // What node:http says of an answer that is none has many codes, and fetch has one.
    answer(data.memory, FAULT, encoder.encode(code.startsWith("HPE_") ? "Malformed_HTTP_Response" : code));
  }
};
`;
