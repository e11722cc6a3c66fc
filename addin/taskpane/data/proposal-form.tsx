import type { ReactElement } from "react";
import { shownText, tablesOf, withoutScale, type ImportAnswers, type Proposal } from "@crm-functions/core";
import { Choice } from "../shell/choice";
import { countriesWith } from "../shell/countries";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";
import { ImportColumns } from "./import-columns";
import { ImportQuestions } from "./import-questions";
import { takenFor } from "./opened-sheet";

/** Number of rows offered as header row. */
const headerRows = 15;

/** The import proposal on one screen: open questions first, then sheet, header row and every column. */
export function ProposalForm({
  proposal,
  heading = "h3",
  onAnswer,
}: {
  readonly proposal: Proposal;
  /** Level of the headings of its parts, which depends on the heading above. */
  readonly heading?: "h2" | "h3";
  readonly onAnswer: (answers: Partial<ImportAnswers>) => void;
}): ReactElement {
  const { t, language } = useText();
  const page = usePageStyles();
  const tables = tablesOf(proposal.source);
  return (
    <>
      <ImportQuestions questions={proposal.questions} heading={heading} onAnswer={onAnswer} />
      {tables.length > 1 && (
        <Choice
          label={t("sheetOfFile")}
          className={page.narrow}
          value={proposal.sheet.name}
          options={tables.map(({ name }) => name)}
          onChoose={(sheet) => onAnswer({ sheet })}
        />
      )}
      <Choice
        label={t("headerRow")}
        className={page.narrow}
        value={proposal.headerRow}
        options={[...rowsToChoose(proposal), [0, t("noHeaderRow")]]}
        onChoose={(headerRow) => onAnswer({ headerRow })}
      />
      <ImportColumns
        proposal={proposal}
        heading={heading}
        onChange={(column, field) =>
          onAnswer({ columns: { ...answersOf(proposal, field, column), [column]: field } })
        }
      />
      {proposal.columns.some(({ field }) => field === "phone") && (
        <Choice
          label={t("phonesFrom")}
          value={proposal.region ?? ""}
          options={[
            ...(proposal.region === undefined ? [["", t("pleaseChoose")] as const] : []),
            ...countriesWith(proposal.region, language),
          ]}
          onChoose={(region) => onAnswer({ region })}
        />
      )}
    </>
  );
}

/** The current uses of the other columns; one that had this field becomes `own`, because a field has one column. */
function answersOf(proposal: Proposal, field: string, chosen: number): Record<number, string> {
  return Object.fromEntries(
    proposal.columns
      .filter(({ column }) => column !== chosen)
      .map((each): [number, string] => {
        const now = takenFor(each);
        return [each.column, now !== "" && withoutScale(now) === withoutScale(field) ? "own" : now];
      }),
  );
}

/** The rows that may be the header row, including the proposed one. */
function rowsToChoose({ sheet, headerRow }: Proposal): [row: number, line: string][] {
  const first = sheet.firstRow ?? 1;
  const rows = sheet.rows.slice(0, headerRows).flatMap((cells, i): [number, string][] => {
    const texts = cells.map((cell) => shownText(cell).trim()).filter((each) => each !== "");
    const line = `${i + first}: ${texts.slice(0, 6).join(" · ")}`;
    return texts.length === 0 ? [] : [[i + first, line.slice(0, 80)]];
  });
  const has = headerRow === 0 || rows.some(([row]) => row === headerRow);
  return has ? rows : [...rows, [headerRow, String(headerRow)]];
}
