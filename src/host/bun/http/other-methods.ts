/**
 * A part of the code of the worker that makes requests: Bun's fetch sends a method that it does not know as GET, reads no body after
 * TRACE, and sends some words in capitals. Such a request is made with node:http, which sends it as it is. `sendOther` answers what
 * fetch would, as far as the worker uses it.
 */
export const OTHER_METHODS = `
const isFetched = (method) => method !== "TRACE" && new Request("http://localhost/", { method }).method === method;

async function sendOther(url, init, signal) {
  const { hostname, port, pathname, search, protocol, host } = new URL(url);
  const isSecure = protocol === "https:";
  const name = hostname.replace(/^\\[|\\]$/g, "");
  const options = { host: name, port: port || (isSecure ? 443 : 80), path: pathname + search, agent: false, signal };
  let way = { ...options, ...init.tls };
  const headers = [["Host", host], ...init.headers];
  if (init.proxy && isSecure) {
    const socket = await tunnel(init.proxy, name.includes(":") ? "[" + name + "]" : name, options.port, signal);
    way = { ...way, agent: undefined, createConnection: () => secure(socket, name, init.tls) };
  } else if (init.proxy) {
    const { at, secret } = proxyOf(init.proxy);
    way = { ...options, ...at, path: url };
    headers.push(...secret);
  }
  const { body } = init;
  if (body !== undefined) headers.push(["Content-Length", String(body.length)]);
  const node = await import(way.protocol === "https:" || (isSecure && way.createConnection === undefined) ? "node:https" : "node:http");
  return new Promise((resolve, reject) => {
    const sent = node.request({ ...way, method: "POST", setHost: false });
    for (const [header, value] of joined(headers)) sent.setHeader(header, value);
    if (body === undefined) sent.useChunkedEncodingByDefault = false;
    // In the options, it would be sent in capitals.
    sent.method = init.method;
    let reason;
    sent.on("error", (error) => {
      reason ??= error;
      reject(error);
    });
    sent.on("response", (response) => resolve(responseOf(response, (error) => reason ?? error)));
    sent.end(body);
  });
}

function joined(headers) {
  const values = new Map();
  for (const [name, value] of headers) {
    const known = [...values.keys()].find((other) => other.toLowerCase() === name.toLowerCase()) ?? name;
    values.set(known, [...(values.get(known) ?? []), value]);
  }
  return [...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all]);
}

// While the body comes, node:http tells the request what is wrong with it, and the response only that it ends.
function responseOf(response, reasonOf) {
  const parts = response[Symbol.asyncIterator]();
  const names = response.rawHeaders.filter((_, at) => at % 2 === 0);
  const headers = names.map((name, at) => [name.toLowerCase(), response.rawHeaders[2 * at + 1]]);
  return { status: response.statusCode, headers, body: { getReader: () => ({ read: () => parts.next().catch((error) => Promise.reject(reasonOf(error))) }) } };
}

function proxyOf(proxy) {
  const { protocol, hostname, port, username, password } = new URL(proxy);
  const at = { protocol, host: hostname.replace(/^\\[|\\]$/g, ""), port: port || (protocol === "https:" ? 443 : 80) };
  const word = Buffer.from(decodeURIComponent(username) + ":" + decodeURIComponent(password)).toString("base64");
  return { at, secret: username === "" ? [] : [["Proxy-Authorization", "Basic " + word]] };
}

const fault = (code) => Object.assign(new Error(code), { code });

async function tunnel(proxy, host, port, signal) {
  const { at, secret } = proxyOf(proxy);
  const node = await import(at.protocol === "https:" ? "node:https" : "node:http");
  const path = host + ":" + port;
  return new Promise((resolve, reject) => {
    const asked = node.request({ ...at, method: "CONNECT", path, headers: Object.fromEntries([["Host", path], ...secret]), agent: false, signal });
    asked.on("error", reject);
    asked.on("connect", ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(fault("ERR_PROXY_TUNNEL"));
    });
    asked.on("response", () => reject(fault("ERR_PROXY_TUNNEL")));
    asked.end();
  });
}

function secure(socket, host, tls) {
  const { connect } = process.getBuiltinModule("node:tls");
  const { isIP } = process.getBuiltinModule("node:net");
  return connect({ socket, ...(isIP(host) ? { host } : { servername: host, host }), ...tls });
}
`;
