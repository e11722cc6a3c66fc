/**
 * As much of WebAssembly's binary format (core specification 2.0, chapter 5) as the row kernels need: instructions are
 * nested lists of bytes, so that code is put together like text.
 */
export type Code = readonly (number | Code)[];

/** An unsigned number in LEB128. */
export function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** A signed number in LEB128. */
function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}

const memory = (opcode: Code, offset: number, alignment = 3): Code => [opcode, alignment, unsigned(offset)];

export const i32Const = (value: number): Code => [0x41, signed(value)];
export const i32Add = 0x6a;
export const i32Sub = 0x6b;
export const f64Add = 0xa0;
export const f64Sub = 0xa1;
export const f64Mul = 0xa2;
export const f64Load = (offset: number): Code => memory([0x2b], offset);
export const f64Store = (offset: number): Code => memory([0x39], offset);
export const pairLoad = (offset: number): Code => memory([0xfd, 0x00], offset);
/** The same double in both lanes. */
export const splatLoad = (offset: number): Code => memory([0xfd, 0x0a], offset);
/** A double in lane 0, zero in lane 1. */
export const zeroLoad = (offset: number): Code => memory([0xfd, 0x5d], offset);
/** Replaces lane 1 of the pair on the stack. */
export const laneOneLoad = (offset: number): Code => [memory([0xfd, 0x57], offset), 1];
export const pairStore = (offset: number): Code => memory([0xfd, 0x0b], offset);
export const pairZero: Code = [0xfd, 0x0c, new Array<number>(16).fill(0)];
export const pairSplat: Code = [0xfd, 0x14];
export const pairLane = (lane: number): Code => [0xfd, 0x21, lane];
export const pairReplaceLane = (lane: number): Code => [0xfd, 0x22, lane];
export const pairConst = (of: readonly number[]): Code => [0xfd, 0x0c, of];
export const pairAnd: Code = [0xfd, 0x4e];
export const pairAdd: Code = [0xfd, 0xf0, 0x01];
export const pairSub: Code = [0xfd, 0xf1, 0x01];
export const pairMul: Code = [0xfd, 0xf2, 0x01];
export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number): Code => [0x21, unsigned(local)];
export const tee = (local: number): Code => [0x22, unsigned(local)];
/** Runs the body until the number that it leaves on the stack is 0. */
export const repeat = (body: Code): Code => [0x03, 0x40, body, 0x0d, 0, 0x0b];

export const upTo = (count: number, code: (k: number) => Code): Code =>
  Array.from({ length: count }, (_, k) => code(k));
export const advance = (local: number, by: number): Code => [get(local), i32Const(by), i32Add, set(local)];
/** Counts the local down and leaves it on the stack. */
export const countDown = (local: number): Code => [get(local), i32Const(1), i32Sub, tee(local)];

/** A function of 32-bit integers without a result; its locals are numbered after them, pairs before doubles. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  readonly integers?: number;
  readonly pairs?: number;
  readonly doubles?: number;
  readonly body: Code;
}

const list = (items: readonly Code[]): Code => [unsigned(items.length), items];
const bytes = (code: Code): number[] => (code as number[]).flat(Infinity as 1);
const sized = (code: Code): Code => {
  const flat = bytes(code);
  return [unsigned(flat.length), flat];
};
const section = (id: number, items: readonly Code[]): Code => [id, sized(list(items))];
const text = (value: string): Code => sized(Array.from(value, (letter) => letter.charCodeAt(0)));

/** The bytes of a module with these functions and a memory of so many pages (64 KiB), all exported by name. */
export function wasmModule(functions: readonly WasmFunction[], pages: number | "imported"): Uint8Array {
  return Uint8Array.from(
    bytes([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(
        1,
        functions.map(({ parameters }) => [0x60, list(new Array<Code>(parameters).fill([0x7f])), list([])]),
      ),
      pages === "imported" ? section(2, [[text("kept"), text("memory"), 2, 0, 0]]) : [],
      section(
        3,
        functions.map((_, i) => unsigned(i)),
      ),
      pages === "imported" ? [] : section(5, [[0, unsigned(pages)]]),
      section(7, [[text("memory"), 2, 0], ...functions.map(({ name }, i) => [text(name), 0, unsigned(i)])]),
      section(
        10,
        functions.map(({ integers = 0, pairs = 0, doubles = 0, body }) =>
          sized([
            list([
              [unsigned(integers), 0x7f],
              [unsigned(pairs), 0x7b],
              [unsigned(doubles), 0x7c],
            ]),
            body,
            0x0b,
          ]),
        ),
      ),
    ]),
  );
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

type Exports = Record<string, (...numbers: number[]) => void> & { readonly memory: WasmMemory };

/** What of WebAssembly is used; the core is compiled without a browser's or Node's declarations. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly kept: { readonly memory?: WasmMemory } },
  ) => { readonly exports: Exports };
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly CompileError: new () => Error;
};

/**
 * The functions of a module; `memory` is the one that it imports, if it does.
 *
 * @returns undefined where the engine has no WebAssembly with pairs, or the page's Content-Security-Policy forbids it
 */
export function instantiate(module: () => Uint8Array, memory?: WasmMemory): Exports | undefined {
  if (typeof WebAssembly === "undefined") return undefined;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(module()), { kept: { memory } }).exports;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}

/** A memory of so many pages (64 KiB); undefined where there is no WebAssembly, or not so much address space left. */
export function memoryOf(pages: number): WasmMemory | undefined {
  if (typeof WebAssembly === "undefined" || pages > 65_536) return undefined;
  try {
    return new WebAssembly.Memory({ initial: pages });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
