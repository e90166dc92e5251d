import { expect, test } from "bun:test";
import { watchChildren } from "../../../../../src/host/bun/start/child-news.ts";

const FOREVER = 2 ** 31 - 1;
const onPosix = process.platform !== "win32";

test.if(onPosix)("waits until a child has ended", async () => {
  const news = watchChildren();
  const child = Bun.spawn(["true"]);
  await news.next(FOREVER);
  await child.exited;
  news.stop();
});

test.if(onPosix)("knows of what came before it was asked", async () => {
  const news = watchChildren();
  process.kill(process.pid, "SIGCHLD");
  await Bun.sleep(1);
  await news.next(FOREVER);
  news.stop();
});

test.if(onPosix)("waits no longer than it is told to, and leaves no handler", async () => {
  const before = process.listenerCount("SIGCHLD");
  const news = watchChildren();
  expect(process.listenerCount("SIGCHLD")).toBe(before + 1);
  await news.next(1);
  news.stop();
  expect(process.listenerCount("SIGCHLD")).toBe(before);
});
