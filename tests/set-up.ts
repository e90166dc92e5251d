import { setDefaultTimeout } from "bun:test";

// Ends a test that hangs; it is no measure of speed, and a slow or busy machine stays far below it.
setDefaultTimeout(120_000);
