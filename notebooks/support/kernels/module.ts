import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of WebAssembly used here; its types come with those of browsers, which this package does not target. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

declare const WebAssembly: {
  Memory: new (size: { initial: number }) => WasmMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: KernelFunctions };
};

/** The functions of `kernels.as`; they take byte addresses and counts. */
type KernelFunctions = Readonly<Record<string, (...parameters: number[]) => void>>;

let compiled: object | undefined;

/** The compiled kernels lie beside the compiled package, and are read from there even if this runs from source. */
function kernelBytes(): Uint8Array {
  const beside = join(__dirname, "kernels.wasm");
  return readFileSync(existsSync(beside) ? beside : join(__dirname, "..", "dist", "cjs", "kernels.wasm"));
}

/** The kernels with a memory of this many bytes. */
export function kernelsIn(bytes: number): { memory: Float64Array; functions: KernelFunctions } {
  compiled ??= new WebAssembly.Module(kernelBytes());
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return { memory: new Float64Array(memory.buffer), functions: exports };
}
