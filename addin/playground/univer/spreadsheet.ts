import {
  CommandType,
  ICommandService,
  IUndoRedoService,
  LocaleType,
  type IRange,
  type IWorkbookData,
  type Nullable,
} from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import {
  FormulaDataModel,
  IFunctionService,
  SetArrayFormulaDataMutation,
  type BaseFunction,
} from "@univerjs/engine-formula";
import { ILayoutService } from "@univerjs/preset-sheets-core";
import { IDescriptionService } from "@univerjs/sheets-formula";
import { CellAlertManagerService } from "@univerjs/sheets-ui";
import type { Language } from "@crm-functions/core";
import type { FileValue, WorkbookFile } from "../../workbook/file";
import { cellKey, type CellMessages } from "../functions/cell-messages";
import type { Convention } from "../functions/convention";
import type { FunctionDescription } from "../../taskpane/functions/function-library";
import { namespace, type FunctionsRuntime } from "../functions/runtime";
import { startEngine } from "./engine";
import { calledFunctions, engineFormula, type ReferenceProblem } from "./engine-formula";
import { fileOfWorkbook, fileValue, type FormulaResults } from "./file-of-workbook";
import { FormulasOfTables } from "./formulas-of-tables";
import { showNumbers, type Filling } from "./shown-numbers";
import { functionClass } from "./function-class";
import { functionDescriptions } from "./function-descriptions";
import type { StructureChange, WorkbookNotes } from "../../workbook/playground/kept-tables";
import type { FormulaTable } from "../../workbook/playground/table-reference";
import { workbookData } from "./workbook-data";

export interface SpreadsheetOptions {
  readonly container: HTMLElement;
  readonly language: Language;
  readonly runtime: FunctionsRuntime;
  readonly functions: Readonly<Record<Language, readonly FunctionDescription[]>>;
  readonly convention: Convention;
  readonly messages: CellMessages;
  /** What an error means where its function said nothing. */
  errorText(code: string): string | undefined;
  /** What is wrong with a formula. */
  formulaText(
    key: FormulaProblem,
    about: { readonly what: string; readonly table: string },
  ): string | undefined;
}

export type FormulaProblem = ReferenceProblem["problem"] | "unknownFunction" | "nothingSpilled";

/** Something that was done to the workbook, and can be done again. */
export interface CellChange {
  readonly id: string;
  readonly params: object;
}

/** A cell that shows an error. */
export interface ShownError {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly error: string;
  readonly message: string | undefined;
}

const locales: Readonly<Record<Language, LocaleType>> = {
  "en-US": LocaleType.EN_US,
  "zh-CN": LocaleType.ZH_CN,
};

/** Univer with our functions, holding one workbook at a time. */
export class Spreadsheet {
  readonly api: FUniver;
  private readonly options: SpreadsheetOptions;
  private readonly inject: <Service>(token: unknown) => Service;
  private readonly tableFormulas = new FormulasOfTables((token) => this.inject(token));
  private opened = 0;
  private readonly changeListeners = new Set<(sheetId: string | undefined) => void>();
  /** What formulas spill, by sheet; undefined once that has changed. */
  private spills: Map<string, readonly IRange[]> | undefined;

  constructor(options: SpreadsheetOptions) {
    this.options = options;
    const { univer, api } = startEngine({
      container: options.container,
      locale: locales[options.language],
      functions: functionClasses(
        options,
        (id) => this.workbook().getSheetBySheetId(id)?.getSheetName() ?? "",
      ),
      descriptions: functionDescriptions(options.functions[options.language]),
    });
    this.api = api;
    const injector = univer.__getInjector();
    this.inject = (token) => injector.get(token as never) as never;
  }

  // Univer registers most services when the first workbook is there, not before.
  private get formulas(): FormulaDataModel {
    return this.inject<FormulaDataModel>(FormulaDataModel);
  }

  /** Shows a workbook in place of the one there; `sample` is the language of a sample. */
  open(workbook: WorkbookFile | IWorkbookData, sample?: string): void {
    const before = this.api.getActiveWorkbook()?.getId();
    const id = `workbook-${Date.now().toString(36)}-${++this.opened}`;
    const data = "sheetOrder" in workbook ? { ...workbook, id } : workbookData(workbook, id, sample);
    this.options.messages.clear();
    if (before !== undefined) this.api.disposeUnit(before);
    this.api.createWorkbook({ ...data, locale: locales[this.options.language] });
    if (before === undefined) {
      this.putMessagesIntoAlerts();
      this.tableFormulas.start();
      showNumbers(this.inject, (sheetId, row, column) => this.filling(sheetId, row, column));
      // By this one mutation the engine tells whatever it has put into its spills, before it tells any result.
      this.inject<ICommandService>(ICommandService).onCommandExecuted(({ id }) => {
        if (id === SetArrayFormulaDataMutation.id) this.spills = undefined;
      });
    }
  }

  /** From now on formulas may name these tables; whoever knows them says so by `tablesChanged` when they change. */
  useTables(tables: () => readonly FormulaTable[]): void {
    this.tableFormulas.tables = tables;
  }

  /** Computes the formulas that name one of these tables again. */
  tablesChanged(names: readonly string[]): void {
    this.tableFormulas.changed(this.workbook().getId(), names);
  }

  /** Language of the sample that the workbook began as; undefined for any other workbook. */
  sampleLanguage(): string | undefined {
    return (this.workbook().getCustomMetadata() as { notes?: WorkbookNotes } | undefined)?.notes?.sample;
  }

  /** Univer's own form of the workbook, as the browser keeps it. */
  snapshot(): IWorkbookData {
    return this.workbook().save();
  }

  file(): WorkbookFile {
    return fileOfWorkbook(this.snapshot(), this.results());
  }

  /** The workbook; there is one from the first `open` on. */
  workbook() {
    const workbook = this.api.getActiveWorkbook();
    if (workbook === null) throw new Error("No workbook is open.");
    return workbook;
  }

  /** Shows the sheet of this name, where there is one. */
  showSheet(name: string): void {
    const sheet = this.workbook().getSheetByName(name);
    if (sheet !== null) this.workbook().setActiveSheet(sheet);
  }

  setDark(isDark: boolean): void {
    this.api.toggleDarkMode(isDark);
  }

  setLanguage(language: Language): void {
    this.api.setLocale(locales[language]);
    const descriptions = this.inject<IDescriptionService>(IDescriptionService);
    const next = functionDescriptions(this.options.functions[language]);
    descriptions.unregisterDescriptions(next.map((one) => one.functionName));
    descriptions.registerDescriptions(next);
  }

  /** The keyboard belongs to the sheet from now on. */
  focus(): void {
    this.inject<ILayoutService>(ILayoutService).focus();
  }

  /** Computes every formula again. */
  recalculate(): void {
    this.api.getFormula().executeCalculation();
  }

  /**
   * Calls back after every change to the workbook: values, formulas, formats, sheets; with the sheet's id where the change
   * is one of cells. Gives a function that ends it.
   */
  onChange(changed: (sheetId: string | undefined, change?: CellChange) => void): () => void {
    const commands = this.inject<ICommandService>(ICommandService);
    const subscription = commands.onCommandExecuted((command, options) => {
      if (command.type !== CommandType.MUTATION || options?.onlyLocal === true) return;
      if (!command.id.startsWith("sheet.mutation.")) return;
      const params = command.params as { subUnitId?: string } | undefined;
      changed(params?.subUnitId, { id: command.id, params: { ...params } });
    });
    this.changeListeners.add(changed);
    return () => {
      subscription.dispose();
      this.changeListeners.delete(changed);
    };
  }

  /** Opens the same workbook as another tab has changed it, with the changes that have been made here since, and says so. */
  takeOver(workbook: IWorkbookData, changes: readonly CellChange[]): void {
    const shown = this.workbook().getActiveSheet().getSheetName();
    this.open(workbook);
    this.showSheet(shown);
    const commands = this.inject<ICommandService>(ICommandService);
    const unitId = this.workbook().getId();
    for (const { id, params } of changes) {
      try {
        commands.syncExecuteCommand(id, { ...params, unitId });
      } catch (error) {
        console.info("A change of this tab does not fit what the other has kept:", error);
      }
    }
    for (const changed of this.changeListeners) changed(undefined);
  }

  /** Calls back after rows or columns were put in or taken out, whoever did it. */
  onStructureChange(changed: (change: StructureChange) => void): () => void {
    const commands = this.inject<ICommandService>(ICommandService);
    const subscription = commands.onCommandExecuted((command) => {
      const kind = structureChanges[command.id];
      if (kind === undefined) return;
      const { subUnitId, range } = command.params as { subUnitId: string; range: IRange };
      const [first, last] =
        kind.what === "rows" ? [range.startRow, range.endRow] : [range.startColumn, range.endColumn];
      changed({ ...kind, sheetId: subUnitId, first, count: last - first + 1 });
    });
    return () => subscription.dispose();
  }

  /** What was done so far can no longer be undone by Ctrl+Z. */
  forgetHistory(): void {
    this.inject<IUndoRedoService>(IUndoRedoService).clearUndoRedo(this.workbook().getId());
  }

  /** How far the formula of a cell spills; 1×1 where it does not. */
  spillAt(sheetId: string, row: number, column: number): { rows: number; columns: number } {
    return this.results().spillOf(sheetId, row, column) ?? { rows: 1, columns: 1 };
  }

  /** Calls back whenever results of formulas have been put into the cells. */
  onResults(arrived: () => void): void {
    this.api.getFormula().calculationResultApplied(arrived);
  }

  /** What a cell holds, computed or typed, without its format. */
  valueAt(sheetId: string, row: number, column: number): FileValue {
    return this.valuesAt(sheetId, row, column, 1, 1)[0][0];
  }

  /** What the cells of an area hold. */
  valuesAt(sheetId: string, row: number, column: number, rows: number, columns: number): FileValue[][] {
    const sheet = this.workbook().getSheetBySheetId(sheetId)?.getSheet();
    const results = this.results();
    return Array.from({ length: rows }, (_, i) =>
      Array.from(
        { length: columns },
        (_unused, j) =>
          fileValue(sheet?.getCellRaw(row + i, column + j)) ??
          fileValue(results.spilledCell(sheetId, row + i, column + j)),
      ),
    );
  }

  /** The smallest range that holds every cell with something in it, spilled ones included. */
  filledRange(sheetId: string): IRange | undefined {
    let [startRow, startColumn, endRow, endColumn] = [Infinity, Infinity, -1, -1];
    const cover = (row: number, column: number): void => {
      [startRow, startColumn] = [Math.min(startRow, row), Math.min(startColumn, column)];
      [endRow, endColumn] = [Math.max(endRow, row), Math.max(endColumn, column)];
    };
    this.workbook()
      .getSheetBySheetId(sheetId)
      ?.getSheet()
      .getCellMatrix()
      .forValue((row, column, cell) => {
        const value = fileValue(cell);
        if ((value === null || value === "") && !cell?.f && !cell?.si) return;
        cover(row, column);
        if (!cell?.f && !cell?.si) return;
        const spill = this.spillAt(sheetId, row, column);
        cover(row + spill.rows - 1, column + spill.columns - 1);
      });
    return endRow < 0 ? undefined : { startRow, startColumn, endRow, endColumn };
  }

  /** The error that a cell shows, with its message; undefined where it shows none. */
  errorAt(sheetId: string, row: number, column: number): ShownError | undefined {
    const workbook = this.workbook();
    const sheet = workbook.getSheetBySheetId(sheetId);
    if (sheet === null) return undefined;
    const value = this.valueAt(sheetId, row, column);
    if (value === null || typeof value !== "object") return undefined;
    const anchor = this.anchorOf(sheetId, row, column);
    const formula = this.results().formulaOf(sheetId, anchor.row, anchor.column);
    const said = this.options.messages.find(
      cellKey(workbook.getId(), sheetId, anchor.row, anchor.column),
      formula,
      value.error,
      row - anchor.row,
      column - anchor.column,
    );
    return {
      sheet: sheet.getSheetName(),
      row,
      column,
      error: value.error,
      message: said ?? this.explain(formula, anchor.row, anchor.column, sheetId, value.error),
    };
  }

  /** What is wrong with a formula where no function of ours said anything. */
  private explain(
    formula: string,
    row: number,
    column: number,
    sheetId: string,
    code: string,
  ): string | undefined {
    const { formulaText, errorText } = this.options;
    const sheet = this.workbook().getSheetBySheetId(sheetId)?.getSheetName() ?? "";
    const { problem } = engineFormula(formula, this.tableFormulas.tables(), { sheet, row, column });
    if (problem !== undefined) return formulaText(problem.problem, problem);
    if (code === "#NAME?") {
      const functions = this.inject<IFunctionService>(IFunctionService);
      const unknown = calledFunctions(formula).find((name) => !functions.hasExecutor(name.toUpperCase()));
      if (unknown !== undefined) return formulaText("unknownFunction", { what: unknown, table: "" });
    }
    if (code === "#REF!" && /[\p{L}\p{N})\]]#/u.test(formula)) {
      return formulaText("nothingSpilled", { what: formula, table: "" });
    }
    return errorText(code);
  }

  /** What the formulas of a sheet spill, looked up once a change: it is asked for every number that is drawn. */
  private spillsOf(sheetId: string): readonly IRange[] {
    this.spills ??= new Map();
    let spills = this.spills.get(sheetId);
    if (spills === undefined) {
      const ranges = this.formulas.getArrayFormulaRange()[this.workbook().getId()]?.[sheetId] ?? {};
      spills = (Object.values(ranges) as (Record<number, IRange> | undefined)[]).flatMap((columns) =>
        Object.values(columns ?? {}),
      );
      this.spills.set(sheetId, spills);
    }
    return spills;
  }

  /** The cell whose formula fills this one: itself, or the corner of the spill that covers it. */
  private anchorOf(sheetId: string, row: number, column: number): { row: number; column: number } {
    const spill = this.spillsOf(sheetId).find(
      ({ startRow, endRow, startColumn, endColumn }) =>
        row >= startRow && row <= endRow && column >= startColumn && column <= endColumn,
    );
    return spill === undefined ? { row, column } : { row: spill.startRow, column: spill.startColumn };
  }

  /** The formula that fills a cell. */
  private filling(sheetId: string, row: number, column: number): Filling | undefined {
    const { formulaOf } = this.results();
    for (const at of [this.anchorOf(sheetId, row, column), { row, column }]) {
      const formula = formulaOf(sheetId, at.row, at.column);
      if (formula !== "") return { ...at, isOurs: formula.toUpperCase().includes(`${namespace}.`) };
    }
    return undefined;
  }

  private results(): FormulaResults {
    const unitId = this.workbook().getId();
    const formulas = this.formulas;
    return {
      formulaOf: (sheetId, row, column) =>
        formulas.getFormulaStringByCell(row, column, sheetId, unitId) ?? "",
      spillOf(sheetId, row, column) {
        const area = formulas.getArrayFormulaRange()[unitId]?.[sheetId]?.[row]?.[column];
        if (area === undefined || area === null) return undefined;
        // A formula whose result does not find room has an area too, but shows #SPILL! in its own cell only.
        const corner = formulas.getArrayFormulaCellData()[unitId]?.[sheetId]?.[row]?.[column];
        if (corner?.v === "#SPILL!") return undefined;
        return { rows: area.endRow - area.startRow + 1, columns: area.endColumn - area.startColumn + 1 };
      },
      spilledCell: (sheetId, row, column) =>
        formulas.getArrayFormulaCellData()[unitId]?.[sheetId]?.[row]?.[column] as Nullable<object> as never,
    };
  }

  /** Univer's bubble over an error names its kind only: it gets the function's own words. */
  private putMessagesIntoAlerts(): void {
    const alerts = this.inject<CellAlertManagerService>(CellAlertManagerService);
    const show = alerts.showAlert.bind(alerts);
    alerts.showAlert = (alert) => {
      const { subUnitId, row, col } = alert.location;
      const shown = this.errorAt(subUnitId, row, col);
      if (shown?.message === undefined) return show(alert);
      return show({ ...alert, title: shown.error, message: shown.message, width: 320, height: 120 });
    };
  }
}

/** Univer's mutations that move what stands in a sheet. */
const structureChanges: Readonly<Record<string, Pick<StructureChange, "what" | "inserted">>> = {
  "sheet.mutation.insert-row": { what: "rows", inserted: true },
  "sheet.mutation.remove-rows": { what: "rows", inserted: false },
  "sheet.mutation.insert-col": { what: "columns", inserted: true },
  "sheet.mutation.remove-col": { what: "columns", inserted: false },
};

function functionClasses(
  options: SpreadsheetOptions,
  sheetName: (id: string) => string,
): [new (name: string) => BaseFunction, string][] {
  // Excel takes types and choices from the metadata of any language alike; the English file is the first one written.
  return options.functions["en-US"].flatMap((metadata) => {
    const implementation = options.runtime.implementations.get(metadata.id.toUpperCase());
    if (implementation === undefined) {
      console.error(`functions.json names ${metadata.id}, which functions.js does not associate.`);
      return [];
    }
    return [
      [
        functionClass(metadata, implementation, options.convention, options.messages, {
          parameterNames: metadata.parameters.map(({ name }, i) => [
            name,
            ...Object.values(options.functions).flatMap(
              (all) => all.find(({ id }) => id === metadata.id)?.parameters[i]?.name ?? [],
            ),
          ]),
          sheetName,
        }),
        `${namespace}.${metadata.name.toUpperCase()}`,
      ] as [new (name: string) => BaseFunction, string],
    ];
  });
}
