import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { feedback, feedbackOfRowsAsync, type RowBlock } from "@crm-functions/core";
import { csvRows } from "@crm-functions/notebooks";

const folder = mkdtempSync(join(tmpdir(), "crm-csv-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function numbers(file: string, y: string, x: string[]): Promise<number[][]> {
  const rows: number[][] = [];
  for await (const block of csvRows(file, { y, x }).blocks() as AsyncIterable<RowBlock>) {
    for (let i = 0; i < block.rows; i++) {
      rows.push([block.y[i], ...block.x.subarray(i * x.length, (i + 1) * x.length)]);
    }
  }
  return rows;
}

describe("a CSV file as rows of a regression", () => {
  test("the columns asked for, in their order; a blank is NaN and 0 is 0", async () => {
    const file = write("a.csv", "name, b ,a,y\nAda,1,0,3\nBo,,-0.5, 2.5 \nCy,1e3, ,0\nDi,4\n");
    expect(await numbers(file, "y", ["a", "b"])).toEqual([
      [3, 0, 1],
      [2.5, -0.5, NaN],
      [0, NaN, 1000],
      [NaN, NaN, 4],
    ]);
  });
  test("the figures are those of the same numbers in memory", async () => {
    const x = Array.from({ length: 3000 }, (_, i) => [Math.sin(i) * 3, (i * 37) % 101]);
    const y = Float64Array.from(x, (row, i) => 1 + row[0] - 0.25 * row[1] + Math.cos(i * 2.2));
    const file = write("b.csv", ["y;u;v", ...x.map((row, i) => [y[i], ...row].join(";"))].join("\r\n"));
    const found = await feedbackOfRowsAsync(csvRows(file, { y: "y", x: ["u", "v"], chunkBytes: 1000 }));
    expect(found.coefficients).toEqual(feedback(y, x).coefficients);
    expect(found.durbinWatson).toBe(feedback(y, x).durbinWatson);
  });
});

describe("errors name the place", () => {
  test("a column that is not there", async () => {
    const found = numbers(write("c.csv", "a,b\n1,2\n"), "y", ["a"]);
    await expect(found).rejects.toThrow(/There is no column "y" in .*c\.csv; there are a, b\./);
    await found.catch((error: { messageIn(language: string): string }) => {
      expect(error.messageIn("zh-CN")).toContain("没有“y”列");
    });
  });
  test("text, an infinite number, a row that is too long", async () => {
    const place = (row: number, column: number) =>
      expect.objectContaining({ key: "cellNotNumber", place: { argument: "a", row, column } });
    await expect(numbers(write("d.csv", "a,y\n1,2\nnone,3\n"), "y", ["a"])).rejects.toEqual(place(3, 1));
    await expect(numbers(write("e.csv", "y,a\n1,1e999\n"), "y", ["a"])).rejects.toEqual(place(2, 2));
    await expect(numbers(write("f.csv", "y,a\n1,2\n1,2,3\n"), "y", ["a"])).rejects.toMatchObject({
      key: "rowLengths",
      parameters: { row: 3 },
    });
  });
  test("a file that changes between two readings", async () => {
    const text = (last: number) =>
      "y,a\n" + Array.from({ length: 500 }, (_, i) => `${Math.sin(i)},${i === 499 ? last : i}`).join("\n");
    const file = write("g.csv", text(1));
    const source = csvRows(file, { y: "y", x: ["a"] });
    let readings = 0;
    const changing = {
      predictors: 1,
      blocks: () => {
        if (readings++ === 1) write("g.csv", text(2));
        return source.blocks();
      },
    };
    await expect(feedbackOfRowsAsync(changing)).rejects.toMatchObject({ key: "feedbackSourceChanged" });
  });
});
