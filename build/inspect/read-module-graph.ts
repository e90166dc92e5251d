/** What Bun 1.4 puts into an executable: the modules of the program, and which of them is the first. */
export interface ModuleGraph {
  readonly modules: readonly GraphModule[];
  /** The place of the first module in the list. */
  readonly entry: number;
  /** Command-line options for Bun itself. */
  readonly options: string;
}

export interface GraphModule {
  /** A path in the file system that only the program sees. */
  readonly name: string;
  readonly contents: Buffer;
  /** Bytes of compiled JavaScript, 0 where there is none. */
  readonly bytecodeSize: number;
  readonly loader: number;
}

/** The numbers of loaders. */
export const LOADERS = { javascript: 1, file: 5 } as const;

const TRAILER = "\n---- Bun! ----\n";
const LENGTH_SIZE = 8;
const OFFSETS_SIZE = 32;
const MODULE_SIZE = 52;
/** Where a module's pointers are: name, contents, source map, bytecode, details, origin. Four single bytes follow them. */
const POINTERS = [0, 8, 16, 24, 32, 40] as const;

/**
 * Reads the section that Bun adds: its length (64 bits), the bytes of the graph, the offsets, a trailer; every place is told
 * from the start of the graph's bytes. Throws where one of the recorded sizes and places does not fit.
 */
export function readModuleGraph(section: Buffer): ModuleGraph {
  const length = Number(section.readBigUInt64LE(0));
  demand(length === section.length - LENGTH_SIZE, `a section of ${section.length} bytes tells ${length}`);
  const bytes = section.subarray(LENGTH_SIZE);
  demand(bytes.toString("latin1", length - TRAILER.length) === TRAILER, "the section has no trailer of Bun's");
  const end = length - TRAILER.length - OFFSETS_SIZE;
  const offsets = bytes.subarray(end);
  demand(Number(offsets.readBigUInt64LE(0)) === end, `the graph tells another size than ${end}`);
  const graph = bytes.subarray(0, end);
  const list = pointed(graph, offsets, 8);
  demand(list.length > 0 && list.length % MODULE_SIZE === 0, `a list of modules has no ${list.length} bytes`);
  const [entry, count] = [offsets.readUInt32LE(16), list.length / MODULE_SIZE];
  demand(entry < count, `module ${entry} of ${count} cannot be the first`);
  const modules = Array.from({ length: count }, (_, index) => readModule(graph, list.subarray(index * MODULE_SIZE)));
  return { modules, entry, options: pointed(graph, offsets, 20).toString() };
}

function readModule(graph: Buffer, record: Buffer): GraphModule {
  for (const at of POINTERS) pointed(graph, record, at);
  return {
    name: pointed(graph, record, 0).toString(),
    contents: pointed(graph, record, 8),
    bytecodeSize: pointed(graph, record, 24).length,
    loader: record.readUInt8(49),
  };
}

/** The bytes that a pointer, an offset and a length of 32 bits each, points to. */
function pointed(graph: Buffer, record: Buffer, at: number): Buffer {
  const [offset, length] = [record.readUInt32LE(at), record.readUInt32LE(at + 4)];
  demand(offset + length <= graph.length, `a pointer to ${length} bytes at ${offset} leads out of the graph`);
  return graph.subarray(offset, offset + length);
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
