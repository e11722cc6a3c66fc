import { Button, Field, Select, Subtitle1 } from "@fluentui/react-components";
import { useEffect, useMemo, useState, type ReactElement } from "react";
import { proposeImport, type ImportAnswers, type ImportSource, type Proposal } from "@crm-functions/core";
import { encodingNamed, importSourceSteps } from "../../workbook/file";
import { inSlices } from "../../workbook/in-slices";
import { FileButton } from "../data/file-button";
import { openedSheet, rememberedColumns } from "../data/opened-sheet";
import { answersAfter, isAboutReading, ProposalForm } from "../data/proposal-form";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import type { OwnTable } from "./own-table";

interface Opened {
  readonly name: string;
  /** Of a file; undefined of a sheet. */
  readonly bytes?: Uint8Array;
  readonly source: ImportSource;
}

/**
 * Picks the table that the report is to be about, a sheet of this workbook or a file, and shows what each column is taken
 * for. Nothing is written; `sheet`, else the only one that there is, is opened at once.
 */
export function ChooseTable({
  footer,
  sheet,
  onChosen,
  onCancel,
}: {
  /** Class of the line with the buttons. */
  readonly footer: string;
  readonly sheet?: string;
  readonly onChosen: (table: OwnTable) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const text = useText();
  const { t } = text;
  const { workbook, region } = usePane();
  const page = usePageStyles();
  const [opened, setOpened] = useState<Opened | undefined>();
  const [answers, setAnswers] = useState<ImportAnswers>({});
  const [failure, setFailure] = useState<unknown>();
  const [isReading, setReading] = useState(false);
  const { value: sheets } = useLoaded(() => workbook.sheets(), [workbook]);
  const first = sheet ?? (sheets?.length === 1 ? sheets[0] : undefined);

  const proposed = useMemo((): Proposal | Error | undefined => {
    if (opened === undefined) return undefined;
    try {
      return proposeImport(opened.source, answers, region);
    } catch (error) {
      return error as Error;
    }
  }, [opened, answers, region]);
  const proposal = proposed instanceof Error ? undefined : proposed;

  async function reading(work: () => Promise<void>): Promise<void> {
    setFailure(undefined);
    setReading(true);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    } finally {
      setReading(false);
    }
  }
  const take = (name: string, bytes: Uint8Array, given: ImportAnswers = {}) =>
    reading(async () => {
      const options = {
        encoding: encodingNamed(given.encoding ?? ""),
        separator: given.delimiter as "," | undefined,
      };
      const source = await inSlices(importSourceSteps(name, bytes, options));
      setAnswers(given);
      setOpened({ name, bytes, source });
    });
  const takeSheet = (name: string) =>
    reading(async () => {
      const source = await openedSheet(workbook, name);
      setAnswers(await rememberedColumns(workbook, name));
      setOpened({ name, source });
    });

  useEffect(() => {
    if (first !== undefined) void takeSheet(first);
  }, [first]);

  function answer(more: Partial<ImportAnswers>): void {
    const all = answersAfter(answers, more);
    if (isAboutReading(more) && opened?.bytes !== undefined) void take(opened.name, opened.bytes, all);
    else setAnswers(all);
  }

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
        <Field label={t("useTable")}>
          <Select
            value={opened !== undefined && opened.bytes === undefined ? opened.name : ""}
            onChange={(_, data) => data.value !== "" && void takeSheet(data.value)}
          >
            <option value="">{t("pleaseChoose")}</option>
            {sheets?.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("ownTableFile")}>
          <FileButton onFile={take} />
        </Field>
      </div>
      {isReading && <span role="status">{t("loading")}</span>}
      {failure !== undefined && <span role="alert">{text.error(failure)}</span>}
      {proposed instanceof Error && <span role="alert">{text.error(proposed)}</span>}
      {proposal && <ProposalForm proposal={proposal} heading="h2" onAnswer={answer} />}
      {proposal && (
        <div className={footer}>
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
