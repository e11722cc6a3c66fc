import {
  Button,
  Field,
  SearchBox,
  Subtitle1,
  Tab,
  TabList,
  makeStyles,
  typographyStyles,
} from "@fluentui/react-components";
import { AddRegular, ChevronLeftRegular } from "@fluentui/react-icons";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { latest } from "../shell/latest";
import { usePageStyles } from "../shell/page-styles";
import { usePane, useSelectedCustomer } from "../shell/pane-context";
import { useText } from "../shell/text";
import { CustomerForm, type CustomerDraft } from "./customer-form";
import { CustomerList } from "./customer-list";
import { useCustomerPages } from "./customer-pages";
import { useDueFollowUps } from "./due-follow-ups";
import { DueList } from "./due-list";
import { useKeptDrafts } from "./kept-drafts";
import { ScoresTab } from "./scores-tab";
import { TimelineTab, type InteractionDraft } from "./timeline-tab";
import { ValueTab } from "./value-tab";

const useStyles = makeStyles({
  view: { height: "100%", display: "flex", flexDirection: "column", boxSizing: "border-box" },
  top: { padding: "8px 12px", display: "flex", flexDirection: "column", gap: "8px" },
  title: { display: "flex", flexWrap: "wrap", justifyContent: "space-between", gap: "8px" },
  search: { width: "100%", maxWidth: "none" },
  detail: {
    padding: "8px 12px 0",
    scrollPaddingBottom: "64px", // keeps the focused element above the row of buttons
    overflowY: "auto",
    flexGrow: 1,
    minHeight: 0,
    "& > *": { maxWidth: "760px" },
  },
  name: { ...typographyStyles.subtitle1, margin: 0, overflowWrap: "anywhere", outline: "none" },
  hidden: { display: "none" },
});

const detailTabs = ["details", "timeline", "scores", "value"] as const;
type DetailTab = (typeof detailTabs)[number];
type Shown = "list" | "due" | "new" | "one";

/** Finds, adds and edits customers. Unsaved input is kept while the view is hidden. */
export function CustomersView(): ReactElement | null {
  const text = useText();
  const { t } = text;
  const { workbook, store, selected, select, notify, attempt, show, asked } = usePane();
  const styles = useStyles();
  const page = usePageStyles();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState<Shown>(selected === undefined ? "list" : "one");
  const [tab, setTab] = useState<DetailTab>("details");
  const found = useCustomerPages(query);
  const due = useDueFollowUps();
  const drafts = useKeptDrafts<CustomerDraft>();
  const interactions = useKeptDrafts<InteractionDraft>();
  const customer = useSelectedCustomer();
  const list = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  // Creates the empty form on first use, so that the list does not wait for its fields.
  const formWanted = useRef(false);
  if (open === "new") formWanted.current = true;
  // What gets the focus after the next render; changes from the sheet do not move it.
  const focusNext = useRef<"list" | "title" | undefined>(undefined);
  // The lookup of a selected row does not replace a later choice.
  const [begin] = useState(latest);

  function go(to: Shown): void {
    focusNext.current = to === "list" || to === "due" ? "list" : "title";
    setOpen(to);
  }
  function choose(id: string, to: DetailTab): void {
    begin();
    select(id);
    setTab(to);
    go("one");
  }

  useEffect(() => {
    const target = focusNext.current === "list" ? list.current : title.current;
    if (focusNext.current === undefined || target === null) return;
    focusNext.current = undefined;
    target.focus();
  });

  useEffect(
    () =>
      workbook.onSelectionChange((area) => {
        void attempt(async () => {
          const isLatest = begin();
          const there = await store.customerAt(area);
          if (there === undefined || !isLatest()) return;
          select(there.id);
          // Keeps the form for a new customer open: it may be half filled.
          setOpen((before) => (before === "new" ? before : "one"));
        });
      }),
    // A change of the texts does not require a new subscription.
    [workbook, store, select],
  );

  useEffect(() => {
    if (asked?.task === "newCustomer") go("new");
    else if (asked?.task === "showCustomer") void showSelected("details");
    else if (asked?.task === "newInteraction") void showSelected("timeline");
    // Runs for each new task only, not when other values change.
  }, [asked]);

  /** Shows the customer whose row is selected in the sheet. */
  const showSelected = (to: DetailTab): Promise<boolean> =>
    attempt(async () => {
      const area = await workbook.selection();
      const there = area && (await store.customerAt(area));
      if (there === undefined) notify({ intent: "info", text: t("noCustomerInRow") });
      else choose(there.id, to);
    });

  const jump = (id: string): Promise<boolean> =>
    attempt(async () => {
      const row = await store.areaOf(id);
      if (row === undefined) notify({ intent: "warning", text: t("noRow") });
      else await workbook.select(row);
    });

  const listing = open === "list" || open === "due";
  return (
    <div
      className={styles.view}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || open === "list" || event.defaultPrevented) return;
        event.preventDefault();
        go("list");
      }}
    >
      <div className={listing ? styles.top : styles.hidden}>
        <div className={styles.title}>
          <Subtitle1 as="h1" style={{ margin: 0 }}>
            {t(open === "due" ? "followUpsTitle" : "view_customers")}
          </Subtitle1>
          <Button appearance="primary" icon={<AddRegular />} onClick={() => go("new")}>
            {t("newCustomer")}
          </Button>
        </div>
        <Field label={t("searchCustomers")}>
          <SearchBox
            className={styles.search}
            value={query}
            placeholder={t("searchHint")}
            onChange={(_, data) => {
              setQuery(data.value);
              setOpen("list");
            }}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown" && open === "list") {
                event.preventDefault();
                list.current?.focus();
              } else if (event.key === "Enter" && open === "list") {
                const first = found.at(0);
                if (first !== undefined) choose(first.id, "details");
              }
            }}
            dismiss={{ "aria-label": t("clearSearch") }}
          />
        </Field>
        <div className={page.actions}>
          {open === "due" && (
            <Button size="small" icon={<ChevronLeftRegular />} onClick={() => go("list")}>
              {t("backToList")}
            </Button>
          )}
          {due.total > 0 && open !== "due" && (
            <Button size="small" onClick={() => go("due")}>
              {t("followUpsDue", { count: due.total })}
            </Button>
          )}
          <span role="status" className={page.muted}>
            {found.error !== undefined
              ? text.error(found.error)
              : open === "due"
                ? t("followUpsDue", { count: due.total })
                : found.total !== undefined && t("customersFound", { count: found.total })}
          </span>
        </div>
      </div>
      {open === "list" && found.total === 0 && query.trim() !== "" && (
        <p className={styles.top}>{t("nobodyFound")}</p>
      )}
      {open === "list" && found.total === 0 && query.trim() === "" && (
        <div className={styles.top}>
          <span>{t("nobodyYet")}</span>
          <div>
            <Button appearance="primary" onClick={() => show("data")}>
              {t("openMyTable")}
            </Button>
          </div>
        </div>
      )}
      {open === "list" && (
        <CustomerList
          ref={list}
          query={query}
          customers={found}
          selected={selected}
          onChoose={(id) => choose(id, "details")}
        />
      )}
      {open === "due" && <DueList ref={list} due={due} onChoose={(id) => choose(id, "timeline")} />}
      {!listing && (
        <div className={styles.top}>
          <div className={page.actions}>
            <Button size="small" icon={<ChevronLeftRegular />} onClick={() => go("list")}>
              {t("backToList")}
            </Button>
            {open === "one" && customer && (
              <Button size="small" onClick={() => void jump(customer.id)}>
                {t("showRow")}
              </Button>
            )}
          </div>
          <h1 ref={title} tabIndex={-1} className={styles.name}>
            {open === "new" ? t("newCustomer") : (customer?.name ?? t("customerGone"))}
          </h1>
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
      {formWanted.current && (
        <div className={open === "new" ? styles.detail : styles.hidden}>
          <CustomerForm onSaved={(id) => choose(id, "details")} onOpen={(id) => choose(id, "details")} />
        </div>
      )}
      {open === "one" && customer && (
        <div className={styles.detail}>
          <div className={tab === "details" ? undefined : styles.hidden}>
            <CustomerForm
              key={customer.id}
              customer={customer}
              drafts={drafts}
              onRemoved={() => go("list")}
            />
          </div>
          {tab === "timeline" && <TimelineTab key={customer.id} customer={customer} drafts={interactions} />}
          {tab === "scores" && <ScoresTab customer={customer} />}
          {tab === "value" && <ValueTab customer={customer} />}
        </div>
      )}
    </div>
  );
}
