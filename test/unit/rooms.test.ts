import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { rooms, tableOfRooms } from "../../rooms.mjs";

/** The cells of a Markdown table, whatever the widths that it is laid out with. */
const cellsOf = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[\s:|-]+\|$/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));

test("every room is there", () => {
  for (const { room, may } of rooms)
    for (const path of [room, ...may]) expect([path, existsSync(path)]).toEqual([path, true]);
});

test("CONTRIBUTING shows the rooms as lint knows them: put tableOfRooms() of rooms.mjs there", () => {
  const house = readFileSync("CONTRIBUTING.md", "utf8").split("## The house")[1].split("\n## ")[0];
  expect(cellsOf(house)).toEqual(cellsOf(tableOfRooms()));
});
