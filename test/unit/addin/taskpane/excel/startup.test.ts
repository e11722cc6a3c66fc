import { beforeEach, describe, expect, test } from "@jest/globals";
import { startWithWorkbook } from "../../../../../addin/taskpane/excel/startup";

const set: string[] = [];
let behavior = "None";
let supported = true;

beforeEach(() => {
  set.length = 0;
  [behavior, supported] = ["None", true];
  Object.assign(globalThis, {
    Office: {
      StartupBehavior: { load: "Load", none: "None" },
      context: { requirements: { isSetSupported: () => supported } },
      addin: {
        getStartupBehavior: async () => behavior,
        setStartupBehavior: async (chosen: string) => void set.push((behavior = chosen)),
      },
    },
  });
});

describe("startWithWorkbook", () => {
  test("is written into a workbook once", async () => {
    await startWithWorkbook();
    await startWithWorkbook();
    expect(set).toEqual(["Load"]);
  });

  test("an Excel without shared runtime is left alone", async () => {
    supported = false;
    await startWithWorkbook();
    expect(set).toEqual([]);
  });
});
