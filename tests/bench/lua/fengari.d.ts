/** The part of fengari 0.1.5 that the benchmark uses; the package has no types. */
declare module "fengari" {
  export interface State {
    readonly state: unique symbol;
  }

  export const lua: {
    readonly LUA_OK: number;
    lua_getglobal(state: State, name: Uint8Array): number;
    lua_pcall(state: State, args: number, results: number, handler: number): number;
    lua_pushstring(state: State, text: Uint8Array): void;
    lua_tostring(state: State, index: number): Uint8Array;
  };
  export const lauxlib: {
    luaL_newstate(): State;
    luaL_loadbuffer(state: State, text: Uint8Array, size: number, name: Uint8Array): number;
  };
  export const lualib: { luaL_openlibs(state: State): void };
  export function to_jsstring(text: Uint8Array): string;
  export function to_luastring(text: string): Uint8Array;
}
