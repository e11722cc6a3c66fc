import { Button, Subtitle1, Subtitle2 } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { customerTable, interactionTable, personData, personTable } from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useSelectedCustomer } from "../shell/pane-context";
import { useText } from "../shell/text";
import { ColumnsSection } from "./columns-section";
import { DuplicatesSection } from "./duplicates-section";
import { useDeliver } from "./deliver";
import { fileNameOf } from "./download";
import { EraseSection } from "./erase-section";
import { ImportSection } from "./import-section";

/** Import, export, and the legal rights of one person: a copy of their data, or erasure with a log. */
export function DataView(): ReactElement | null {
  const { t, language } = useText();
  const { store, workbook, show } = usePane();
  const page = usePageStyles();
  const deliver = useDeliver();
  const customer = useSelectedCustomer();
  const host = useLoaded(() => workbook.capabilities(), [workbook]);

  const exportCustomers = () =>
    deliver(async () => {
      const { items } = await store.list();
      return { name: "customers.csv", rows: (forCsv) => customerTable(items, language, forCsv) };
    });
  const exportInteractions = () =>
    deliver(async () => {
      const { items } = await store.listInteractions();
      return { name: "interactions.csv", rows: interactionTable(items, language) };
    });
  const exportWorkbook = () =>
    deliver(async () => ({ name: "customers.xlsx", xlsx: await workbook.exportFile() }));
  const exportPerson = () =>
    deliver(async () => {
      const data = customer && (await personData(store, customer.id));
      return data && { name: `${fileNameOf(data.customer.name)}.csv`, rows: personTable(data, language) };
    });
  return (
    <div className={page.page}>
      <Subtitle1 as="h1">{t("view_data")}</Subtitle1>
      <ImportSection />
      <ColumnsSection />
      <DuplicatesSection />
      <section className={page.page} style={{ padding: 0 }} aria-label={t("exportTitle")}>
        <Subtitle2 as="h2">{t("exportTitle")}</Subtitle2>
        <div className={page.actions}>
          <Button onClick={() => void exportCustomers()}>{t("exportCustomers")}</Button>
          <Button onClick={() => void exportInteractions()}>{t("exportInteractions")}</Button>
          {host.value?.canExport && (
            <Button onClick={() => void exportWorkbook()}>{t("exportWorkbook")}</Button>
          )}
        </div>
      </section>
      <section className={page.page} style={{ padding: 0 }} aria-label={t("personTitle")}>
        <Subtitle2 as="h2">{t("personTitle")}</Subtitle2>
        <span>{customer ? t("personChosen", { name: customer.name }) : t("choosePerson")}</span>
        <div className={page.actions}>
          {customer === undefined ? (
            <Button onClick={() => show("customers")}>{t("goToCustomers")}</Button>
          ) : (
            <Button onClick={() => void exportPerson()}>{t("exportPerson")}</Button>
          )}
        </div>
        <EraseSection customer={customer} />
      </section>
    </div>
  );
}
