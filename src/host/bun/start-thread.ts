/**
 * Starts a thread that runs a program in JavaScript and does not keep the process alive. The first line says that the program needs no
 * translation: otherwise Bun would translate it, and keep the result of a larger one below the user's home folder.
 */
export function startThread(program: string, options?: WorkerOptions): Worker {
  const url = URL.createObjectURL(new Blob([`// @bun\n${program}`], { type: "application/javascript" }));
  const thread = new Worker(url, options);
  thread.unref();
  return thread;
}
