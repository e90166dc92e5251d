import * as native from "qjs:host";
import type { Descriptors } from "../descriptors.ts";

const EINTR = 4;
const EAGAIN = 11;

/** Open files of this process, with the system's own calls. */
export const descriptors: Descriptors = {
  open: native.open,
  close: native.close,
  read: (descriptor, buffer, offset, length) => patiently(() => native.read(descriptor, buffer, offset, length)),
  write: (descriptor, buffer, offset, length) => patiently(() => native.write(descriptor, buffer, offset, length)),
  seek: native.seek,
  isTerminal: native.isTerminal,
  spanWriter: native.luaModule.spanWriter,
};

/** If another process made the descriptor non-blocking, tries again after a while. */
function patiently(call: () => number): number {
  for (;;) {
    const result = call();
    if (result !== -EAGAIN) return result;
    if (native.isInterrupted()) return -EINTR;
    native.sleep(1);
  }
}
