import {
  CommandType,
  ICommandService,
  IUniverInstanceService,
  ObjectMatrix,
  UniverInstanceType,
  type Workbook,
} from "@univerjs/core";
import {
  FormulaDataModel,
  IActiveDirtyManagerService,
  IFormulaCurrentConfigService,
  type IFormulaData,
  type IFormulaDataItem,
} from "@univerjs/engine-formula";
import type { FormulaTable } from "../../workbook/playground/table-reference";
import { engineFormula, refersToTables } from "./engine-formula";

/** The command that makes the engine compute certain cells again. */
const tablesChanged = "crm.mutation.tables-changed";

interface TablesChanged {
  readonly unitId: string;
  readonly cells: readonly { readonly sheetId: string; readonly row: number; readonly column: number }[];
}

/**
 * Handles formulas with table names, spills (`A1#`) or single values (`@`): translates them into the engine's syntax
 * just before it computes, and computes those that name a table again when the table changes.
 */
export class FormulasOfTables {
  tables: () => readonly FormulaTable[] = () => [];

  constructor(private readonly inject: <Service>(token: unknown) => Service) {}

  /** Starts the handling; call it once the engine has its services. */
  start(): void {
    const config = this.inject<IFormulaCurrentConfigService>(IFormulaCurrentConfigService);
    const load = config.load.bind(config);
    config.load = (dataset) => load({ ...dataset, formulaData: this.inEngineWords(dataset.formulaData) });
    this.inject<ICommandService>(ICommandService).registerCommand({
      id: tablesChanged,
      type: CommandType.MUTATION,
      handler: () => true,
    });
    this.inject<IActiveDirtyManagerService>(IActiveDirtyManagerService).register(tablesChanged, {
      commandId: tablesChanged,
      getDirtyData: (command) => {
        const { unitId, cells } = command.params as TablesChanged;
        return {
          dirtyRanges: cells.map(({ sheetId, row, column }) => ({
            unitId,
            sheetId,
            range: { startRow: row, endRow: row, startColumn: column, endColumn: column },
          })),
          clearDependencyTreeCache: {},
        };
      },
    });
  }

  changed(unitId: string, names: readonly string[]): void {
    const cells: TablesChanged["cells"][number][] = [];
    const sheets = this.inject<FormulaDataModel>(FormulaDataModel).getFormulaData()[unitId] ?? {};
    for (const [sheetId, formulas] of Object.entries(sheets)) {
      forEachFormula(formulas, (row, column, item) => {
        if (item.f !== "" && refersToTables(item.f, names)) cells.push({ sheetId, row, column });
      });
    }
    if (cells.length === 0) return;
    void this.inject<ICommandService>(ICommandService).executeCommand(
      tablesChanged,
      { unitId, cells } satisfies TablesChanged,
      { onlyLocal: true },
    );
  }

  private inEngineWords(data: IFormulaData): IFormulaData {
    const tables = this.tables();
    const model = this.inject<FormulaDataModel>(FormulaDataModel);
    const instances = this.inject<IUniverInstanceService>(IUniverInstanceService);
    const units = Object.entries(data).map(([unitId, sheets]) => {
      const workbook = instances.getUnit<Workbook>(unitId, UniverInstanceType.UNIVER_SHEET);
      const inSheets = Object.entries(sheets ?? {}).map(([sheetId, formulas]) => {
        let changed: Record<number, Record<number, IFormulaDataItem>> | undefined;
        forEachFormula(formulas, (row, column, item) => {
          // A shared formula is read as shifted to the cell's own place.
          const isShared = item.si !== undefined && item.si !== "";
          const own = isShared
            ? (model.getFormulaStringByCell(row, column, sheetId, unitId) ?? item.f)
            : item.f;
          const { formula } = engineFormula(own, tables, {
            sheet: workbook?.getSheetBySheetId(sheetId)?.getName() ?? "",
            row,
            column,
          });
          if (formula === own) return;
          changed ??= structuredClone(formulas) as Record<number, Record<number, IFormulaDataItem>>;
          changed[row][column] = { f: formula } as IFormulaDataItem;
        });
        return [sheetId, changed ?? formulas] as const;
      });
      return [unitId, Object.fromEntries(inSheets)] as const;
    });
    return Object.fromEntries(units) as IFormulaData;
  }
}

function forEachFormula(
  formulas: unknown,
  visit: (row: number, column: number, item: IFormulaDataItem) => void,
): void {
  new ObjectMatrix<IFormulaDataItem | null>(formulas as never).forValue((row, column, item) => {
    if (item !== null && item !== undefined) visit(row, column, item);
  });
}
