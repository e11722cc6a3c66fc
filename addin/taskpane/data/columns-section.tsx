import { Field, Link, Select, Subtitle2 } from "@fluentui/react-components";
import { useState, type ReactElement } from "react";
import {
  columnsOf,
  fieldsOf,
  messageOf,
  positionOf,
  tableNameOf,
  tableNames,
  type RowProblem,
} from "@crm-functions/core";
import { areaAddress } from "../../workbook/file/address";
import type { StoreMapping } from "../../workbook/store/workbook-store";
import { findTable } from "../../workbook/store/tables";
import type { TableInfo } from "../../workbook/workbook";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { useTableVersion } from "../weights/use-table-version";

type Kind = keyof StoreMapping;
const kinds = { customers: "customer", interactions: "interaction" } as const;

/** Most cells that are listed. */
const listed = 100;

/** Which column of the sheet keeps what, for headers that say it in other words; and cells nobody can make sense of. */
export function ColumnsSection(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { store, workbook, did, attempt } = usePane();
  const page = usePageStyles();
  const [kind, setKind] = useState<Kind>("customers");
  const [changes, setChanges] = useState(0);
  const version = useStoreVersion();
  const customersVersion = useTableVersion(tableNames.customers);
  const interactionsVersion = useTableVersion(tableNames.interactions);
  const { value: tables } = useLoaded(
    () => workbook.tables(),
    [workbook, version, customersVersion, interactionsVersion, changes],
  );
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
        <div className={page.scroll} tabIndex={0} role="region" aria-label={t("unreadCells")}>
          <table className={page.table}>
            <caption style={{ textAlign: "start" }}>{t("unreadCells")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("cell")}</th>
                <th scope="col">{t("problem")}</th>
              </tr>
            </thead>
            <tbody>
              {problems.slice(0, listed).map((each, i) => (
                <tr key={i}>
                  <th scope="row">
                    <ProblemPlace problem={each} tables={tables} />
                  </th>
                  <td>
                    {text.list([tableNameOf[each.table], each.header].filter(Boolean))}
                    {t("colon")}
                    {messageOf(each.message, each.parameters, language)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {problems.length > listed && <span>{t("moreRows", { count: problems.length - listed })}</span>}
        </div>
      )}
      <Field label={t("tableOfSheet")}>
        <Select value={kind} onChange={(_, data) => setKind(data.value as Kind)}>
          <option value="customers">{t("table_customers")}</option>
          <option value="interactions">{t("table_interactions")}</option>
        </Select>
      </Field>
      {tables && table === undefined && <span>{t("noTableYet")}</span>}
      {table && (
        <details>
          <summary>{t("columnsChoose")}</summary>
          <div className={page.twoColumns} style={{ marginTop: "8px" }}>
            {fieldsOf[kinds[kind]].map((field) => {
              const own = table.headers[positionOf(columnsOf(table.headers, kinds[kind]).uses, field.name)];
              return (
                <Field key={field.name} label={field.header[language]}>
                  <Select
                    value={mapping[kind]?.[field.name] ?? ""}
                    onChange={(_, data) => void map(field.name, data.value)}
                  >
                    <option value="">
                      {own === undefined ? t("noColumn") : t("columnByHeader", { header: own })}
                    </option>
                    {table.headers
                      .filter((header) => header !== "" && header !== own)
                      .map((header) => (
                        <option key={header} value={header}>
                          {header}
                        </option>
                      ))}
                  </Select>
                </Field>
              );
            })}
          </div>
        </details>
      )}
    </section>
  );
}

/** Where a problem is, by its address, which leads there. */
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
