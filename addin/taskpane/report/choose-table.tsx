import { Button, Field, Subtitle1 } from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { FileButton } from "../data/file-button";
import { useOpenedTable } from "../data/opened-table";
import { ProposalForm } from "../data/proposal-form";
import { Choice } from "../shell/choice";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";
import { useSheets } from "../shell/use-sheets";
import type { OwnTable } from "./own-table";

/**
 * Lets the user choose the table for the report, a sheet of this workbook or a file, and shows the proposed use of each
 * column. Writes nothing; opens `sheet`, or else the workbook's only sheet, at once.
 */
export function ChooseTable({
  sheet,
  onChosen,
  onCancel,
}: {
  readonly sheet?: string;
  readonly onChosen: (table: OwnTable) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const text = useText();
  const { t } = text;
  const page = usePageStyles();
  const [unread, setUnread] = useState<unknown>();
  const [isReading, setReading] = useState(false);
  const isBegun = useRef(false);
  const sheets = useSheets();
  const only = sheets.length === 1 ? sheets[0] : undefined;

  const { opened, proposal, failure, take, takeSheet, answer } = useOpenedTable(async (work) => {
    isBegun.current = true;
    setUnread(undefined);
    setReading(true);
    try {
      await work();
    } catch (error) {
      setUnread(error);
    } finally {
      setReading(false);
    }
  });

  useEffect(() => {
    const first = sheet ?? only;
    // Does not replace what the user has opened meanwhile.
    if (first !== undefined && !isBegun.current) void takeSheet(first);
  }, [sheet, only]);

  return (
    <div className={page.page} data-choose-table="">
      <div>
        <Button appearance="subtle" size="small" onClick={onCancel}>
          ← {t("view_report")}
        </Button>
      </div>
      <Subtitle1 as="h1">{t(proposal === undefined ? "reportUseOwn" : "ownTableTitle")}</Subtitle1>
      <p>{proposal === undefined ? t("ownTableAbout") : t("ownTableProposed", { name: opened!.name })}</p>
      <div className={page.twoColumns}>
        <Choice
          label={t("useTable")}
          value={opened !== undefined && opened.bytes === undefined ? opened.name : ""}
          options={[["", t("pleaseChoose")], ...sheets]}
          onChoose={(name) => name !== "" && void takeSheet(name)}
        />
        <Field label={t("ownTableFile")}>
          <FileButton onFile={take} />
        </Field>
      </div>
      {isReading && <span role="status">{t("loading")}</span>}
      {[unread, failure].map(
        (error, i) =>
          error !== undefined && (
            <span key={i} role="alert">
              {text.error(error)}
            </span>
          ),
      )}
      {proposal && <ProposalForm proposal={proposal} heading="h2" onAnswer={answer} />}
      {proposal && (
        <div className={page.footer}>
          <Button
            appearance="primary"
            onClick={() => onChosen({ name: opened!.name, isSheet: opened!.bytes === undefined, proposal })}
          >
            {t("ownTableShow")}
          </Button>
          <Button onClick={onCancel}>{t("cancel")}</Button>
        </div>
      )}
    </div>
  );
}
