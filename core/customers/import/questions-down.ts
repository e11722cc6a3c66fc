import { keyOf, useOfHeader } from "../columns";
import { feedbackOfHeader } from "../feedback-questions";
import { bareHeader, isCount, scaleTold, withScale } from "../header-scale";
import { headerKey, headerKeys } from "../headers";
import type { ImportAnswers } from "./answers";
import { isRespondent } from "./name-columns";
import { ratingsIn } from "./rating-columns";
import { isClass, ratingLabel, ratingTold, sideTold } from "./rating-words";
import { isBlank, shownText, type SheetRow, type SourceCell } from "./source";
import { isTotalRow } from "./total-rows";
import type { WorkedOut } from "./worked-out";

const questions = headerKeys(
  "question | questions | question text | question title | question name | criterion | criteria | item | aspect | attribute | dimension | statement | topic | category | measure | metric | frage | fragen | fragetext | kriterium | merkmal | aspekt | kategorie | bereich | thema | question posée | critère | critères | pregunta | criterio | aspecto | categoría | domanda | pergunta | critério | 问题 | 题目 | 题干 | 问题内容 | 评价项目 | 评价项 | 评价指标 | 评价内容 | 评价维度 | 项目 | 指标 | 维度 | 质问 | 质问项目 | 设问 | 评価项目",
);
const answers = headerKeys(
  "answer | answers | response | value | answer value | points | antwort | wert | note | punkte | réponse | valeur | respuesta | valor | nota | puntuación | puntos | risposta | voto | punteggio | resposta | 答案 | 回答 | 选项 | 分值 | 分数 | 得分 | 点数 | 评価 | 数值",
);

/** Whether a header is that of questions that were asked. */
export function isQuestions(header: string): boolean {
  return questions.has(headerKey(bareHeader(header)));
}

/** Whose the rows may be, the surest first. */
const whose = ["id", "email", "name", "phone", "company"];
const mostQuestions = 100;
/** Share of the questions that each customer answers, on average, from which the rows are answers to questions. */
const mostlyAnswered = 0.75;

/**
 * A survey with a row for each answer (customer, question, score) as a table with a row for each customer and a column for
 * each question: it stands where the customer's first row does, and the others are blank. Whoever answers a question
 * again has another row. Undefined for any other table, and where the user
 * says what the questions are.
 */
export function questionsDown(
  headers: readonly string[],
  rowsOf: () => readonly SheetRow[],
  first: number,
  { map = [] }: ImportAnswers,
): WorkedOut | undefined {
  const asked = headers.findIndex(isQuestions);
  const scored = headers.flatMap((header, i) => (i !== asked && isScore(header) ? [i] : []));
  if (asked < 0 || scored.length === 0) return undefined;
  if (map.some(({ header }) => headerKey(header) === headerKey(headers[asked]))) return undefined;
  const all = rowsOf();
  const isAnswer = (cells: SheetRow, at: number): boolean =>
    at >= first && !isBlank(cells[asked]) && !isTotalRow(cells);
  const rows = all.flatMap((cells, at) =>
    isAnswer(cells, at) ? { at, text: shownText(cells[asked]).trim() } : [],
  );
  const texts = [...new Set(rows.map(({ text }) => text))];
  if (texts.length < 2 || texts.length > mostQuestions || texts.length * 2 > rows.length) return undefined;
  const keys = headers.map((header) =>
    isRespondent(header) ? "id" : keyOf(useOfHeader(header, "customer")),
  );
  for (const customer of whose.flatMap((key) => keys.flatMap((each, i) => (each === key ? i : [])))) {
    // A name may stand in the first of its rows alone.
    let last = "";
    const names = rows.map(({ at }) => (last = shownText(all[at][customer]).trim() || last));
    const times = new Map<string, number>();
    const places = new Map<string, number>();
    const wide = [...all];
    rows.forEach(({ at, text }, k) => {
      const answer = JSON.stringify([names[k], text]);
      const time = (times.get(answer) ?? 0) + 1;
      times.set(answer, time);
      const row = JSON.stringify([names[k], time]);
      const place = places.get(row) ?? at;
      wide[at] = [];
      if (place === at) {
        places.set(row, at);
        wide[at] = headers.map((_, i) => (i === asked || scored.includes(i) ? null : all[at][i]));
        (wide[at] as SourceCell[])[customer] = all[at][customer] ?? names[k];
      }
      scored.forEach((column, j) => {
        (wide[place] as SourceCell[])[headers.length + texts.indexOf(text) * scored.length + j] =
          all[at][column] ?? null;
      });
    });
    if (places.size < 2 || rows.length < mostlyAnswered * places.size * texts.length) continue;
    const added = texts.flatMap((text) =>
      scored.map((column) => {
        const cells = rows.flatMap((row) => (row.text === text ? all[row.at][column] : []));
        return headerOfAnswer(headers[column], text, cells, scored.length === 1);
      }),
    );
    const from = [asked, ...scored].map((i) => headers[i]);
    return {
      headers: [...headers.map((header, i) => (i === asked || scored.includes(i) ? "" : header)), ...added],
      rows: wide,
      notes: [{ kind: "questions", text: from.join(" · "), count: texts.length }],
      from,
    };
  }
  return undefined;
}

const isScore = (header: string): boolean =>
  answers.has(headerKey(bareHeader(header))) ||
  feedbackOfHeader(header)?.criterion === "Overall satisfaction" ||
  saysHow(bareHeader(header));

/** Whether a word before a criterion says how it is rated: `Score`, `Expectation`, `重要性`. */
const saysHow = (word: string): boolean =>
  sideTold(`${word}: x`) !== undefined || ratingLabel(`${word}: x`)?.toLowerCase() === "x";

/** The header of the column of a question's answers: the question itself, if that says what it asks. */
function headerOfAnswer(
  score: string,
  question: string,
  cells: readonly (SourceCell | undefined)[],
  isAlone: boolean,
): string {
  const scale = scaleTold(score);
  const told = feedbackOfHeader(question) ?? ratingTold(question);
  const word = bareHeader(score);
  const numbers = ratingsIn(cells);
  // An age or a number of visits among the values is none.
  const mayBe =
    saysHow(word) || (numbers.every((number) => number <= 10) && !isCount(question) && !isClass(question));
  const isRating = numbers.length * 2 > cells.length && mayBe;
  const prefix = saysHow(word) ? word : isRating ? "Rating" : "";
  const header = (isAlone && told !== undefined) || prefix === "" ? question : `${prefix}: ${question}`;
  return scale !== undefined && isRating ? withScale(header, scale) : header;
}
