import { longs, words } from "./made-bytes.ts";

/** A module of a made graph; with bytecode where it is JavaScript. */
export interface MadeModule {
  readonly name: string;
  readonly text: string;
  readonly loader?: number;
  readonly bytecode?: string;
}

/** What is recorded in the graph otherwise than it is. */
export interface GraphChange {
  readonly entry?: number;
  readonly options?: string;
}

/** The section that Bun would add for the modules, the first of which is the entry. */
export function madeModuleGraph(modules: readonly MadeModule[], { entry = 0, options = "" }: GraphChange = {}): Buffer {
  let graph = Buffer.alloc(0);
  const put = (text: string): readonly [number, number] => {
    const pointer = [graph.length, Buffer.byteLength(text)] as const;
    graph = Buffer.concat([graph, Buffer.from(`${text}\0`)]);
    return pointer;
  };
  const records = modules.map(({ name, text, loader = 1, bytecode = "compiled" }) => {
    const kinds = Buffer.from([1, loader, 1, 0]);
    return Buffer.concat([words(...put(name), ...put(text), 0, 0, ...put(bytecode), 0, 0, 0, 0), kinds]);
  });
  const list = [graph.length, records.length * 52];
  graph = Buffer.concat([graph, ...records]);
  const told = put(options);
  const offsets = Buffer.concat([longs(graph.length), words(...list, entry, ...told, 0)]);
  const body = Buffer.concat([graph, offsets, Buffer.from("\n---- Bun! ----\n")]);
  return Buffer.concat([longs(body.length), body]);
}
