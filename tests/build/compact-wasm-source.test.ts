import { describe, expect, test } from "bun:test";
import { rewriteWasmSource } from "../../build/compact/wasm-source.ts";
import { renderWasmUnit } from "../../build/compact/wasm-unit.ts";

/** The form of wasm2c 1.0.32's output, a module of three functions. */
const HEADER = `
typedef struct Z_lua_instance_t {
  struct Z_env_instance_t* Z_env_instance;
  u32 w2c_g0;
  wasm_rt_memory_t w2c_memory;
  wasm_rt_funcref_table_t w2c___indirect_function_table;
} Z_lua_instance_t;

/* import: 'env' 'now' */
f64 Z_envZ_now(struct Z_env_instance_t*);
/* import: 'env' 'write' */
u32 Z_envZ_write(struct Z_env_instance_t*, u32, u64);
`;
const CODE = `#define TRAP(x) prelude
#if defined(_MSC_VER)

// Adapted from
#define I32_CLZ(x) numeric
static inline void memory_fill(wasm_rt_memory_t* mem, u32 d, u32 val, u32 n) {
}
static u32 func_types[3];
static void init_func_types(void) {
  func_types[0] = wasm_rt_register_func_type(1, 1, WASM_RT_I32, WASM_RT_I32);
  func_types[1] = wasm_rt_register_func_type(0, 0);
  func_types[2] = wasm_rt_register_func_type(1, 1, WASM_RT_I32, WASM_RT_I32);
}

static void w2c___wasm_call_ctors(Z_lua_instance_t*);
static u32 w2c_add(Z_lua_instance_t*, u32, u64);

static void init_globals(Z_lua_instance_t* instance) {
  instance->w2c_g0 = 64u;
}
static const wasm_elem_segment_expr_t elem_segment_exprs_w2c_e0[] = {
  {2, (wasm_rt_function_ptr_t)&w2c_f1, 0},
};
static void init_tables(Z_lua_instance_t* instance) {
  funcref_table_init(&instance->w2c___indirect_function_table, elem_segment_exprs_w2c_e0, 1, 1u, 0, 1, instance, func_types);
}
static u32 w2c_add(Z_lua_instance_t* instance, u32 w2c_p0, u64 w2c_p1) {
  FUNC_PROLOGUE;
  w2c_i0 = i32_load(&instance->w2c_memory, (u64)(w2c_p0) + 12u);
  i64_store8(&instance->w2c_memory, (u64)(w2c_i0), w2c_p1);
  w2c_i0 = (*Z_envZ_write)(instance->Z_env_instance, w2c_i0, w2c_p1);
  w2c_d0 = (*Z_envZ_now)(instance->Z_env_instance);
  w2c_f1(instance);
  w2c_i0 = CALL_INDIRECT(instance->w2c___indirect_function_table, u32 (*)(void*, u32), 2, w2c_i1, instance->w2c___indirect_function_table.data[w2c_i1].module_instance, w2c_i0);
  FUNC_EPILOGUE;
  return w2c_i0;
}

/* export: 'memory' */
wasm_rt_memory_t* Z_luaZ_memory(Z_lua_instance_t* instance) {
  return &instance->w2c_memory;
}

/* export: '__wasm_call_ctors' */
void Z_luaZ___wasm_call_ctors(Z_lua_instance_t* instance) {
  return w2c___wasm_call_ctors(instance);
}

/* export: 'add' */
u32 Z_luaZ_add(Z_lua_instance_t* instance, u32 w2c_p0, u64 w2c_p1) {
  return w2c_add(instance, w2c_p0, w2c_p1);
}
`;

describe("rewriteWasmSource", () => {
  const source = rewriteWasmSource(CODE, HEADER);

  test("finds imports and exports with their signatures, and not the memory", () => {
    expect(source.imports).toEqual([
      { module: "env", name: "now", symbol: "Z_envZ_now", signature: "d" },
      { module: "env", name: "write", symbol: "Z_envZ_write", signature: "iij" },
    ]);
    expect(source.exports).toEqual([
      { module: "lua", name: "__wasm_call_ctors", symbol: "w2c___wasm_call_ctors", signature: "v" },
      { module: "lua", name: "add", symbol: "w2c_add", signature: "iij" },
    ]);
  });

  test("gives equal types one number", () => {
    expect(source.signatures).toEqual(["ii", "v", "d", "iij"]);
    expect(source.body).toContain("{1, (wasm_rt_function_ptr_t)&w2c_f1},");
    expect(source.body).toContain("CALL_INDIRECT(w2c___indirect_function_table, u32 (*)(u32), 1, w2c_i1, w2c_i0)");
  });

  test("leaves no instance, no prologue and none of wasm2c's own accesses", () => {
    expect(source.body).not.toMatch(/instance|FUNC_|prelude|memory_fill/);
    expect(source.body).toContain("static u32 w2c_g0;\nstatic wasm_rt_memory_t w2c_memory;");
    expect(source.body).toContain("static u32 w2c_add(u32 w2c_p0, u64 w2c_p1) {");
    expect(source.body).toContain("w2c_i0 = i32_load(w2c_p0, 12u);");
    expect(source.body).toContain("i64_store8(w2c_i0, 0u, w2c_p1);");
    expect(source.body).toContain("w2c_d0 = Z_envZ_now();");
  });

  test("refuses the output of another version", () => {
    expect(() => rewriteWasmSource(CODE.replaceAll("Z_lua_instance_t*", "w2c_lua*"), HEADER)).toThrow("another shape");
    expect(() => rewriteWasmSource(CODE.replace("// Adapted from", ""), HEADER)).toThrow("has no");
  });
});

describe("renderWasmUnit", () => {
  const unit = renderWasmUnit(rewriteWasmSource(CODE, HEADER));

  test("lists imports and exports with the number of their signature", () => {
    expect(unit).toContain('{"env", "write", 3},');
    expect(unit).toContain('{"add", 3, (wasm_rt_function_ptr_t)w2c_add},');
  });

  test("makes a caller for each signature", () => {
    expect(unit).toContain("v[0].i = ((u32 (*)(u32, u64))f)(v[0].i, v[1].j);");
  });

  test("makes a function for each import that passes its arguments to JavaScript", () => {
    expect(unit).toContain(
      "static u32 Z_envZ_write(u32 a0, u64 a1) " +
        "{ wasm_value_t v[2]; v[0].i = a0; v[1].j = a1; wasm_import_call(1, v); return v[0].i; }",
    );
  });
});
