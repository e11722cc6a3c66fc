import {
  Button,
  Field,
  SearchBox,
  Subtitle1,
  Tab,
  TabList,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useEffect, useState, type ReactElement } from "react";
import { fieldOfHeader, customerFields, tableNames, type Customer } from "@crm-functions/core";
import type { Area, Workbook } from "../../workbook/workbook";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useSelectedCustomer, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { CustomerForm } from "./customer-form";
import { CustomerList } from "./customer-list";
import { ScoresTab } from "./scores-tab";
import { TimelineTab } from "./timeline-tab";

const useStyles = makeStyles({
  view: { height: "100%", display: "flex", flexDirection: "column", boxSizing: "border-box" },
  top: { padding: "8px 12px", display: "flex", flexDirection: "column", gap: "8px" },
  search: { width: "100%", maxWidth: "none" },
  detail: { padding: "8px 12px", overflowY: "auto", flexGrow: 1, minHeight: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere" },
  hidden: { display: "none" },
});

type DetailTab = "details" | "timeline" | "scores";
const detailTabs: readonly DetailTab[] = ["details", "timeline", "scores"];

/** Find, enter and keep customers. The form is kept while hidden, so a half-filled one is never lost. */
export function CustomersView(): ReactElement | null {
  const text = useText();
  const { t } = text;
  const { store, workbook, selected, select, notify } = usePane();
  const version = useStoreVersion();
  const styles = useStyles();
  const page = usePageStyles();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState<"list" | "new" | "one">(selected === undefined ? "list" : "one");
  const [tab, setTab] = useState<DetailTab>("details");
  const found = useLoaded(() => store.search(query, { order: "name" }), [store, query, version]);
  const customer = useSelectedCustomer();

  useEffect(
    () =>
      workbook.onSelectionChange((area) => {
        customerAt(workbook, area).then(
          (id) => {
            if (id === undefined) return;
            select(id);
            // A form for somebody new may be half filled: stay there.
            setOpen((before) => (before === "new" ? before : "one"));
          },
          (error: unknown) => notify({ intent: "error", text: text.error(error) }),
        );
      }),
    // The texts may change without subscribing anew.
    [workbook, select],
  );

  async function jump(id: string): Promise<void> {
    try {
      if (!(await selectRowOf(workbook, id))) notify({ intent: "warning", text: t("noRow") });
    } catch (error) {
      notify({ intent: "error", text: text.error(error) });
    }
  }

  const items = found.value?.items ?? [];
  return (
    <div className={styles.view}>
      <div
        className={styles.top}
        hidden={open !== "list"}
        style={open === "list" ? undefined : { display: "none" }}
      >
        <Subtitle1 as="h1" style={{ margin: 0 }}>
          {t("view_customers")}
        </Subtitle1>
        <Field label={t("searchCustomers")}>
          <SearchBox
            className={styles.search}
            value={query}
            placeholder={t("searchHint")}
            onChange={(_, data) => setQuery(data.value)}
            dismiss={{ "aria-label": t("clearSearch") }}
          />
        </Field>
        <div className={page.actions}>
          <Button appearance="primary" size="small" onClick={() => setOpen("new")}>
            {t("newCustomer")}
          </Button>
          <span role="status" className={page.muted}>
            {found.error !== undefined
              ? text.error(found.error)
              : found.value && t("customersFound", { count: found.value.total })}
          </span>
        </div>
      </div>
      {open === "list" && (
        <CustomerList
          customers={items as readonly Customer[]}
          selected={selected}
          onChoose={(id) => {
            select(id);
            setOpen("one");
            setTab("details");
          }}
        />
      )}
      {open !== "list" && (
        <div className={styles.top}>
          <div className={page.actions}>
            <Button size="small" onClick={() => setOpen("list")}>
              {t("backToList")}
            </Button>
            {open === "one" && customer && (
              <Button size="small" onClick={() => void jump(customer.id)}>
                {t("showRow")}
              </Button>
            )}
          </div>
          <span className={styles.name} role="heading" aria-level={1}>
            {open === "new" ? t("newCustomer") : (customer?.name ?? t("customerGone"))}
          </span>
          {open === "one" && customer && (
            <TabList
              size="small"
              selectedValue={tab}
              onTabSelect={(_, data) => setTab(data.value as DetailTab)}
              aria-label={t("customerTabs")}
            >
              {detailTabs.map((one) => (
                <Tab key={one} value={one}>
                  {t(`tab_${one}`)}
                </Tab>
              ))}
            </TabList>
          )}
        </div>
      )}
      <div className={open === "new" ? styles.detail : styles.hidden}>
        <CustomerForm
          onSaved={(id) => {
            select(id);
            setTab("details");
            setOpen("one");
          }}
        />
      </div>
      {open === "one" && customer && (
        <div className={styles.detail}>
          <div className={tab === "details" ? undefined : styles.hidden}>
            <CustomerForm key={customer.id} customer={customer} onRemoved={() => setOpen("list")} />
          </div>
          {tab === "timeline" && <TimelineTab customer={customer} />}
          {tab === "scores" && <ScoresTab customer={customer} />}
        </div>
      )}
    </div>
  );
}

async function customersTable(workbook: Workbook) {
  const table = (await workbook.tables()).find((each) => each.name === tableNames.customers);
  const idColumn = table?.headers.findIndex((header) => fieldOfHeader(header, customerFields) === "id") ?? -1;
  return table === undefined || idColumn < 0 ? undefined : { table, idColumn };
}

/** The id in the row of the `Customers` table that `area` starts in. */
async function customerAt(workbook: Workbook, area: Area): Promise<string | undefined> {
  const found = await customersTable(workbook);
  if (found === undefined || found.table.area.sheet !== area.sheet) return undefined;
  const { table, idColumn } = found;
  const inside =
    area.row > table.area.row &&
    area.row <= table.area.row + table.rowCount &&
    area.column >= table.area.column &&
    area.column < table.area.column + table.area.columns;
  if (!inside) return undefined;
  const cell = {
    sheet: area.sheet,
    row: area.row,
    column: table.area.column + idColumn,
    rows: 1,
    columns: 1,
  };
  const value = (await workbook.read([cell]))[0][0][0];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Selects the row of a customer in the sheet; false where it has none. */
async function selectRowOf(workbook: Workbook, id: string): Promise<boolean> {
  const found = await customersTable(workbook);
  if (found === undefined) return false;
  const { table, idColumn } = found;
  const row = (await workbook.readTable(table.name, [idColumn])).findIndex(([cell]) => String(cell) === id);
  if (row < 0) return false;
  await workbook.select({ ...table.area, row: table.area.row + 1 + row, rows: 1 });
  return true;
}
