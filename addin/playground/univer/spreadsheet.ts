import {
  CommandType,
  ICommandService,
  IUndoRedoService,
  LocaleType,
  type IRange,
  type IWorkbookData,
} from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import { FormulaDataModel, IFunctionService, SetArrayFormulaDataMutation } from "@univerjs/engine-formula";
import { ILayoutService } from "@univerjs/preset-sheets-core";
import { IDescriptionService } from "@univerjs/sheets-formula";
import { CellAlertManagerService } from "@univerjs/sheets-ui";
import type { Language } from "@crm-functions/core";
import type { FileValue, WorkbookFile } from "../../workbook/file";
import { cellKey } from "../functions/cell-messages";
import { namespace } from "../functions/runtime";
import { startEngine } from "./engine";
import { calledFunctions, engineFormula, type ReferenceProblem } from "./engine-formula";
import { fileOfWorkbook, fileValue } from "./file-of-workbook";
import { formulaResults, type FormulaResults } from "./formula-results";
import { FormulasOfTables } from "./formulas-of-tables";
import { showNumbers, type Filling } from "./shown-numbers";
import { functionClasses, type FunctionSources } from "./function-class";
import { functionDescriptions } from "./function-descriptions";
import type { StructureChange, WorkbookNotes } from "../../workbook/playground/kept-tables";
import type { FormulaTable } from "../../workbook/playground/table-reference";
import { workbookData } from "./workbook-data";

export interface SpreadsheetOptions extends FunctionSources {
  readonly container: HTMLElement;
  readonly language: Language;
  /** The meaning of an error code, for an error without a message. */
  errorText(code: string): string | undefined;
  /** The text for a problem of a formula. */
  formulaText(
    key: FormulaProblem,
    about: { readonly what: string; readonly table: string },
  ): string | undefined;
}

export type FormulaProblem = ReferenceProblem["problem"] | "unknownFunction" | "nothingSpilled";

/** A mutation of the workbook that can be repeated; of the sheet with the id `subUnitId`, if it concerns one. */
export interface CellChange {
  readonly id: string;
  readonly params: { readonly subUnitId?: string };
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

/** Univer with our functions; holds one workbook at a time. */
export class Spreadsheet {
  readonly api: FUniver;
  private readonly inject: <Service>(token: unknown) => Service;
  private readonly tableFormulas = new FormulasOfTables((token) => this.inject(token));
  private opened = 0;
  private readonly takeOverListeners = new Set<() => void>();
  /** The spills of formulas, by sheet; undefined after a change. */
  private spills: Map<string, readonly IRange[]> | undefined;

  constructor(private readonly options: SpreadsheetOptions) {
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

  // A getter, because Univer registers most services only with the first workbook.
  private get formulas(): FormulaDataModel {
    return this.inject<FormulaDataModel>(FormulaDataModel);
  }

  private get commands(): ICommandService {
    return this.inject<ICommandService>(ICommandService);
  }

  /** Opens a workbook in place of the current one; `sample` is its language if it is a sample. */
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
      // The engine reports every change of its spills with this mutation, before it reports results.
      this.commands.onCommandExecuted(({ id }) => {
        if (id === SetArrayFormulaDataMutation.id) this.spills = undefined;
      });
    }
  }

  /** Lets formulas name these tables; the caller reports changes of them with `tablesChanged`. */
  useTables(tables: () => readonly FormulaTable[]): void {
    this.tableFormulas.tables = tables;
  }

  /** Computes again the formulas that name one of these tables. */
  tablesChanged(names: readonly string[]): void {
    this.tableFormulas.changed(this.workbook().getId(), names);
  }

  /** Language of the sample from which the workbook started; undefined for any other workbook. */
  sampleLanguage(): string | undefined {
    return (this.workbook().getCustomMetadata() as { notes?: WorkbookNotes } | undefined)?.notes?.sample;
  }

  /** The workbook in Univer's own format, as the browser stores it. */
  snapshot(): IWorkbookData {
    return this.workbook().save();
  }

  file(): WorkbookFile {
    return fileOfWorkbook(this.snapshot(), this.results());
  }

  /** The open workbook. @throws Error before the first `open` */
  workbook() {
    const workbook = this.api.getActiveWorkbook();
    if (workbook === null) throw new Error("No workbook is open.");
    return workbook;
  }

  /** Activates the sheet of this name, if it exists. */
  showSheet(name: string): void {
    const sheet = this.workbook().getSheetByName(name);
    if (sheet !== null) this.workbook().setActiveSheet(sheet);
  }

  setLanguage(language: Language): void {
    this.api.setLocale(locales[language]);
    const descriptions = this.inject<IDescriptionService>(IDescriptionService);
    const next = functionDescriptions(this.options.functions[language]);
    descriptions.unregisterDescriptions(next.map((one) => one.functionName));
    descriptions.registerDescriptions(next);
  }

  /** Gives the sheet the keyboard focus. */
  focus(): void {
    this.inject<ILayoutService>(ILayoutService).focus();
  }

  /** Computes every formula again. */
  recalculate(): void {
    this.api.getFormula().executeCalculation();
  }

  /** Calls back after every change made here (values, formulas, formats, sheets). Returns a function that unsubscribes. */
  onEdit(edited: (change: CellChange) => void): () => void {
    const subscription = this.commands.onCommandExecuted(({ id, type, params }, options) => {
      if (type !== CommandType.MUTATION || options?.onlyLocal === true) return;
      if (id.startsWith("sheet.mutation.")) edited({ id, params: { ...params } });
    });
    return () => subscription.dispose();
  }

  /** The same, and also after a workbook was taken over; with the id of the sheet if the change concerns one. */
  onChange(changed: (sheetId: string | undefined) => void): () => void {
    const leave = this.onEdit(({ params }) => changed(params.subUnitId));
    const takenOver = (): void => changed(undefined);
    this.takeOverListeners.add(takenOver);
    return () => {
      leave();
      this.takeOverListeners.delete(takenOver);
    };
  }

  /** Opens this workbook as saved by another tab, repeats the changes made here since, and notifies the listeners. */
  takeOver(workbook: IWorkbookData, changes: readonly CellChange[]): void {
    const shown = this.workbook().getActiveSheet().getSheetName();
    this.open(workbook);
    this.showSheet(shown);
    const unitId = this.workbook().getId();
    for (const { id, params } of changes) {
      try {
        this.commands.syncExecuteCommand(id, { ...params, unitId });
      } catch (error) {
        console.info("A change of this tab does not fit what the other has kept:", error);
      }
    }
    for (const takenOver of this.takeOverListeners) takenOver();
  }

  /** Calls back after rows or columns were inserted or removed, by whatever means. */
  onStructureChange(changed: (change: StructureChange) => void): () => void {
    const subscription = this.commands.onCommandExecuted((command) => {
      const kind = structureChanges[command.id];
      if (kind === undefined) return;
      const { subUnitId, range } = command.params as { subUnitId: string; range: IRange };
      const [first, last] =
        kind.what === "rows" ? [range.startRow, range.endRow] : [range.startColumn, range.endColumn];
      changed({ ...kind, sheetId: subUnitId, first, count: last - first + 1 });
    });
    return () => subscription.dispose();
  }

  /** Clears the history of Ctrl+Z. */
  forgetHistory(): void {
    this.inject<IUndoRedoService>(IUndoRedoService).clearUndoRedo(this.workbook().getId());
  }

  /** The size of the spill of a cell's formula; 1×1 if it does not spill. */
  spillAt(sheetId: string, row: number, column: number): { rows: number; columns: number } {
    return this.results().spillOf(sheetId, row, column) ?? { rows: 1, columns: 1 };
  }

  /** The value of a cell, computed or typed, without its format. */
  valueAt(sheetId: string, row: number, column: number): FileValue {
    return this.valuesAt(sheetId, row, column, 1, 1)[0][0];
  }

  /** The values of an area. */
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

  /** The smallest range that contains all non-blank cells, spilled ones included; undefined if there are none. */
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

  /** The error in a cell, with its message; undefined if there is none. */
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

  /** Explains an error for which no function of ours gave a message. */
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

  /** The spills of a sheet's formulas, cached until the next change, because they are needed for every number drawn. */
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

  /** The cell whose formula fills this one: the top left cell of the spill that covers it, or the cell itself. */
  private anchorOf(sheetId: string, row: number, column: number): { row: number; column: number } {
    const spill = this.spillsOf(sheetId).find(
      ({ startRow, endRow, startColumn, endColumn }) =>
        row >= startRow && row <= endRow && column >= startColumn && column <= endColumn,
    );
    return spill === undefined ? { row, column } : { row: spill.startRow, column: spill.startColumn };
  }

  /** The cell with the formula that fills a cell; undefined if there is none. */
  private filling(sheetId: string, row: number, column: number): Filling | undefined {
    const { formulaOf } = this.results();
    for (const at of [this.anchorOf(sheetId, row, column), { row, column }]) {
      const formula = formulaOf(sheetId, at.row, at.column);
      if (formula !== "") return { ...at, isOurs: formula.toUpperCase().includes(`${namespace}.`) };
    }
    return undefined;
  }

  private results(): FormulaResults {
    return formulaResults(this.formulas, this.workbook().getId());
  }

  /** Puts our messages into Univer's alert for an error, which otherwise names only the kind of error. */
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

/** Univer's mutations that move the cells of a sheet. */
const structureChanges: Readonly<Record<string, Pick<StructureChange, "what" | "inserted">>> = {
  "sheet.mutation.insert-row": { what: "rows", inserted: true },
  "sheet.mutation.remove-rows": { what: "rows", inserted: false },
  "sheet.mutation.insert-col": { what: "columns", inserted: true },
  "sheet.mutation.remove-col": { what: "columns", inserted: false },
};
