import { Field, Select } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { shownText, tablesOf, type ImportAnswers, type Proposal } from "@crm-functions/core";
import { countriesWith, countryLabel } from "../shell/countries";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";
import { ImportColumns } from "./import-columns";
import { ImportQuestions } from "./import-questions";

/** Rows from which the headers are chosen. */
const headerRows = 15;

/** The answers with some more: those about columns hold for the sheet and the headers they were given for. */
export function answersAfter(answers: ImportAnswers, more: Partial<ImportAnswers>): ImportAnswers {
  const all = { ...answers, ...more };
  const isOther = more.sheet !== undefined || more.headerRow !== undefined;
  return isOther ? { ...all, columns: undefined, map: undefined } : all;
}

/** Whether a text has to be read again for an answer. */
export function isAboutReading({ encoding, delimiter }: Partial<ImportAnswers>): boolean {
  return encoding !== undefined || delimiter !== undefined;
}

/** What a table is taken for, on one screen: open questions first, then sheet, header row and every column. */
export function ProposalForm({
  proposal,
  heading = "h3",
  onAnswer,
}: {
  readonly proposal: Proposal;
  /** Of its parts, by what stands above them. */
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
        <Field label={t("sheetOfFile")} className={page.narrow}>
          <Select value={proposal.sheet.name} onChange={(_, data) => onAnswer({ sheet: data.value })}>
            {tables.map((sheet) => (
              <option key={sheet.name}>{sheet.name}</option>
            ))}
          </Select>
        </Field>
      )}
      <Field label={t("headerRow")} className={page.narrow}>
        <Select
          value={String(proposal.headerRow)}
          onChange={(_, data) => onAnswer({ headerRow: Number(data.value) })}
        >
          {rowsToChoose(proposal).map(([value, label]) => (
            <option key={value} value={value}>
              {value === "0" ? t("noHeaderRow") : label}
            </option>
          ))}
        </Select>
      </Field>
      <ImportColumns
        proposal={proposal}
        heading={heading}
        onChange={(column, field) =>
          onAnswer({ columns: { ...answersOf(proposal, field, column), [column]: field } })
        }
      />
      {proposal.columns.some(({ field }) => field === "phone") && (
        <Field label={t("phonesFrom")}>
          <Select value={proposal.region ?? ""} onChange={(_, data) => onAnswer({ region: data.value })}>
            {proposal.region === undefined && <option value="">{t("pleaseChoose")}</option>}
            {countriesWith(proposal.region).map((each) => (
              <option key={each} value={each}>
                {countryLabel(each, language)}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </>
  );
}

/** The columns as they are, without the one that has been this field so far: a field comes from one column. */
function answersOf(proposal: Proposal, field: string, chosen: number): Record<number, string> {
  return Object.fromEntries(
    proposal.columns
      .filter(({ column }) => column !== chosen)
      .map(({ column, field: before, role, use }): [number, string] => {
        const own = use !== undefined && "own" in use;
        const now = role ?? (own ? "own" : before);
        return [column, now === field && now !== "own" && now !== "" ? "own" : now];
      }),
  );
}

function rowsToChoose({ sheet, headerRow }: Proposal): [value: string, label: string][] {
  const first = sheet.firstRow ?? 1;
  const rows = sheet.rows.slice(0, headerRows).flatMap((cells, i): [string, string][] => {
    const texts = cells.map((cell) => shownText(cell).trim()).filter((each) => each !== "");
    const line = `${i + first}: ${texts.slice(0, 6).join(" · ")}`;
    return texts.length === 0 ? [] : [[String(i + first), line.slice(0, 80)]];
  });
  const has = rows.some(([value]) => value === String(headerRow));
  return [
    ...rows,
    ...(has || headerRow === 0 ? [] : [[String(headerRow), String(headerRow)] as [string, string]]),
    ["0", ""],
  ];
}
