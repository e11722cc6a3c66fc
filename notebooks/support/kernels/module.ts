import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What of WebAssembly is needed here; its names are those of browsers, which this is not for. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

declare const WebAssembly:
  | {
      Memory: new (size: { initial: number }) => WasmMemory;
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object, imports: object) => { readonly exports: KernelFunctions };
    }
  | undefined;

/** The functions of `kernels.as`, called with addresses in bytes and counts. */
export type KernelFunctions = Readonly<Record<string, (...parameters: number[]) => void>>;

let compiled: object | undefined;

/** The compiled kernels lie beside the compiled package, also where this runs from its source. */
function kernelBytes(): Uint8Array {
  const beside = join(__dirname, "kernels.wasm");
  return readFileSync(existsSync(beside) ? beside : join(__dirname, "..", "dist", "cjs", "kernels.wasm"));
}

/** The kernels with a memory of so many bytes; undefined where there is no WebAssembly. */
export function kernelsIn(bytes: number): { memory: Float64Array; functions: KernelFunctions } | undefined {
  if (typeof WebAssembly === "undefined") return undefined;
  compiled ??= new WebAssembly.Module(kernelBytes());
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return { memory: new Float64Array(memory.buffer), functions: exports };
}
