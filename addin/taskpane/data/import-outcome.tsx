import { Link, Radio, RadioGroup, Select, Subtitle2 } from "@fluentui/react-components";
import type { ReactElement } from "react";
import {
  problemText,
  useOf,
  type DryRun,
  type FieldValue,
  type Proposal,
  type ReadingProblem,
  type WhenKnown,
} from "@crm-functions/core";
import { DataTable } from "../shell/data-table";
import { useText, type Text } from "../shell/text";

/** Maximum number of rows in a list; the user can download a file with all of them. */
const listed = 200;
const knownListed = 20;

/** What an import would do, row by row, before anything is written. */
export function ImportOutcome({
  proposal,
  run,
  whenKnown,
  onWhenKnown,
  decisions,
  onDecision,
  onShow,
}: {
  readonly proposal: Proposal;
  readonly run: DryRun;
  readonly whenKnown: WhenKnown;
  readonly onWhenKnown: (choice: WhenKnown) => void;
  /** Choices for single rows that differ from `whenKnown`. */
  readonly decisions: ReadonlyMap<number, WhenKnown>;
  readonly onDecision: (row: number, choice: WhenKnown) => void;
  /** Shows the cell of a problem, if it is in this workbook. */
  readonly onShow: ((problem: ReadingProblem) => void) | undefined;
}): ReactElement {
  const text = useText();
  const { t, language } = text;
  const differing = run.known.filter(({ changes }) => changes.length > 0);
  const added = run.add.length + run.addPurchases.length + run.addAnswers.length;
  const cells = differing.reduce((sum, { changes }) => sum + changes.length, 0);
  const names = (key: string): string => {
    const use = useOf(key, "customer");
    return use !== undefined && "name" in use ? use.header[language] : key.replace(/^own: /, "");
  };
  return (
    <>
      <span role="status" data-import-plan={`${run.update.length + added}/${run.problems.length}`}>
        {t("dryRun", {
          added,
          known: proposal.table === "customers" ? run.known.length : run.unchanged,
          bad: run.problems.length,
          left: run.leftOut.length,
          blank: run.blank,
        })}
      </span>
      {proposal.notes.map(({ kind, text }) => (
        <span key={kind}>{t(`importNote_${kind}`, { text })}</span>
      ))}
      {run.doubles.length > 0 && (
        <span>
          {t("doublesInFile", {
            text: run.doubles
              .slice(0, 10)
              .map(({ row, of }) => `${row} = ${of}`)
              .join(", "),
          })}
        </span>
      )}
      {run.known.length > 0 && (
        <>
          <RadioGroup
            value={whenKnown}
            aria-label={t("knownTitle")}
            onChange={(_, data) => onWhenKnown(data.value as WhenKnown)}
          >
            <Radio value="update" label={t("knownUpdate", { count: cells })} />
            <Radio value="skip" label={t("knownSkip")} />
            <Radio value="add" label={t("knownAdd")} />
          </RadioGroup>
          {differing.length > 0 && (
            <DataTable
              region={t("knownList")}
              rows={differing.slice(0, knownListed).map(({ row, existing, changes }) => [
                row,
                <Select
                  size="small"
                  aria-label={`${t("row")} ${row}`}
                  data-import-row={row}
                  value={decisions.get(row) ?? whenKnown}
                  onChange={(_, data) => onDecision(row, data.value as WhenKnown)}
                >
                  <option value="update">{t("rowUpdate")}</option>
                  <option value="skip">{t("rowSkip")}</option>
                  <option value="add">{t("rowAdd")}</option>
                </Select>,
                <>
                  {existing.name}
                  {changes.map(({ key, before, after }) => (
                    <div key={key}>
                      {names(key)}
                      {t("colon")}
                      <s>{shown(before)}</s> <b>{shown(after)}</b>
                    </div>
                  ))}
                </>,
              ])}
            />
          )}
        </>
      )}
      {run.problems.length > 0 && (
        <>
          <Subtitle2 as="h3">{t("badRows")}</Subtitle2>
          <span>{t("cellsBlank")}</span>
          <DataTable
            region={t("badRows")}
            columns={[t("row"), t("problem")]}
            rows={run.problems.slice(0, listed).map((problem) => [
              onShow === undefined ? (
                problem.row
              ) : (
                <Link as="button" onClick={() => onShow(problem)}>
                  {problem.row}
                </Link>
              ),
              whatIsWrong(problem, text),
            ])}
          />
          {run.problems.length > listed && (
            <span>{t("badRowsCut", { count: run.problems.length - listed })}</span>
          )}
        </>
      )}
      {run.leftOut.length > 0 && (
        <DataTable
          region={t("leftOutRows")}
          columns={[t("row"), t("leftOutRows")]}
          rows={run.leftOut
            .slice(0, listed)
            .map(({ row, column, reason, text: what }) => [
              row ?? column,
              `${what}${t("colon")}${t(`leftOut_${reason}`)}`,
            ])}
        />
      )}
    </>
  );
}

/** The column of a problem, with its message. */
export function whatIsWrong(problem: ReadingProblem, { t, language }: Text): string {
  const column = problem.column === "" ? "" : `${problem.column}${t("colon")}`;
  return `${column}${problemText(problem, language)}`;
}

function shown(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? value.error : String(value);
}
