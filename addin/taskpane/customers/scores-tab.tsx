import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import type { ReactElement } from "react";
import {
  analysesOf,
  customerScores,
  meanOf,
  scoreNames,
  scoresNamed,
  type Customer,
} from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { readWeights } from "../../workbook/store/weights";
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
    const [weights, { items: customers }] = await Promise.all([readWeights(workbook), store.list()]);
    const analyses = analysesOf({ customers, interactions: [], weights });
    const isBeside = (other: Customer) => customer.segment === "" || other.segment === customer.segment;
    return {
      scores: customerScores(
        analyses,
        customers.findIndex(({ id }) => id === customer.id),
      ),
      means: scoreNames.map((name) => {
        const scores = scoresNamed(analyses, name) ?? new Float64Array(customers.length).fill(NaN);
        return meanOf(scores.filter((_, i) => isBeside(customers[i])));
      }),
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
            <tr key={each.name}>
              <th scope="row">{t(`scored_${each.name}`)}</th>
              <td data-numeric data-score={each.name}>
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
            <AccordionItem key={each.name} value={each.name}>
              <AccordionHeader size="small">
                {t("partsOf", { what: t(`scored_${each.name}`) })}
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
                        {each.name === "gap" ? t("difference") : t("rating")}
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
