import { describe, expect, test } from "@jest/globals";
import { plotlyMime } from "../../notebooks/support/show/show-chart";
import { conclusionOf, runNotebook, shown } from "./run-notebook";

// Every notebook on the real tslab kernel. Expected figures: test/fixtures/notebooks/expected.py (pandas, same files).

describe("the notebooks", () => {
  test("01 needs and expectations", async () => {
    const { code, said, notebook } = await runNotebook(["01-needs-and-expectations", "--no-html"]);
    expect({ code, said }).toMatchObject({ code: 0 });
    const conclusion = conclusionOf(notebook);
    expect(conclusion).toMatchObject({ first: [21, 24, 1], short: 23, worst: "complaints" });
    expect(conclusion["need"]).toBeCloseTo(61.2986897197645, 10);
    expect(conclusion["expectation"]).toBeCloseTo(71.3350655300634, 10);
    expect(shown(notebook, plotlyMime)).toHaveLength(2);
  });

  test("03 customer management", async () => {
    const { code, said, notebook } = await runNotebook(["03-customer-management", "--no-html"]);
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(conclusionOf(notebook)).toMatchObject({
      total: 8,
      completeness: 50 / 64,
      weakest: "consent",
      due: 2,
      twins: expect.arrayContaining([
        ["C-002", "C-006"],
        ["C-001", "C-004"],
      ]),
    });
  });

  test("04 service and marketing, in Chinese", async () => {
    const { code, said, notebook } = await runNotebook([
      "04-service-and-marketing",
      "--no-html",
      "--lang",
      "zh-CN",
    ]);
    expect({ code, said }).toMatchObject({ code: 0 });
    const conclusion = conclusionOf(notebook);
    expect(conclusion).toMatchObject({ attracted: 2357, repeaters: 1066 });
    expect(conclusion["returnRate"]).toBeCloseTo(7.91563125037881, 10);
    expect(conclusion["laterShare"]).toBeCloseTo(0.5391137863872114, 10);
    expect(conclusion["spent"]).toBeCloseTo(244091.94, 6);
    expect(String(shown(notebook, "text/markdown").at(-1))).toContain("位客户");
    expect(JSON.stringify(notebook?.cells[0].source)).toContain("服务与营销带来了什么");
  });
});

describe("a notebook that fails", () => {
  test("stops with the cell, its message and exit code 1, and writes what it has", async () => {
    const { code, said, notebook } = await runNotebook(
      ["../test/fixtures/notebooks/failing.ipynb"],
      "failing",
    );
    expect(code).toBe(1);
    expect(said).toMatch(/Cell 2 of failing failed/);
    expect(said).toMatch(/the stock is empty/);
    expect(notebook?.cells[1].outputs?.at(-1)).toMatchObject({ output_type: "error", ename: "Error" });
    expect(notebook?.cells[2].outputs).toEqual([]);
  });

  test("a file that is not there", async () => {
    const { code, said } = await runNotebook(["nowhere.xlsx"]);
    expect(code).toBe(1);
    expect(said).toMatch(/nowhere\.xlsx does not exist/);
  });
});
