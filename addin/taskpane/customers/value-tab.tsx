import { Checkbox, makeStyles, tokens } from "@fluentui/react-components";
import { useState, type ReactElement } from "react";
import { reportWords, type Customer } from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText, type TextKey } from "../shell/text";
import { purchaseValuesOf, readMarketingAmounts, writeMarketingAmounts } from "./purchase-values";

const useStyles = makeStyles({
  segment: { fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold },
  list: {
    display: "grid",
    gridTemplateColumns: "1fr auto",
    columnGap: "12px",
    rowGap: "6px",
    margin: 0,
    "& dt": { color: tokens.colorNeutralForeground2 },
    "& dd": { margin: 0, textAlign: "end", fontVariantNumeric: "tabular-nums" },
  },
});

/** With fewer repeat customers than this, the four parameters of the model are little more than a guess. */
const roughBelow = 30;

/** What the pane says about the segments of `rfmSegments`. */
const aboutSegments: Readonly<Record<string, TextKey>> = {
  New: "segment_new_about",
  "Potential loyalist": "segment_potential_about",
  Champions: "segment_champions_about",
  Promising: "segment_promising_about",
  Loyal: "segment_loyal_about",
  "About to sleep": "segment_sleepy_about",
  "Need attention": "segment_attention_about",
  Hibernating: "segment_hibernating_about",
  "At risk": "segment_risk_about",
  "Cannot lose": "segment_keep_about",
  Lost: "segment_lost_about",
};

/** The RFM segment of a customer, and the purchases and value expected of them. */
export function ValueTab({ customer }: { customer: Customer }): ReactElement | null {
  const text = useText();
  const { t, number } = text;
  const { workbook, store, today, attempt } = usePane();
  const [choices, setChoices] = useState(0);
  const version = useStoreVersion();
  const page = usePageStyles();
  const styles = useStyles();
  const day = today();
  const loaded = useLoaded(async () => {
    const marketing = await readMarketingAmounts(workbook);
    return { marketing, ...(await purchaseValuesOf(store, day, marketing)) };
  }, [workbook, store, day, version, choices]);
  if (loaded.error !== undefined) return <span role="alert">{text.error(loaded.error)}</span>;
  if (loaded.value === undefined) return <span role="status">{t("loading")}</span>;
  const { customers, repeatCustomers, noPurchaseForecast, noValueForecast, of } = loaded.value;
  const value = of(customer.id);
  const setCosts = (costs: boolean): Promise<boolean> =>
    attempt(async () => {
      await writeMarketingAmounts(workbook, costs ? "costs" : "purchases");
      setChoices((count) => count + 1);
    });
  const costs = loaded.value.marketing === "costs";
  const about = (
    <>
      <p className={page.muted}>{t(costs ? "purchasesWithoutMarketing" : "purchasesAbout")}</p>
      <Checkbox
        label={t("marketingCosts")}
        checked={costs}
        onChange={(_, data) => void setCosts(data.checked === true)}
      />
    </>
  );
  if (value === undefined) {
    return (
      <div className={page.page} style={{ padding: 0 }}>
        <p>{t("noPurchases", { name: customer.name })}</p>
        {about}
      </div>
    );
  }
  const aboutSegment = aboutSegments[value.segment];
  const percent = value.alive.toLocaleString(text.language, { style: "percent", maximumFractionDigits: 0 });
  return (
    <div className={page.page} style={{ padding: 0 }}>
      <section className={page.page} style={{ padding: 0, gap: "4px" }} aria-label={t("segment")}>
        <h2 className={page.small}>{t("segment")}</h2>
        <span className={styles.segment} data-segment={value.segment}>
          {reportWords(text.language).segments[value.segment] ?? value.segment}
        </span>
        {aboutSegment !== undefined && <span>{t(aboutSegment)}</span>}
        <span className={page.muted}>
          {t("segmentScores", {
            recency: value.recencyScore,
            frequency: value.frequencyScore,
            monetary: value.monetaryScore,
          })}
        </span>
      </section>
      <dl className={styles.list}>
        <dt>{t("lastPurchase")}</dt>
        <dd>{value.recency === 0 ? t("onThisDay") : t("daysAgo", { count: value.recency })}</dd>
        <dt>{t("purchaseDays")}</dt>
        <dd>{number(value.purchaseDays)}</dd>
        <dt>{t("purchaseTotal")}</dt>
        <dd>{number(value.total)}</dd>
      </dl>
      <section className={page.page} style={{ padding: 0 }} aria-label={t("forecastTitle")}>
        <h2 className={page.small}>{t("forecastTitle")}</h2>
        {noPurchaseForecast !== undefined ? (
          <span data-no-forecast="purchases">
            {t("noForecast", { reason: text.error(noPurchaseForecast) })}
          </span>
        ) : (
          <>
            <dl className={styles.list}>
              <dt>{t("stillCustomer")}</dt>
              <dd data-value="alive">{value.purchaseDays > 1 ? percent : t("notToldYet")}</dd>
              <dt>{t("expectedPurchases")}</dt>
              <dd data-value="purchases">{number(value.expectedPurchases, 1)}</dd>
              <dt>{t("expectedValue")}</dt>
              <dd data-value="value">{number(value.expectedValue, 0)}</dd>
            </dl>
            {noValueForecast !== undefined && (
              <span data-no-forecast="value">
                {t("noValueForecast", { reason: text.error(noValueForecast) })}
              </span>
            )}
            <span className={page.muted}>
              {t(repeatCustomers < roughBelow ? "forecastRough" : "forecastFrom", {
                customers,
                repeat: repeatCustomers,
              })}
            </span>
          </>
        )}
      </section>
      {about}
    </div>
  );
}
