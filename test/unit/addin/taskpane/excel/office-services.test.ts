import { beforeEach, describe, expect, test } from "@jest/globals";
import { officeServices } from "../../../../../addin/taskpane/excel/office-services";

let opened: string[];
let kept: Map<string, unknown>;
let saved: number;
let failure: string | undefined;

beforeEach(() => {
  [opened, kept, saved, failure] = [[], new Map(), 0, undefined];
  Object.assign(globalThis, {
    Excel: { createWorkbook: async (file: string) => void opened.push(file) },
    Office: {
      AsyncResultStatus: { Succeeded: "succeeded" },
      context: {
        platform: "PC",
        document: {
          settings: {
            get: (name: string) => kept.get(name) ?? null,
            set: (name: string, value: unknown) => kept.set(name, value),
            remove: (name: string) => kept.delete(name),
            saveAsync: (told: (result: object) => void) => {
              saved++;
              told(
                failure === undefined
                  ? { status: "succeeded" }
                  : { status: "failed", error: { message: failure } },
              );
            },
          },
        },
      },
    },
  });
});

describe("what Office does for the pane", () => {
  test("a workbook of a megabyte is handed over whole", async () => {
    const file = Uint8Array.from({ length: 1 << 20 }, (_, i) => (i * 7) % 256);
    await officeServices.openWorkbook(file);
    expect(Buffer.from(opened[0], "base64").equals(Buffer.from(file))).toBe(true);
  });

  test("the workbook keeps whether the pane opens with it", async () => {
    expect(officeServices.opensWithWorkbook()).toBe(false);
    await officeServices.setOpensWithWorkbook(true);
    expect([...kept]).toEqual([["Office.AutoShowTaskpaneWithDocument", true]]);
    expect(officeServices.opensWithWorkbook()).toBe(true);
    await officeServices.setOpensWithWorkbook(false);
    expect([kept.size, saved]).toEqual([0, 2]);
  });

  test("what Office could not keep is said", async () => {
    failure = "The document is read-only.";
    await expect(officeServices.setOpensWithWorkbook(true)).rejects.toThrow("read-only");
  });

  test("where downloads go nowhere is known", () => {
    const { context } = (globalThis as unknown as { Office: { context: { platform: string } } }).Office;
    const told = ["PC", "OfficeOnline", "Mac"].map((platform) => {
      context.platform = platform;
      return officeServices.downloads;
    });
    expect(told).toEqual([true, true, false]);
  });
});
