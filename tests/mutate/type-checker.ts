import { join } from "node:path";
import { API, type Snapshot } from "typescript/unstable/async";

export interface TypeChecker extends AsyncDisposable {
  /** Whether the project compiles with another text in a file; only that file and those of `others` are looked at. */
  compiles(file: string, text: string, others: readonly string[]): Promise<boolean>;
}

/** Holds a compiler that has read the project in the folder once, and takes no more than a moment for each text. */
export async function startTypeChecker(root: string): Promise<TypeChecker> {
  const config = join(root, "tsconfig.json");
  const texts = new Map<string, string>();
  const api = new API({ cwd: root, fs: { readFile: (path) => texts.get(path) } });
  await api.updateSnapshot({ openProjects: [config] });
  return {
    async compiles(file, text, others) {
      const path = join(root, file);
      texts.set(path, text);
      const changed = { fileChanges: { changed: [path] } };
      const snapshot = await api.updateSnapshot({ openProjects: [config], ...changed });
      const good = await isFaultless(snapshot, config, [path, ...others.map((other) => join(root, other))]);
      texts.delete(path);
      await api.updateSnapshot({ openProjects: [config], ...changed });
      return good;
    },
    [Symbol.asyncDispose]: () => api.close(),
  };
}

async function isFaultless(snapshot: Snapshot, config: string, paths: readonly string[]): Promise<boolean> {
  const program = snapshot.getProject(config)?.program;
  if (program === undefined) throw new Error(`${config} is not a project`);
  for (const path of paths) {
    const faults = [await program.getSyntacticDiagnostics(path), await program.getSemanticDiagnostics(path)].flat();
    if (faults.length > 0) return false;
  }
  return true;
}
