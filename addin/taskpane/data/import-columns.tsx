import { Button, Subtitle2 } from "@fluentui/react-components";
import { useState, type ReactElement } from "react";
import {
  analysisLabels,
  customerFields,
  ratingHeader,
  ratingTold,
  useOf,
  withoutBrackets,
  type Language,
  type Proposal,
  type ProposedColumn,
} from "@crm-functions/core";
import { Choice } from "../shell/choice";
import { usePageStyles } from "../shell/page-styles";
import { useText, type Text } from "../shell/text";
import { takenFor } from "./opened-sheet";

/** Columns shown at first, and added per click: a wide table may have thousands of columns that are only kept. */
const shownAtOnce = 40;

/** The proposed use of each column of a file, with sample values; the user can change it. */
export function ImportColumns({
  proposal,
  heading,
  onChange,
}: {
  readonly proposal: Proposal;
  readonly heading: "h2" | "h3";
  readonly onChange: (column: number, field: string) => void;
}): ReactElement {
  const text = useText();
  const page = usePageStyles();
  const [limit, setLimit] = useState(shownAtOnce);
  // Columns with a known meaning come first, in order; the rest is kept as it is.
  const isKept = ({ use, role }: ProposedColumn) => use !== undefined && "own" in use && role === undefined;
  const ordered = [...proposal.columns.filter((each) => !isKept(each)), ...proposal.columns.filter(isKept)];
  const hidden = ordered.length - limit;
  return (
    <>
      <Subtitle2 as={heading}>{text.t("columnsOfFile")}</Subtitle2>
      <div className={page.twoColumns}>
        {ordered.slice(0, limit).map((column) => (
          <Choice
            key={column.column}
            label={column.header}
            hint={column.samples.join(" · ")}
            value={takenFor(column)}
            options={optionsOf(column, text)}
            onChoose={(field) => onChange(column.column, field)}
            marks={{ "data-import-column": column.header }}
          />
        ))}
      </div>
      {hidden > 0 && (
        <div className={page.actions}>
          <Button onClick={() => setLimit(limit + shownAtOnce)}>
            {text.t("moreColumns", { count: hidden })}
          </Button>
        </div>
      )}
    </>
  );
}

function optionsOf(column: ProposedColumn, { t, language }: Text): [value: string, label: string][] {
  const current = takenFor(column);
  const told = ratingTold(column.header);
  const bare =
    told === undefined || told.analysis === "feedback" ? withoutBrackets(column.header) : told.criterion;
  const options: [string, string][] = [
    ["own", t("keepAsIs")],
    ["", t("leaveOut")],
    ...customerFields.map((field): [string, string] => [field.name, field.header[language]]),
    ["givenName", t("givenNames")],
    ["familyName", t("familyNames")],
    [`perceived: ${bare}`, t("roleRating", { name: bare })],
    ["feedback: Overall satisfaction", t("roleOverall")],
    ["purchaseDate", t("lastPurchase")],
    ["amount", t("amount")],
    ["refund", t("roleRefund")],
    ["outcome", t("roleOutcome")],
  ];
  if (!options.some(([value]) => value === current)) options.push([current, labelOf(current, language)]);
  return options;
}

function labelOf(key: string, language: Language): string {
  const use = useOf(key, "customer");
  if (use === undefined || "own" in use) return key;
  if ("name" in use) return use.header[language];
  return use.analysis in analysisLabels ? ratingHeader(use.analysis, use.criterion, language) : key;
}
