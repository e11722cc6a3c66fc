import { expect, test } from "@jest/globals";
import { createMemoryWorkbook } from "../../../../doubles/memory-workbook";
import { readWeights, writeWeights } from "../../../../../addin/workbook/store/weights";

const weights = [
  { analysis: "need" as const, criterion: "Price", weight: 0.3 },
  { analysis: "need" as const, criterion: "=Quality", weight: 0.7, minimum: 1, maximum: 5 },
  { analysis: "expectation" as const, criterion: "价格", weight: -1, maximum: 100 },
];

test.each(["en-US", "zh-CN"] as const)(
  "weights come back as they went in, longer and shorter (%s)",
  async (language) => {
    const workbook = createMemoryWorkbook({ language });
    expect(await readWeights(workbook)).toEqual([]);
    for (const part of [weights.slice(0, 2), weights, weights.slice(2), []]) {
      await writeWeights(workbook, part);
      expect(await readWeights(workbook)).toEqual(part);
    }
  },
);

test("a criterion whose weight is missing keeps its row, and users' own columns theirs", async () => {
  const workbook = createMemoryWorkbook();
  const open = { ...weights[0], weight: NaN };
  await writeWeights(workbook, [open, weights[1]], "zh-CN");
  const [{ name, headers }] = await workbook.tables();
  expect(headers.slice(0, 3)).toEqual(["分析", "指标", "权重"]);
  expect((await workbook.readTable(name, [0, 1, 2]))[0]).toEqual(["需求", "Price", null]);
  await workbook.addColumns(name, [{ header: "Why", format: "text" }]);
  await workbook.writeTable(name, [{ row: 0, column: headers.length, values: [["asked"]] }]);
  await writeWeights(workbook, [{ ...open, weight: 0.4 }, weights[1], weights[2]]);
  expect(await readWeights(workbook)).toEqual([{ ...open, weight: 0.4 }, weights[1], weights[2]]);
  expect((await workbook.readTable(name, [headers.length])).flat()).toEqual(["asked", null, null]);
});

test("rows that are no weight stay as they are", async () => {
  const workbook = createMemoryWorkbook();
  await writeWeights(workbook, weights);
  const [{ name }] = await workbook.tables();
  await workbook.writeTable(name, [{ row: 1, column: 0, values: [["Partners"]] }]);
  expect(await readWeights(workbook)).toEqual([weights[0], weights[2]]);
  for (const part of [[weights[2], weights[0], weights[1]], [weights[1]], []]) {
    await writeWeights(workbook, part);
    expect(await readWeights(workbook)).toEqual(part);
    expect(await workbook.readTable(name, [0, 1, 2])).toContainEqual(["Partners", "=Quality", 0.7]);
  }
});
