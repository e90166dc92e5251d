import { lfs } from "./lfs/lfs.ts";
import type { LibraryModule } from "./library-function.ts";
import { ltn12 } from "./ltn12/ltn12.ts";
import { mime } from "./mime/mime.ts";
import { socketHttp } from "./socket-http/http.ts";
import { socketUrl } from "./socket-url/url.ts";
import { socket } from "./socket/socket.ts";
import { sslHttps } from "./ssl-https/https.ts";
import { system } from "./system/system.ts";

/** Modules with the names and functions of packages of LuaRocks. `require` finds them after a script's own files. */
export const DROP_INS: Readonly<Record<string, LibraryModule>> = {
  lfs,
  ltn12,
  mime,
  socket,
  "socket.http": socketHttp,
  "socket.url": socketUrl,
  "ssl.https": sslHttps,
  system,
};
