import { expect, test } from "@jest/globals";
import { answerKey, answerScales } from "../../../../core/customers/answer-scales";

const read = (...columns: string[]) => {
  const cells = columns.map((column) => column.split("|"));
  return answerScales(cells).map((scale, i) =>
    scale === undefined ? undefined : cells[i].map((text) => scale.numbers.get(answerKey(text))),
  );
};

test.each([
  "Very dissatisfied|Dissatisfied|Neither satisfied nor dissatisfied|Satisfied|Very satisfied",
  "Strongly disagree|Disagree|Neither agree nor disagree|Agree|Strongly agree",
  "Not at all likely|Not so likely|Somewhat likely|Very likely|Extremely likely",
  "Terrible|Poor|Average|Good|Excellent",
  "非常不满意|不满意|一般|满意|非常满意",
  "很不滿意|不滿意|普通|滿意|很滿意",
  "很不同意|不同意|一般|同意|很同意",
  "sehr unzufrieden|unzufrieden|teils/teils|zufrieden|sehr zufrieden",
  "Trifft nicht zu|Trifft eher nicht zu|Teils/teils|Trifft eher zu|Trifft zu",
  "Très insatisfait|Insatisfait|Neutre|Satisfait|Très satisfait",
  "Pas du tout d’accord|Pas d’accord|Neutre|D’accord|Tout à fait d’accord",
  "Muy insatisfecho|Insatisfecho|Neutral|Satisfecho|Muy satisfecho",
  "Molto insoddisfatto|Insoddisfatto|Neutro|Soddisfatto|Molto soddisfatto",
  "1 - Very dissatisfied|2 - Dissatisfied|3 - Neutral|4 - Satisfied|5 - Very satisfied",
  "★☆☆☆☆|★★☆☆☆|★★★☆☆|★★★★☆|★★★★★",
  "1分|2分|3分|4分|5分",
])("%s is 1 to 5", (column) => {
  expect(read(column)).toEqual([[1, 2, 3, 4, 5]]);
});

test("scales of four and of seven", () => {
  expect(read("Poor|Fair|Good|Excellent")).toEqual([[1, 2, 3, 4]]);
  expect(read("非常不满意|不满意|比较不满意|一般|比较满意|满意|非常满意")).toEqual([[1, 2, 3, 4, 5, 6, 7]]);
  expect(read("Not at all likely - 0|3|7|Extremely likely - 10")).toEqual([[0, 3, 7, 10]]);
});

test("a scale is that of the questions together: without Very good Good would be the third of four", () => {
  expect(read("Good|Excellent|Fair", "Very good|Good|Poor")).toEqual([
    [3, 5, 2],
    [4, 3, 1],
  ]);
});

test("who has no answer has none; any other word, and a yes and a no, make no scale", () => {
  expect(read("Satisfied|Don't know|N/A|Very satisfied")).toEqual([[4, null, undefined, 5]]);
  expect(read("Satisfied|Very satisfied|It depends")).toEqual([undefined]);
  expect(read("Agree|Disagree", "同意|不同意")).toEqual([undefined, undefined]);
  expect(read("-2|-1|0|1", "Leeds|York", "3|4|5")).toEqual([undefined, undefined, undefined]);
});
