import { Link, Subtitle2 } from "@fluentui/react-components";
import { useState, type ReactElement } from "react";
import {
  columnsOf,
  fieldsOf,
  messageOf,
  positionOf,
  tableNameOf,
  type RowProblem,
} from "@crm-functions/core";
import { areaAddress } from "../../workbook/file/address";
import type { StoreMapping } from "../../workbook/store/workbook-store";
import { findTable } from "../../workbook/store/tables";
import type { TableInfo } from "../../workbook/workbook";
import { Choice } from "../shell/choice";
import { DataTable } from "../shell/data-table";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { useTableVersion } from "../shell/use-table-version";

type Kind = keyof StoreMapping;
const kinds = { customers: "customer", interactions: "interaction" } as const;

/** Maximum number of cells listed. */
const listed = 100;

/** Maps the sheet's columns to fields if their headers are not recognised, and lists the cells that cannot be read. */
export function ColumnsSection(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { store, workbook, did, attempt } = usePane();
  const page = usePageStyles();
  const [kind, setKind] = useState<Kind>("customers");
  const [changes, setChanges] = useState(0);
  const version = useStoreVersion();
  const tableVersion = useTableVersion(tableNameOf.customer, tableNameOf.interaction);
  const { value: tables } = useLoaded(() => workbook.tables(), [workbook, version, tableVersion, changes]);
  const table = tables && findTable(tables, kinds[kind])?.info;
  const problems = store.problems();
  const mapping = store.mapping();

  async function map(field: string, header: string): Promise<void> {
    const { [field]: _, ...others } = mapping[kind] ?? {};
    const next = { ...mapping, [kind]: header === "" ? others : { ...others, [field]: header } };
    const set = async (wanted: StoreMapping): Promise<void> => {
      await store.setMapping(wanted);
      setChanges((count) => count + 1);
    };
    await attempt(async () => {
      await set(next);
      did({ label: t("columnsChanged"), undo: () => set(mapping) });
    });
  }

  return (
    <section className={page.page} style={{ padding: 0 }} aria-label={t("columnsTitle")}>
      <Subtitle2 as="h2">{t("columnsTitle")}</Subtitle2>
      <span>{t("columnsAbout")}</span>
      {problems.length > 0 && (
        <DataTable
          region={t("unreadCells")}
          caption={t("unreadCells")}
          columns={[t("cell"), t("problem")]}
          limit={listed}
          rows={problems.map((each) => [
            <ProblemPlace problem={each} tables={tables} />,
            text.list([tableNameOf[each.table], each.header].filter(Boolean)) +
              t("colon") +
              messageOf(each.message, each.parameters, language),
          ])}
        />
      )}
      <Choice
        label={t("tableOfSheet")}
        value={kind}
        options={(["customers", "interactions"] as const).map((each) => [each, t(`table_${each}`)])}
        onChoose={setKind}
      />
      {tables && table === undefined && <span>{t("noTableYet")}</span>}
      {table && (
        <details>
          <summary>{t("columnsChoose")}</summary>
          <div className={page.twoColumns} style={{ marginTop: "8px" }}>
            {fieldsOf[kinds[kind]].map((field) => {
              const own = table.headers[positionOf(columnsOf(table.headers, kinds[kind]).uses, field.name)];
              const byHeader = own === undefined ? t("noColumn") : t("columnByHeader", { header: own });
              const others = table.headers.filter((header) => header !== "" && header !== own);
              return (
                <Choice
                  key={field.name}
                  label={field.header[language]}
                  value={mapping[kind]?.[field.name] ?? ""}
                  options={[["", byHeader], ...others]}
                  onChoose={(header) => void map(field.name, header)}
                />
              );
            })}
          </div>
        </details>
      )}
    </section>
  );
}

/** The address of a problem's cell, as a link to it. */
function ProblemPlace({
  problem,
  tables,
}: {
  problem: RowProblem;
  tables: readonly TableInfo[] | undefined;
}): ReactElement {
  const { t } = useText();
  const { workbook, attempt } = usePane();
  const kind = problem.table === "interaction" ? "interaction" : "customer";
  const table = tables && findTable(tables, kind)?.info;
  const column = table?.headers.indexOf(problem.header) ?? -1;
  if (table === undefined || column < 0) return <>{problem.row}</>;
  const area = {
    ...table.area,
    row: problem.row - 1,
    column: table.area.column + column,
    rows: 1,
    columns: 1,
  };
  const cell = areaAddress(area.row, area.column, 1, 1);
  return (
    <Link
      as="button"
      aria-label={t("showCell", { cell })}
      onClick={() => void attempt(() => workbook.select(area))}
    >
      {cell}
    </Link>
  );
}
