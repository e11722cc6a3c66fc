import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Subtitle1,
  Subtitle2,
} from "@fluentui/react-components";
import { useState, type ReactElement } from "react";
import { csvOf, customerTable, interactionTable, personData, personTable } from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useSelectedCustomer, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { ColumnsSection } from "./columns-section";
import { DuplicatesSection } from "./duplicates-section";
import { download, fileNameOf } from "./download";
import { ImportSection } from "./import-section";

/** Import, export, and what the law wants for one person: their data handed out, or erased with a log. */
export function DataView(): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { store, workbook, notify, select, show, today } = usePane();
  const page = usePageStyles();
  const version = useStoreVersion();
  const customer = useSelectedCustomer();
  const [asking, setAsking] = useState(false);
  const log = useLoaded(() => store.erasures(), [store, version]);
  const host = useLoaded(() => workbook.capabilities(), [workbook]);

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      notify({ intent: "error", text: text.error(error) });
    }
  }
  const exportCustomers = () =>
    attempt(async () => {
      const { items } = await store.list();
      download("customers.csv", csvOf(customerTable(items, language)), "text/csv");
    });
  const exportInteractions = () =>
    attempt(async () => {
      const { items } = await store.listInteractions();
      download("interactions.csv", csvOf(interactionTable(items, language)), "text/csv");
    });
  const exportWorkbook = () =>
    attempt(async () => {
      const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      download("customers.xlsx", await workbook.exportFile(), type);
    });
  const exportPerson = () =>
    attempt(async () => {
      const data = customer && (await personData(store, customer.id));
      if (data === undefined) return;
      download(`${fileNameOf(data.customer.name)}.csv`, csvOf(personTable(data, language)), "text/csv");
    });
  const erase = () =>
    attempt(async () => {
      if (customer === undefined) return;
      setAsking(false);
      const { interactions } = await store.erase(customer.id, today());
      select(undefined);
      notify({ intent: "success", text: t("erased", { count: interactions }) });
    });

  return (
    <div className={page.page}>
      <Subtitle1 as="h1">{t("dataTitle")}</Subtitle1>
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
            <>
              <Button onClick={() => void exportPerson()}>{t("exportPerson")}</Button>
              <Button onClick={() => setAsking(true)}>{t("erasePerson")}</Button>
            </>
          )}
        </div>
        <Dialog
          open={asking && customer !== undefined}
          onOpenChange={(_, data) => setAsking(data.open)}
          modalType="alert"
        >
          <DialogSurface aria-describedby={undefined}>
            <DialogBody>
              <DialogTitle>{t("eraseSure", { name: customer?.name ?? "" })}</DialogTitle>
              <DialogContent>{t("eraseAbout")}</DialogContent>
              <DialogActions>
                <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
                <Button appearance="primary" onClick={() => void erase()}>
                  {t("eraseForGood")}
                </Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
        {(log.value?.length ?? 0) > 0 && (
          <div className={page.scroll} tabIndex={0} role="region" aria-label={t("erasureLog")}>
            <table className={page.table}>
              <caption>{t("erasureLog")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("erasedOn")}</th>
                  <th scope="col">{t("idHash")}</th>
                  <th scope="col">{t("interactions")}</th>
                </tr>
              </thead>
              <tbody>
                {log.value?.map((each) => (
                  <tr key={`${each.date}/${each.idHash}`}>
                    <td>{text.date(each.date)}</td>
                    <td>{each.idHash.slice(0, 12)}…</td>
                    <td className={page.numeric}>{each.interactions}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </div>
  );
}
