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
import { DataTable } from "../shell/data-table";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { readWeights } from "../../workbook/store/weights";
import { useTableVersion } from "../shell/use-table-version";

const isNumber = (column: number): boolean => column > 0;

/** The five scores and the gap of a customer, with their parts and the mean of the customer's segment. */
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
      <DataTable
        caption={customer.segment === "" ? t("besideAll") : t("besideSegment", { segment: customer.segment })}
        columns={[t("analysis"), t("score"), t("mean")]}
        isNumber={isNumber}
        rows={scores.map(({ name, score }, i) => [
          t(`scored_${name}`),
          <span data-score={name}>{number(score)}</span>,
          `${number(means[i].mean)}${means[i].count > 0 ? ` (${number(means[i].count)})` : ""}`,
        ])}
      />
      <Accordion multiple collapsible>
        {scores
          .filter((each) => each.parts.length > 0)
          .map((each) => (
            <AccordionItem key={each.name} value={each.name}>
              <AccordionHeader size="small">
                {t("partsOf", { what: t(`scored_${each.name}`) })}
              </AccordionHeader>
              <AccordionPanel>
                <DataTable
                  columns={[
                    t("criterion"),
                    t("weight"),
                    each.name === "gap" ? t("difference") : t("rating"),
                    t("part"),
                  ]}
                  isNumber={isNumber}
                  rows={each.parts.map(({ criterion, weight, rating, part }) => [
                    criterion,
                    number(weight, 3),
                    number(rating),
                    number(part),
                  ])}
                />
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
