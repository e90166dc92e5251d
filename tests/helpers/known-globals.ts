/** The globals of the language itself. */
const LANGUAGE =
  "Object Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math Intl ArrayBuffer SharedArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry SuppressedError DisposableStack AsyncDisposableStack decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape isFinite isNaN";

/** Those that a host adds and that only compute: nothing that luff asks of the system comes from them. */
const PURE =
  "atob btoa structuredClone URL URLPattern URLSearchParams TextDecoder TextEncoder Blob File FormData Headers Request Response AbortController AbortSignal Event EventTarget CloseEvent CustomEvent ErrorEvent MessageEvent DOMException BuildError BuildMessage ResolveError ResolveMessage Crypto CryptoKey SubtleCrypto CompressionStream DecompressionStream ByteLengthQueuingStrategy CountQueuingStrategy TextDecoderStream TextEncoderStream TransformStream TransformStreamDefaultController ReadableStream ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableByteStreamController ReadableStreamDefaultController ReadableStreamDefaultReader WritableStream WritableStreamDefaultController WritableStreamDefaultWriter Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming PerformanceServerTiming PerformanceTiming";

/** Those that `bun test` adds, and one that another rule of the linter refuses. */
const OTHERS =
  "expect describe test it beforeAll beforeEach afterAll afterEach onTestFinished setDefaultTimeout jest vi xit xtest xdescribe expectTypeOf mock spyOn console";

/** Names of globals that code above the hosts may use, or cannot. */
export const KNOWN_GLOBALS: ReadonlySet<string> = new Set(`${LANGUAGE} ${PURE} ${OTHERS}`.split(" "));
