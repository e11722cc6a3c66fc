import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import type { ReactElement } from "react";
import type { Customer } from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { readWeights } from "../../workbook/store/weights";
import { customerScores, meanOf, scoredAnalyses, scoresOf } from "./customer-scores";
import { useTableVersion } from "../weights/use-table-version";

/** The five scores and the gap of a customer, the parts that make them, and the mean of the segment beside. */
export function ScoresTab({ customer }: { customer: Customer }): ReactElement | null {
  const text = useText();
  const { t, number } = text;
  const { store, workbook } = usePane();
  const page = usePageStyles();
  const version = useStoreVersion();
  const tableVersion = useTableVersion("Weights");
  const loaded = useLoaded(async () => {
    const criteria = await readWeights(workbook);
    const segment = await store.list(customer.segment === "" ? {} : { segment: customer.segment });
    return {
      scores: customerScores(customer, criteria),
      means: scoredAnalyses.map((analysis) => meanOf(scoresOf(segment.items, analysis, criteria))),
    };
  }, [workbook, store, customer, version, tableVersion]);
  if (loaded.error !== undefined) return <span role="alert">{text.error(loaded.error)}</span>;
  if (loaded.value === undefined) return <span role="status">{t("loading")}</span>;
  const { scores, means } = loaded.value;
  if (scores.every((each) => each.parts.length === 0)) return <span>{t("noWeights")}</span>;
  return (
    <div className={page.page} style={{ padding: 0 }}>
      <table className={page.table}>
        <caption className={page.muted}>
          {customer.segment === "" ? t("besideAll") : t("besideSegment", { segment: customer.segment })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("analysis")}</th>
            <th scope="col" data-numeric>
              {t("score")}
            </th>
            <th scope="col" data-numeric>
              {t("mean")}
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.map((each, i) => (
            <tr key={each.analysis}>
              <th scope="row">{t(`scored_${each.analysis}`)}</th>
              <td data-numeric data-score={each.analysis}>
                {number(each.score)}
              </td>
              <td data-numeric>
                {number(means[i].mean)} {means[i].count > 0 && <span>({number(means[i].count)})</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Accordion multiple collapsible>
        {scores
          .filter((each) => each.parts.length > 0)
          .map((each) => (
            <AccordionItem key={each.analysis} value={each.analysis}>
              <AccordionHeader size="small">
                {t("partsOf", { what: t(`scored_${each.analysis}`) })}
              </AccordionHeader>
              <AccordionPanel>
                <table className={page.table}>
                  <thead>
                    <tr>
                      <th scope="col">{t("criterion")}</th>
                      <th scope="col" data-numeric>
                        {t("weight")}
                      </th>
                      <th scope="col" data-numeric>
                        {each.analysis === "gap" ? t("difference") : t("rating")}
                      </th>
                      <th scope="col" data-numeric>
                        {t("part")}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {each.parts.map((part) => (
                      <tr key={part.criterion}>
                        <th scope="row">{part.criterion}</th>
                        <td data-numeric>{number(part.weight, 3)}</td>
                        <td data-numeric>{number(part.rating)}</td>
                        <td data-numeric>{number(part.part)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </AccordionPanel>
            </AccordionItem>
          ))}
      </Accordion>
      {scores.some((each) => each.parts.length > 0 && Number.isNaN(each.score)) && (
        <span className={page.muted}>{t("missingRatings")}</span>
      )}
    </div>
  );
}
