import {
  Body1,
  Button,
  Caption1,
  Card,
  MessageBar,
  MessageBarBody,
  Subtitle1,
  Subtitle2,
  Switch,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useState, type ReactElement } from "react";
import type { Language } from "@crm-functions/core";
import { glossary as english } from "../../locales/en-US/glossary";
import { glossary as chinese } from "../../locales/zh-CN/glossary";
import { localFormula } from "../../workbook/local-formula";
import { englishSeparators } from "../../workbook/workbook";
import { loadFunctionLibrary } from "../functions/function-library";
import { ResultTable } from "../formulas/result-table";
import { useInsert } from "../formulas/use-insert";
import type { OfficeServices } from "../shell/office-services";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { Choice } from "../shell/choice";
import { themeChoices } from "../shell/colors";
import { ExampleWorkbooks } from "./example-workbooks";
import { myCells } from "./my-cells";
import { analyses, exampleFormula, type Analysis } from "./analyses";

const useStyles = makeStyles({
  formula: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: "anywhere" },
  mathematics: { fontStyle: "italic" },
});

const languages: readonly (readonly [Language, string])[] = [
  ["en-US", "English"],
  ["zh-CN", "简体中文"],
];
const glossaries: Readonly<Record<Language, typeof english>> = { "en-US": english, "zh-CN": chinese };

/** An overview of the add-in: the six analyses, each with an example to insert; the check for blanks; settings. */
export function StartView(): ReactElement | null {
  const { t, language } = useText();
  const { workbook, office, hostChecks, themeChoice, onLanguage, onTheme } = usePane();
  const page = usePageStyles();
  const library = useLoaded(() => loadFunctionLibrary(language), [language]);
  const host = useLoaded(() => workbook.capabilities(), [workbook, hostChecks]);
  return (
    <div className={page.page}>
      <Subtitle1 as="h1">{t("startTitle")}</Subtitle1>
      <Body1 as="p" block>
        {t("startAbout")}
      </Body1>
      {host.value?.hidesBlanksAsZeros === true && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t("blanksHidden")}</MessageBarBody>
        </MessageBar>
      )}
      {host.value !== undefined && host.value.hidesBlanksAsZeros === undefined && <BlanksCheck />}
      {library.error !== undefined && <Caption1>{t("functionsNotLoaded")}</Caption1>}
      {analyses.map((analysis) => (
        <AnalysisCard key={analysis.id} analysis={analysis} />
      ))}
      {office !== undefined && <ExampleWorkbooks office={office} />}
      <Glossary />
      <Subtitle2 as="h2">{t("settings")}</Subtitle2>
      <div className={page.twoColumns}>
        <Choice label={t("language")} value={language} options={languages} onChoose={onLanguage} />
        <Choice
          label={t("theme")}
          value={themeChoice}
          options={themeChoices.map((choice) => [choice, t(`theme_${choice}`)])}
          onChoose={onTheme}
        />
      </div>
      {office !== undefined && <OpensWithWorkbook office={office} />}
    </div>
  );
}

/** Explains the terms used in the pane. */
function Glossary(): ReactElement {
  const { t, language } = useText();
  return (
    <details>
      <summary>
        <Subtitle2 as="h2">{t("glossary")}</Subtitle2>
      </summary>
      <dl>
        {glossaries[language].map(([term, meaning]) => (
          <div key={term}>
            <dt>
              <strong>{term}</strong>
            </dt>
            <dd style={{ margin: "0 0 8px" }}>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** A switch for whether Excel shows the pane whenever this workbook is opened. */
function OpensWithWorkbook({ office }: { office: OfficeServices }): ReactElement | null {
  const { t } = useText();
  const { attempt } = usePane();
  const [opens, setOpens] = useState(() => office.opensWithWorkbook());
  async function change(wanted: boolean): Promise<void> {
    setOpens(wanted);
    if (!(await attempt(() => office.setOpensWithWorkbook(wanted)))) setOpens(!wanted);
  }
  return (
    <Switch
      label={t("opensWithWorkbook")}
      checked={opens}
      onChange={(_, { checked }) => void change(checked)}
    />
  );
}

/** For versions of Excel that do not report it: a check on request, because it clears the history of Ctrl+Z. */
function BlanksCheck(): ReactElement | null {
  const { t } = useText();
  const { workbook, notify, attempt } = usePane();
  const check = (): Promise<boolean> =>
    attempt(async () => {
      const hidden = await workbook.checkBlanks();
      if (hidden === undefined) notify({ intent: "warning", text: t("blanksUnknown") });
      else if (hidden) notify({ intent: "warning", text: t("blanksHidden") });
      else notify({ intent: "success", text: t("blanksSeen") });
    });
  return (
    <div>
      <Caption1 block>{t("blanksCheckAbout")}</Caption1>
      <Button size="small" onClick={() => void check()}>
        {t("blanksCheck")}
      </Button>
    </div>
  );
}

function AnalysisCard({ analysis }: { analysis: Analysis }): ReactElement | null {
  const { t, language } = useText();
  const { workbook, show, chooseFunction } = usePane();
  const { value: host } = useLoaded(() => workbook.capabilities(), [workbook]);
  const insert = useInsert();
  const styles = useStyles();
  const page = usePageStyles();
  const library = useLoaded(() => loadFunctionLibrary(language), [language]);
  const result = library.value?.call(analysis.functionName, [...analysis.example, null, null]);
  const formula = exampleFormula(analysis);
  const title = t(`analysis_${analysis.id}`);

  /** Opens the form, filled with the customers' ratings and weights if they are found. */
  async function useMine(): Promise<void> {
    // If a table cannot be read, the form is not filled.
    const cells = await myCells(workbook, analysis.id).catch(() => []);
    chooseFunction(analysis.functionName, cells);
    show("formulas");
  }

  return (
    <Card role="group" size="small" aria-label={title}>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <span className={styles.mathematics}>{analysis.formulaText}</span>
      <Body1>{t(`analysis_${analysis.id}_about`)}</Body1>
      <code className={styles.formula}>{localFormula(formula, host?.separators ?? englishSeparators)}</code>
      {result && <ResultTable result={result} label={t("previewOf", { what: title })} />}
      <div className={page.actions}>
        <Button
          size="small"
          onClick={() => void insert({ formula, size: { rows: 1, columns: 1 } })}
          aria-label={t("insertExampleOf", { what: title })}
        >
          {t("insertExample")}
        </Button>
        <Button size="small" aria-label={t("useMyCellsFor", { what: title })} onClick={() => void useMine()}>
          {t("useMyCells")}
        </Button>
      </div>
    </Card>
  );
}
