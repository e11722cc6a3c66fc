import {
  Button,
  Field,
  Input,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Subtitle1,
} from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { localFormula } from "../../workbook/local-formula";
import { CellErrorObject } from "../../functions/cell-error-object";
import { englishSeparators, type Area, type CellValue } from "../../workbook/workbook";
import { loadFunctionLibrary } from "../functions/function-library";
import { Choice } from "../shell/choice";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import {
  areaReference,
  formulaText,
  isMatrix,
  missingArguments,
  rowFormula,
  typedValue,
  type Argument,
} from "./formula-text";
import { isBlank, tableAt, type Place } from "./place";
import { ResultTable } from "./result-table";
import { useInsert, type Insertion } from "./use-insert";

/** Maximum number of rows of a range that the preview calculates; the formula itself takes all. */
const previewRows = 2000;

/** Lets the user choose a function and its ranges on the sheet, see the result, and insert the formula. */
export function FormulasView(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { workbook, notify, attempt, chosenFunction, chooseFunction, chosenCells } = usePane();
  const insertWell = useInsert();
  const page = usePageStyles();
  const library = useLoaded(() => loadFunctionLibrary(language), [language]);
  const [given, setGiven] = useState<Readonly<Record<string, Argument | undefined>>>({});
  const [picking, setPicking] = useState<string | undefined>();
  const [question, setQuestion] = useState<{ readonly place: Place; readonly insertion: Insertion }>();
  const pickingNow = useRef<string | undefined>(undefined);
  const [target, setTarget] = useState<Area | undefined>();
  useEffect(() => {
    pickingNow.current = picking;
  }, [picking]);
  useEffect(() => {
    if (chosenCells === undefined) return;
    const { name, cells } = chosenCells;
    setGiven((before) => ({
      ...before,
      ...Object.fromEntries(cells.map((area, i) => [`${name}/${i}`, { area }])),
    }));
  }, [chosenCells]);
  useEffect(
    () =>
      workbook.onSelectionChange((area) => {
        const key = pickingNow.current;
        if (key === "target") setTarget({ ...area, rows: 1, columns: 1 });
        else if (key !== undefined) setGiven((before) => ({ ...before, [key]: { area } }));
      }),
    [workbook],
  );

  const description =
    library.value?.functions.find((one) => one.name === chosenFunction) ?? library.value?.functions[0];
  const keyOf = (index: number) => `${description?.name}/${index}`;
  const values = description?.parameters.map((_, i) => given[keyOf(i)]) ?? [];
  const missing = description ? missingArguments(description, values) : [];
  const ready = description !== undefined && missing.length === 0;
  const { value: host } = useLoaded(() => workbook.capabilities(), [workbook]);
  const { value: tables = [] } = useLoaded(
    async () => (host?.structuredReferences === true ? workbook.tables() : []),
    [workbook, host, given],
  );
  const formula = description ? formulaText(description, values, tables) : "";
  const preview = useLoaded(async () => {
    if (!ready || library.value === undefined || description === undefined) return undefined;
    const areas = values.flatMap((value) =>
      value && "area" in value ? [{ ...value.area, rows: Math.min(value.area.rows, previewRows) }] : [],
    );
    const read = await workbook.read(areas);
    let next = 0;
    const cells = values.map((value, i) => {
      if (value === undefined) return null;
      if ("area" in value) {
        const range = read[next++].map((row) => row.map(argumentCell));
        return isMatrix(description.parameters[i]) ? range : range[0][0];
      }
      const typed = typedValue(value.typed);
      return typed !== null && isMatrix(description.parameters[i]) ? [[typed]] : typed;
    });
    return library.value.call(description.name, cells);
  }, [formula, ready, library.value]);

  const pickSelection = (key: string): Promise<boolean> =>
    attempt(async () => {
      const area = await workbook.selection();
      if (area === undefined) return notify({ intent: "warning", text: t("selectCellFirst") });
      if (key === "target") setTarget({ ...area, rows: 1, columns: 1 });
      else setGiven((before) => ({ ...before, [key]: { area } }));
    });

  const insert = (): Promise<boolean> =>
    attempt(async () => {
      setPicking(undefined);
      await ask((await intoTable()) ?? { formula, size: sizeOfResult(), target });
    });

  async function ask(insertion: Insertion): Promise<void> {
    const place = await insertWell(insertion);
    setQuestion(place && { place, insertion });
  }

  /** An insertion into a blank column of the ratings' table: one formula per row, which new rows get too. */
  async function intoTable(): Promise<Insertion | undefined> {
    const cell = target ?? (await workbook.selection());
    const table = cell && tableAt(tables, cell);
    if (description === undefined || cell === undefined || table === undefined) return undefined;
    const inRow = rowFormula(description, values, table, tables);
    const column = {
      ...table.area,
      row: table.area.row + 1,
      rows: table.rowCount,
      column: cell.column,
      columns: 1,
    };
    if (inRow === undefined || table.rowCount === 0) return undefined;
    return (await isBlank(workbook, column))
      ? { formula: inRow, size: { rows: table.rowCount, columns: 1 }, exactly: column }
      : undefined;
  }

  /** The size of the preview; if its ranges were cut, the size for their full length. */
  function sizeOfResult(): { rows: number; columns: number } {
    const cells = preview.value !== undefined && "cells" in preview.value ? preview.value.cells : [[""]];
    const longest = Math.max(0, ...values.map((value) => (value && "area" in value ? value.area.rows : 0)));
    const cut = longest > previewRows && cells.length >= previewRows;
    return {
      rows: cut ? longest + cells.length - previewRows : cells.length,
      columns: cells[0]?.length ?? 1,
    };
  }

  const rangeRow = (
    key: string,
    label: string,
    hint: string | undefined,
    area: Area | undefined,
    required: boolean,
  ) => (
    <Field key={key} label={label} hint={hint} required={required}>
      <Input
        readOnly
        value={area ? areaReference(area, key === "target" ? [] : tables) : ""}
        placeholder={picking === key ? t("selectOnSheet") : t("noRange")}
        contentAfter={
          <Button
            size="small"
            appearance={picking === key ? "primary" : "subtle"}
            aria-pressed={picking === key}
            aria-label={
              picking === key ? `${t("done")}${t("colon")}${label}` : t("pickRangeFor", { what: label })
            }
            onClick={() => {
              setPicking(picking === key ? undefined : key);
              if (picking !== key) void pickSelection(key);
            }}
          >
            {picking === key ? t("done") : t("pick")}
          </Button>
        }
      />
    </Field>
  );

  return (
    <div className={page.page}>
      <Subtitle1 as="h1">{t("formulasTitle")}</Subtitle1>
      {library.error !== undefined && <span role="alert">{t("functionsNotLoaded")}</span>}
      {library.value && description && (
        <>
          <Choice
            label={t("function")}
            value={description.name}
            options={library.value.functions.map(({ name }) => name)}
            onChoose={(name) => {
              chooseFunction(name);
              setPicking(undefined);
            }}
          />
          <span>
            {description.description}{" "}
            {description.helpUrl && (
              <Link inline href={description.helpUrl} target="_blank" rel="noreferrer">
                {t("view_start")}
              </Link>
            )}
          </span>
          {description.parameters.map((parameter, i) => {
            const value = values[i];
            const choices = library.value?.choices(parameter) ?? [];
            const required = parameter.optional !== true;
            const key = keyOf(i);
            if (isMatrix(parameter)) {
              const area = value && "area" in value ? value.area : undefined;
              return rangeRow(key, parameter.name, parameter.description, area, required);
            }
            const typed = value && "typed" in value ? value.typed : "";
            const change = (next: string) => setGiven((before) => ({ ...before, [key]: { typed: next } }));
            const field = { label: parameter.name, hint: parameter.description, required };
            return choices.length > 0 ? (
              <Choice
                key={key}
                {...field}
                value={typed}
                options={[["", t("default")], ...choices]}
                onChoose={change}
              />
            ) : (
              <Field key={key} {...field}>
                <Input value={typed} onChange={(_, data) => change(data.value)} />
              </Field>
            );
          })}
          {rangeRow("target", t("insertInto"), t("insertIntoHint"), target, false)}
          <code style={{ overflowWrap: "anywhere" }}>
            {localFormula(formula, host?.separators ?? englishSeparators)}
          </code>
          <span role="status">
            {missing.length > 0 ? t("stillMissing", { names: text.list(missing) }) : ""}
            {preview.value !== undefined && `${t("preview")}${t("colon")}`}
            {preview.error !== undefined && text.error(preview.error)}
          </span>
          {preview.value && <ResultTable result={preview.value} label={t("preview")} />}
          {question && (
            <InsertQuestion
              {...question}
              onAnswer={(answer) => {
                setQuestion(undefined);
                if (answer !== undefined) void ask({ ...question.insertion, answer });
              }}
            />
          )}
          <div className={page.actions}>
            <Button appearance="primary" disabled={!ready} onClick={() => void insert()}>
              {t("insert")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Asks what to do if the chosen place is occupied. */
function InsertQuestion(props: {
  readonly place: Place;
  readonly insertion: Insertion;
  readonly onAnswer: (answer: Insertion["answer"]) => void;
}): ReactElement | null {
  const { t } = useText();
  const { place, insertion, onAnswer } = props;
  const wanted = areaReference({ ...insertion.target!, rows: 1, columns: 1 });
  const beside = place.area && areaReference({ ...place.area, rows: 1, columns: 1 });
  const spills = insertion.size.rows * insertion.size.columns > 1;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {t(place.instead === "table" ? "placeInTable" : "placeFilled", { cell: wanted })}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" appearance="primary" onClick={() => onAnswer("beside")}>
          {beside ? t("insertBeside", { cell: beside }) : t("insertOnNewSheet")}
        </Button>
        {!(place.instead === "table" && spills) && (
          <Button size="small" onClick={() => onAnswer("replace")}>
            {t("replaceCell")}
          </Button>
        )}
        <Button size="small" onClick={() => onAnswer(undefined)}>
          {t("cancel")}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

/** A cell as Excel passes it to a custom function: an error becomes an object with its name. */
const argumentCell = (cell: CellValue): unknown =>
  typeof cell === "object" && cell !== null ? new CellErrorObject(cell.error) : cell;
