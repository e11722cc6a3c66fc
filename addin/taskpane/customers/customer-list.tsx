import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, useRef, useState } from "react";
import type { KeyboardEvent, ReactElement, Ref } from "react";
import { customerKindLabels, formatPhone } from "@crm-functions/core";
import { useText } from "../shell/text";
import type { CustomerPages } from "./customer-pages";

const rowHeight = 52;

const useStyles = makeStyles({
  list: {
    flexGrow: 1,
    minHeight: "160px",
    overflowY: "auto",
    outlineOffset: "-2px",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    ":focus-visible [data-active]": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
  row: {
    position: "absolute",
    left: 0,
    right: 0,
    height: `${rowHeight}px`,
    padding: "6px 12px",
    boxSizing: "border-box",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    cursor: "pointer",
    borderLeft: "4px solid transparent",
    // With forced colours a transparent border is drawn, and every row would look selected.
    "@media (forced-colors: active)": { borderLeftColor: "Canvas" },
    ":hover": {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      color: tokens.colorNeutralForeground1Hover,
    },
    ":hover *": { color: "inherit" },
  },
  // A bar instead of a background, so that text stays readable in every theme and with forced colours.
  selected: {
    borderLeftColor: tokens.colorCompoundBrandStroke,
    "@media (forced-colors: active)": { borderLeftColor: "Highlight" },
  },
  line: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  name: { fontWeight: tokens.fontWeightSemibold },
  more: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/**
 * A list of any length that renders only the rows in view. It has one tab stop; arrows, Page Up and Down, Home and End
 * move, Enter opens. Names come from the workbook and are rendered as text.
 */
export function CustomerList({
  customers,
  query,
  selected,
  onChoose,
  ref,
}: {
  customers: CustomerPages;
  /** The search that the list shows; a new search scrolls to the top. */
  query: string;
  selected: string | undefined;
  onChoose: (id: string) => void;
  ref: Ref<HTMLDivElement | null>;
}): ReactElement | null {
  const { t, language } = useText();
  const styles = useStyles();
  const scroll = useRef<HTMLDivElement>(null);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => scroll.current);
  const [active, setActive] = useState(0);
  const total = customers.total ?? 0;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 320, height: 480 },
  });
  const last = total - 1;
  useEffect(() => {
    setActive(0);
    if (scroll.current !== null) scroll.current.scrollTop = 0;
  }, [query]);
  useEffect(() => setActive((before) => Math.max(0, Math.min(before, last))), [last]);

  function move(event: KeyboardEvent): void {
    const page = 8;
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: last,
    };
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const customer = customers.at(active);
      if (customer) onChoose(customer.id);
      return;
    }
    if (!(event.key in steps) || last < 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(last, steps[event.key]));
    setActive(next);
    rows.scrollToIndex(next);
  }

  const visible = rows.getVirtualItems();
  const { need } = customers;
  const firstShown = visible[0]?.index ?? 0;
  const lastShown = visible.at(-1)?.index ?? 0;
  useEffect(() => need(firstShown, lastShown), [need, firstShown, lastShown]);
  const activeShown = visible.some((item) => item.index === active);
  return (
    <div
      ref={scroll}
      className={styles.list}
      role="listbox"
      aria-label={t("view_customers")}
      tabIndex={0}
      aria-activedescendant={activeShown ? `customer-option-${active}` : undefined}
      onKeyDown={move}
    >
      <div role="presentation" style={{ height: rows.getTotalSize(), position: "relative" }}>
        {visible.map((item) => {
          const customer = customers.at(item.index);
          if (customer === undefined) return null;
          return (
            <div
              key={customer.id}
              id={`customer-option-${item.index}`}
              role="option"
              aria-selected={customer.id === selected}
              aria-setsize={total}
              aria-posinset={item.index + 1}
              data-active={item.index === active ? "" : undefined}
              className={mergeClasses(styles.row, customer.id === selected && styles.selected)}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => {
                setActive(item.index);
                onChoose(customer.id);
              }}
            >
              <div className={mergeClasses(styles.line, styles.name)}>{customer.name}</div>
              <div className={mergeClasses(styles.line, styles.more)}>
                {[
                  customer.kind === "partner" ? customerKindLabels.partner[language] : "",
                  customer.company,
                  formatPhone(customer.phone),
                  customer.email,
                ]
                  .filter((part) => part !== "")
                  .join(" · ")}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
