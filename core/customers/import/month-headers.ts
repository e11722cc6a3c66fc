import { readDay } from "../read-day";
import { shownText, type SheetRow } from "./source";

const inQuarter = (quarter: string, y: string): string =>
  `${y}-${3 * ("一二三四".indexOf(quarter) + 1 || Number(quarter)) - 2}-1`;

/**
 * How headers write a month or quarter with its year, and the first day of it: `2026-01`, `1/2026`, `Jan 2026`, `Jan-26`,
 * 2026年1月; `Q1 2026`, `2026-Q1`, `1. Quartal 2026`, 2026年第一季度.
 */
const forms: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /(?<![\p{L}\d])(?:[QT][- ]?([1-4])|([1-4])(?:\.|st|nd|rd|th|er|e)? ?(?:Q|quarter|quartal|trimestre))[-/ ]*((?:19|20)\d\d)(?!\d)/iu,
    (one, other, y) => inQuarter(one ?? other, y),
  ],
  [
    /(?<!\d)((?:19|20)\d\d)[-/ 年]*(?:[QT]([1-4])(?![\p{L}\d])|第?([一二三四1-4])季度?)/iu,
    (y, one, other) => inQuarter(one ?? other, y),
  ],
  [
    /(?<!\d)((?:19|20)\d\d)(?:[-/.年 ]|(?=\d\d(?!\d)))(0?[1-9]|1[0-2])(?:月份?|-01)?(?!\d)/,
    (y, m) => `${y}-${m}-1`,
  ],
  [/(?<!\d)(0?[1-9]|1[0-2])[-/.]((?:19|20)\d\d)(?!\d)/, (m, y) => `${y}-${m}-1`],
  [/(\p{L}{3,10})\.?[- ]?((?:19|20)\d\d)(?!\d)/u, (month, y) => `1 ${month} ${y}`],
  [/(\p{L}{3,10})\.?[-'’]{1,2}(\d\d)(?!\d)/u, (month, y) => `1 ${month} ${y}`],
  [/((?:19|20)\d\d)[- ](\p{L}{3,10})/u, (y, month) => `1 ${month} ${y}`],
];

/** The first day of a month or quarter in a header, and what else the header says: 2026-01-01 and `Sales` for `Sales Jan 2026`. */
export function monthIn(header: string): { readonly day: string; readonly rest: string } | undefined {
  const plain = header.normalize("NFKC").trim();
  if (plain.length > 60 || !/\d\d/.test(plain)) return undefined;
  for (const [form, dayOf] of forms) {
    const [whole = "", ...parts] = form.exec(plain) ?? [];
    const day = whole === "" ? "" : readDay(dayOf(...parts));
    if (day !== "")
      return { day, rest: plain.replace(whole, "").replace(/^[\s\-_/:()]+|[\s\-_/:()]+$/g, "") };
  }
  return undefined;
}

/** Whether a header is that of a month's figures, with its year or without: `2026-01`, `Sales Jan 2026`, `Jan`, 1月. */
export function isMonth(header: string): boolean {
  const plain = header.normalize("NFKC").trim();
  return (
    monthIn(plain) !== undefined ||
    /^(?:0?[1-9]|1[0-2])月份?$/.test(plain) ||
    (/^\p{L}{3,10}\.?$/u.test(plain) && readDay(`1 ${plain} 2000`) !== "")
  );
}

/**
 * The headers with the years that rows above tell: `Sales 2025` above all months, or 2024 and 2025 above the first month of
 * each. A day of printing, or two rows with different years, tells none.
 */
export function withYears(
  headers: readonly string[],
  rowsAbove: () => readonly SheetRow[],
): readonly string[] {
  const isBare = (header: string): boolean => isMonth(header) && monthIn(header) === undefined;
  if (headers.filter(isBare).length < fewestMonths) return headers;
  const rows = rowsAbove().map((cells) => Array.from(cells, (cell) => yearAlone(shownText(cell))));
  const dated = headers.map((header, column) => {
    const years = new Set(
      rows.flatMap((row) =>
        row
          .slice(0, column + 1)
          .filter((year) => year !== undefined)
          .slice(-1),
      ),
    );
    const [year] = years;
    if (!isBare(header) || years.size !== 1) return header;
    return /^\d/.test(header.trim()) ? `${year}年${header.trim()}` : `${header.trim()} ${year}`;
  });
  return dated.some((header, i) => header !== headers[i]) ? dated : headers;
}

/** The year in a text without other digits or a month: `Sales 2025`, 2025年销售额. */
function yearAlone(text: string): string | undefined {
  const plain = text.normalize("NFKC").trim();
  const [, year] = /^\D*((?:19|20)\d\d)\D*$/.exec(plain.slice(0, 100)) ?? [];
  return monthIn(plain) === undefined ? year : undefined;
}

/** Fewer columns of months may be something else, such as a month and that of the year before. */
export const fewestMonths = 3;
