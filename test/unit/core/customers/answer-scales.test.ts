import { expect, test } from "@jest/globals";
import { answerKey, answerScales, isGoodOrBad, turnedScale } from "../../../../core/customers/answer-scales";

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
  "Very dissatisfied|Somewhat dissatisfied|Neither satisfied nor dissatisfied|Somewhat satisfied|Very satisfied",
  "Très insatisfaites|Insatisfaite|Neutre|Satisfaits|Très satisfaite",
  "Muy insatisfecha|Insatisfecha|Neutral|Satisfecha|Muy satisfecha",
  "とても不満|不満|普通|満足|とても満足",
  "Not important|Slightly important|Moderately important|Important|Very important",
  "非常不重要|不重要|一般|重要|非常重要",
  "Never|Rarely|Sometimes|Often|Always",
  "😡|☹️|😐|🙂|😀",
  "1/5|2/5|3/5|4/5|5/5",
  "（1分）非常不满意|（2分）不满意|（3分）一般|（4分）满意|（5分）非常满意",
  "1（非常不满意）|2（不满意）|3（一般）|4（满意）|5（非常满意）",
  "非常不满意（1分）|不满意（2分）|一般（3分）|满意（4分）|非常满意（5分）",
  "E. 非常不满意|D. 不满意|C. 一般|B. 满意|A. 非常满意",
  "E非常不满意|D不满意|C一般|B满意|A非常满意",
  "E - very poor|D - poor|C - average|B - good|A - very good",
  "e) Very dissatisfied|d) Dissatisfied|c) Neutral|b) Satisfied|a) Very satisfied",
  "(1) Very poor|(2) Poor|(3) Average|(4) Good|(5) Very good",
  // Numbers of options, of which the first is the best.
  "5. Very dissatisfied|4. Dissatisfied|3. Neutral|2. Satisfied|1. Very satisfied",
  "5、非常不满意|4、不满意|3、一般|2、满意|1、非常满意",
  "【1分】非常不满意|【2分】不满意|【3分】一般|【4分】满意|【5分】非常满意",
  "[1] Very dissatisfied|[2] Dissatisfied|[3] Neutral|[4] Satisfied|[5] Very satisfied",
  "Molto insoddisfatta|Insoddisfatta|Neutra|Soddisfatta|Molto soddisfatta",
  "Volledig mee oneens|Oneens|Niet eens, niet oneens|Eens|Zeer mee eens",
  "Bardzo niezadowolony/a|Niezadowolony/a|Neutralny|Zadowolony/a|Bardzo zadowolony/a",
  "매우 불만족스럽다|불만족스럽다|보통이다|만족스럽다|매우 만족스럽다",
  "HİÇ MEMNUN DEĞİLİM|MEMNUN DEĞİLİM|KARARSIZIM|MEMNUNUM|ÇOK MEMNUNUM",
  "Muito insatisfeito|Insatisfeita|Nem satisfeito nem insatisfeito|Satisfeitos|Muito satisfeita",
  "Discordo totalmente|Discordo|Não concordo nem discordo|Concordo|Concordo totalmente",
  "Zeer ontevreden|Ontevreden|Neutraal|Tevreden|Zeer tevreden",
  "Helemaal mee oneens|Mee oneens|Neutraal|Mee eens|Helemaal mee eens",
  "Bardzo niezadowolona|Niezadowolony|Ani zadowolony, ani niezadowolony|Zadowolona|Bardzo zadowolony",
  "Zdecydowanie się nie zgadzam|Raczej się nie zgadzam|Trudno powiedzieć|Raczej się zgadzam|Zdecydowanie się zgadzam",
  "매우 불만족|불만족|보통|만족|매우 만족",
  "전혀 그렇지 않다|그렇지 않다|보통이다|그렇다|매우 그렇다",
  "Hiç memnun değilim|Memnun değilim|Kararsızım|Memnunum|Çok memnunum",
  "Kesinlikle katılmıyorum|Katılmıyorum|Kararsızım|Katılıyorum|Kesinlikle katılıyorum",
  "1 out of 5|2 out of 5|3 out of 5|4 out of 5|5 out of 5",
])("%s is 1 to 5", (column) => {
  expect(read(column)).toEqual([[1, 2, 3, 4, 5]]);
});

test.each([
  "Muito insatisfeita|Insatisfeita|Satisfeita|Muito satisfeita",
  "Discordo totalmente|Discordo|Concordo|Concordo totalmente",
  "Zeer ontevreden|Ontevreden|Tevreden|Zeer tevreden",
  "Helemaal oneens|Oneens|Eens|Helemaal eens",
  "Bardzo niezadowolony|Raczej niezadowolony|Raczej zadowolony|Bardzo zadowolony",
  "Zdecydowanie nie|Raczej nie|Raczej tak|Zdecydowanie tak",
  "매우 불만족|불만족|만족|매우 만족",
  "전혀 그렇지 않다|그렇지 않다|그렇다|매우 그렇다",
  "Hiç memnun değil|Memnun değil|Memnun|Çok memnun",
  "Hiç katılmıyorum|Katılmıyorum|Katılıyorum|Tamamen katılıyorum",
  "Pas du tout satisfaite|Insatisfaite|Satisfaite|Très satisfaite",
])("%s is 1, 2, 4 and 5 of 5", (column) => {
  expect(read(column)).toEqual([[1, 2, 4, 5]]);
});

test.each([
  ["Satisfied", "Not satisfied"],
  ["Satisfaite", "Pas satisfaite"],
  ["Satisfecha", "Insatisfecha"],
  ["Soddisfatta", "Non soddisfatta"],
  ["만족", "불만족"],
  ["满意", "不满意"],
])("%s and %s alone are good and bad, on no scale", (good, bad) => {
  expect([good, bad].map(isGoodOrBad)).toEqual([true, false]);
  expect(read(`${good}|${bad}`)).toEqual([undefined]);
  const five = "Very dissatisfied|Dissatisfied|Neutral|Satisfied|Very satisfied";
  const both = "Not satisfied|Very satisfied|Satisfied";
  expect(read("Not satisfied|Satisfied", "Dissatisfied|Satisfied", both, five)).toEqual([
    undefined,
    [2, 4],
    [2, 5, 4],
    [1, 2, 3, 4, 5],
  ]);
});

test("letters and numbers of options are only such before all answers, and other words are not known by them", () => {
  expect(read("A - Leeds|B - York|C - Bath", "A Very good|Good|B Poor", "0 - Poor|1 - Good")).toEqual([
    undefined,
    undefined,
    [0, 1],
  ]);
});

test("scales of four and of seven", () => {
  expect(read("Poor|Fair|Good|Excellent")).toEqual([[1, 2, 3, 4]]);
  expect(read("非常不满意|不满意|比较不满意|一般|比较满意|满意|非常满意")).toEqual([[1, 2, 3, 4, 5, 6, 7]]);
  expect(read("Very dissatisfied|Dissatisfied|Slightly dissatisfied|Neutral|Satisfied")).toEqual([
    [1, 2, 3, 4, 6],
  ]);
  expect(read("8.5/10|10/10|7/10", "8/10|3/5")).toEqual([[8.5, 10, 7], undefined]);
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

test.each([
  ["Price (1 = very good, 6 = insufficient)", undefined],
  ["Preis (1 = sehr gut, 6 = ungenügend)", [6, 1]],
  ["Preis (1 = ungenügend, 6 = sehr gut)", undefined],
  ["价格（1非常满意，6非常不满意）", [6, 1]],
  ["Prix (1 = best … 6 = worst)", [6, 1]],
  ["Price (1-6)", undefined],
  ["Zimmer (Note 1-6)", [6, 1]],
  ["Gesamtnote (1-6)", [6, 1]],
  ["Zimmer (Note 1-6, 6 = sehr gut)", undefined],
  ["Note de satisfaction (1-6)", undefined],
  ["Note globale (1-6)", undefined],
  ["Notebook (1-6)", undefined],
])("whether %s goes from the best to the worst", (header, ends) => {
  const scale = turnedScale(header, { minimum: 1, maximum: 6 });
  expect(scale && [scale.numbers.get("1"), scale.numbers.get("6")]).toEqual(ends);
});
