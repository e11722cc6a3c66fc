import { beforeEach, describe, expect, test } from "@jest/globals";
import { startWithWorkbook, whenInSight } from "../../../../../addin/taskpane/excel/startup";

const set: string[] = [];
let behavior = "None";
let supported = true;
let refused = false;
let tellVisibility: (args: { visibilityMode: string }) => void;

beforeEach(() => {
  set.length = 0;
  [behavior, supported, refused] = ["None", true, false];
  Object.assign(globalThis, {
    Office: {
      onReady: async () => ({ host: "Excel" }),
      VisibilityMode: { taskpane: "Taskpane", hidden: "Hidden" },
      StartupBehavior: { load: "Load", none: "None" },
      context: { requirements: { isSetSupported: () => supported } },
      addin: {
        getStartupBehavior: async () => behavior,
        onVisibilityModeChanged: async (told: (args: { visibilityMode: string }) => void) => {
          if (refused) throw new Error("not here");
          tellVisibility = told;
        },
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

describe("whenInSight", () => {
  let starts = 0;
  let page: EventTarget;

  beforeEach(() => {
    starts = 0;
    page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
    Object.assign(globalThis, { document: page, window: new EventTarget() });
  });
  const look = () => whenInSight(() => starts++);

  test("a page in sight starts at once", () => {
    Object.assign(page, { visibilityState: "visible" });
    look();
    expect(starts).toBe(1);
  });

  test.each(["visibilitychange", "pointermove", "keydown", "focusin"])(
    "a page that only calculates starts with the first %s, once",
    (sign) => {
      look();
      expect(starts).toBe(0);
      page.dispatchEvent(new Event(sign));
      page.dispatchEvent(new Event(sign));
      expect(starts).toBe(1);
    },
  );

  test("Excel showing the pane starts it, hiding does not", async () => {
    look();
    await Promise.resolve();
    tellVisibility({ visibilityMode: "Hidden" });
    expect(starts).toBe(0);
    tellVisibility({ visibilityMode: "Taskpane" });
    expect(starts).toBe(1);
  });

  test("where Excel does not say, the pane does not wait", async () => {
    refused = true;
    const { error } = console;
    const said: unknown[] = [];
    console.error = (what: unknown) => said.push(what);
    try {
      look();
      await new Promise(setImmediate);
    } finally {
      console.error = error;
    }
    expect([starts, said.length]).toEqual([1, 1]);
  });
});
