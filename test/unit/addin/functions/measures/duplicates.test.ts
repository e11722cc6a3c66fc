import { cellError, speak } from "../../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { duplicates } from "../../../../../addin/functions/measures/cleaning";
import { column, messageIn, messageOf, na, shown } from "./sheet";

describe("DUPLICATES", () => {
  test("a group number per row, blank where unique; a blank cell stands for a missing column", () => {
    const names = column("Ann Lee", "LEE, Ann", "王伟", "王伟先生", "Bob", null);
    const phones = column(null, null, "+86 138-0013-8000", 13800138000, null, "");
    expect(duplicates(names, phones, column("", "ann@x.org", null, null, null, null))).toEqual(
      column(1, 1, 2, 2, "", ""),
    );
    expect(duplicates(names, [[null]], [[""]])).toEqual(column(1, 1, 2, 2, "", ""));
    expect(duplicates([["Ann", "Bob", "ann"]], [[null]], [[null]])).toEqual([[1, "", 1]]);
  });

  test("ranges that do not fit", () => {
    expect(messageOf(() => duplicates(column("a", "b"), column(1), [[null]]))).toContain(
      "phones has 1 cells, but names has 2",
    );
  });

  test("an error cell passes through in its row; numbers and logical values count as text", () => {
    expect(shown(duplicates(column("Ann Lee", na, "Ann Lee"), [[null]], [[null]]))).toEqual(
      column(1, "#N/A", 1),
    );
    expect(shown(duplicates(column("A", "B", "C"), column(1, cellError("#REF!"), 2), [[null]]))).toEqual(
      column("", "#VALUE!", ""),
    );
    expect(duplicates(column(7, 7, true), [[null]], [[null]])).toEqual(column(1, 1, ""));
    speak("zh-CN");
    expect(messageIn(duplicates(column("A", cellError("#REF!")), [[null]], [[null]]), 2)).toContain(
      "第 2 行",
    );
  });

  test("nothing at all, one row", () => {
    expect(duplicates(column(null, ""), [[null]], [[null]])).toEqual(column("", ""));
    expect(duplicates(column("Ann"), column("1"), column("a@b.c"))).toEqual(column(""));
  });
});
