import { Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import {
  analysisLabels,
  keyOf,
  ratedAnalyses,
  type Customer,
  type CriterionWeight,
  type RatedAnalysis,
} from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";
import type { Draft } from "./draft";

const useStyles = makeStyles({
  group: { border: "none", margin: 0, padding: "0 0 12px", minWidth: 0 },
  title: { padding: "0 0 4px", fontWeight: tokens.fontWeightSemibold },
});

/** The criteria that a customer can rate, by analysis: those with a weight and those already rated. */
export function criteriaToRate(
  weights: readonly CriterionWeight[],
  customer: Customer | undefined,
): readonly { readonly analysis: RatedAnalysis; readonly criteria: readonly string[] }[] {
  return ratedAnalyses.flatMap((analysis) => {
    // Perception is rated on the criteria of the expectation.
    const asked = analysis === "perceived" ? [analysis, "expectation"] : [analysis];
    const names = new Set([
      ...weights.filter((each) => asked.includes(each.analysis)).map((each) => each.criterion),
      ...Object.keys(customer?.ratings[analysis] ?? {}),
    ]);
    return names.size === 0 ? [] : [{ analysis, criteria: [...names] }];
  });
}

/** The ratings of a customer, grouped by analysis. */
export function RatingFields({
  groups,
  draft,
  problemOf,
  onChange,
}: {
  groups: ReturnType<typeof criteriaToRate>;
  draft: Draft;
  problemOf: (key: string) => string | undefined;
  onChange: (key: string, value: string) => void;
}): ReactElement {
  const { language } = useText();
  const styles = useStyles();
  const page = usePageStyles();
  return (
    <>
      {groups.map(({ analysis, criteria }) => (
        <fieldset key={analysis} className={styles.group}>
          <legend className={styles.title}>{analysisLabels[analysis][language]}</legend>
          <div className={page.twoColumns}>
            {criteria.map((criterion) => {
              const key = keyOf({ analysis, criterion });
              const problem = problemOf(key);
              return (
                <Field key={criterion} label={criterion} validationMessage={problem}>
                  <Input
                    inputMode="decimal"
                    value={draft[key] ?? ""}
                    onChange={(_, data) => onChange(key, data.value)}
                  />
                </Field>
              );
            })}
          </div>
        </fieldset>
      ))}
    </>
  );
}
