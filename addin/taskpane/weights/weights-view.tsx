import { Button, Input, Subtitle1, Subtitle2 } from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactElement } from "react";
import {
  CrmError,
  ahpWeights,
  analysisLabels,
  entropyWeights,
  ratedAnalyses,
  type CriterionWeight,
  type RatedAnalysis,
} from "@crm-functions/core";
import { readWeights, writeWeights } from "../../workbook/store/weights";
import { Choice } from "../shell/choice";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { SaveButton, onSaveKeys } from "../shell/save-button";
import { useText } from "../shell/text";
import { ComparePairs } from "./compare-pairs";
import { ProposedWeights } from "./proposed-weights";
import { useTableVersion } from "../shell/use-table-version";
import { comparisonMatrix, inThousandths, judgementsOf, normalised } from "./weighting";

/** The analyses with weights of their own. */
const weighted = ratedAnalyses.filter((each) => each !== "perceived" && each !== "feedback");

interface Row {
  readonly criterion: string;
  readonly weight: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Computed weights that the user has not accepted yet. */
type Proposal =
  | { readonly by: "pairs"; readonly judgements: readonly number[] }
  | { readonly by: "answers"; readonly weights: readonly number[]; readonly answers: number };

/** Weights per analysis: typed, normalised, from pairwise comparison or from the ratings; kept in table `Weights`. */
export function WeightsView(): ReactElement | null {
  const text = useText();
  const { t, language, number } = text;
  const { workbook, store, did, notify, attempt } = usePane();
  const page = usePageStyles();
  const [saves, setSaves] = useState(0);
  const version = useTableVersion("Weights");
  const stored = useLoaded(() => readWeights(workbook), [workbook, version, saves]);
  const [analysis, setAnalysis] = useState<RatedAnalysis>("need");
  const [drafts, setDrafts] = useState<Partial<Record<RatedAnalysis, readonly Row[]>>>({});
  // The stored rows when each draft was started.
  const begunOn = useRef<Partial<Record<RatedAnalysis, string>>>({});
  const [proposal, setProposal] = useState<Proposal | undefined>();
  const proposed = useRef<HTMLElement>(null);

  const storedRows = rowsOf(stored.value ?? [], analysis);
  const rows = drafts[analysis] ?? storedRows;
  const setRows = (next: readonly Row[]) => {
    if (drafts[analysis] === undefined) begunOn.current[analysis] = JSON.stringify(storedRows);
    setDrafts((before) => ({ ...before, [analysis]: next }));
  };
  const setRow = (i: number, typed: Partial<Row>) =>
    setRows(rows.map((each, k) => (k === i ? { ...each, ...typed } : each)));
  const addButton = useRef<HTMLButtonElement>(null);
  /** Removes a row; the focus stays at its position or, after the last row, moves to the add button. */
  function removeRow(i: number): void {
    if (i === rows.length - 1) addButton.current?.focus();
    setRows(rows.filter((_, k) => k !== i));
  }
  const weights = rows.map((row) => (row.weight.trim() === "" ? NaN : Number(row.weight)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  // A proposal is valid only for its set of criteria.
  useEffect(() => setProposal(undefined), [analysis, rows.length]);

  const takeWeights = (next: readonly number[]) =>
    setRows(rows.map((row, i) => ({ ...row, weight: String(inThousandths(next)[i]) })));

  const names = rows.map((row) => row.criterion.trim());
  // Criteria without a name are numbered, to tell them apart.
  const shownNames = names.map((name, i) => name || t("criterionNumber", { row: i + 1 }));
  const wanted =
    proposal?.by === "pairs"
      ? [...ahpWeights(comparisonMatrix(proposal.judgements, rows.length))]
      : proposal?.weights;

  function propose(next: Proposal): void {
    setProposal(next);
    requestAnimationFrame(() => proposed.current?.focus());
  }

  function leaveProposal(): void {
    setProposal(undefined);
    addButton.current?.focus();
  }

  const entropy = (): Promise<boolean> =>
    attempt(async () => {
      const { items } = await store.list();
      const ratings = items
        .map((each) => names.map((name) => each.ratings[analysis]?.[name] ?? NaN))
        .filter((row) => row.every(Number.isFinite));
      if (ratings.length < 2) return notify({ intent: "warning", text: t("tooFewRatings") });
      propose({ by: "answers", weights: [...entropyWeights(ratings)], answers: ratings.length });
    });

  async function save(): Promise<void> {
    const bad = rows.findIndex((_, i) => names[i] === "" || !Number.isFinite(weights[i]));
    if (bad >= 0) return notify({ intent: "error", text: t("weightRowBad", { row: bad + 1 }) });
    if (new Set(names).size < names.length) return notify({ intent: "error", text: t("criterionTwice") });
    await attempt(async () => {
      const before = await readWeights(workbook);
      const now = JSON.stringify(rowsOf(before, analysis));
      if (drafts[analysis] !== undefined && begunOn.current[analysis] !== now) {
        begunOn.current[analysis] = now; // saving again overwrites that change
        return notify({ intent: "warning", text: t("weightsChangedElsewhere") });
      }
      const mine: CriterionWeight[] = rows.map((row, i) => ({
        analysis,
        criterion: names[i],
        weight: weights[i],
        ...(row.minimum !== undefined && { minimum: row.minimum }),
        ...(row.maximum !== undefined && { maximum: row.maximum }),
      }));
      const first = before.findIndex((each) => each.analysis === analysis);
      const others = before.filter((each) => each.analysis !== analysis);
      const at = first < 0 ? others.length : first;
      await writeWeights(workbook, [...others.slice(0, at), ...mine, ...others.slice(at)], language);
      const after = await readWeights(workbook);
      const written = JSON.stringify(after);
      const label = t("weightsSaved", { what: analysisLabels[analysis][language] });
      did({
        label,
        undo: async () => {
          if (JSON.stringify(await readWeights(workbook)) !== written) {
            throw new CrmError("value", "weightsChanged");
          }
          await writeWeights(workbook, before, language);
          setSaves((count) => count + 1);
        },
      });
      // Input typed during the save stays, as a draft based on the saved weights.
      begunOn.current[analysis] = JSON.stringify(rowsOf(after, analysis));
      setDrafts((all) => (all[analysis] === drafts[analysis] ? { ...all, [analysis]: undefined } : all));
      setSaves((count) => count + 1);
    });
  }

  return (
    <div
      className={page.page}
      onKeyDown={onSaveKeys(() => {
        if (proposal === undefined && drafts[analysis] !== undefined) void save();
      })}
    >
      <Subtitle1 as="h1">{t("view_weights")}</Subtitle1>
      <span>{t("weightsAbout")}</span>
      <Choice
        label={t("analysis")}
        value={analysis}
        options={weighted.map((each) => [each, analysisLabels[each][language]])}
        onChoose={setAnalysis}
      />
      {stored.error !== undefined && <span role="alert">{text.error(stored.error)}</span>}
      {rows.length > 0 && (
        <div className={page.actions} style={{ flexWrap: "nowrap" }} aria-hidden>
          <span style={{ flex: 1 }}>{t("criterion")}</span>
          <span style={{ width: "124px" }}>{t("weight")}</span>
        </div>
      )}
      {rows.map((row, i) => (
        <div key={i} className={page.actions} style={{ flexWrap: "nowrap" }}>
          <Input
            style={{ flex: 1, minWidth: 0 }}
            aria-label={t("criterionNumber", { row: i + 1 })}
            value={row.criterion}
            onChange={(_, data) => setRow(i, { criterion: data.value })}
          />
          <Input
            style={{ width: "84px", minWidth: 0 }}
            inputMode="decimal"
            aria-label={t("weightNumber", { row: i + 1 })}
            value={row.weight}
            onChange={(_, data) => setRow(i, { weight: data.value })}
          />
          <Button
            size="small"
            appearance="subtle"
            style={{ minWidth: "32px", width: "32px" }}
            title={t("removeCriterion", { row: i + 1 })}
            aria-label={t("removeCriterion", { row: i + 1 })}
            onClick={() => removeRow(i)}
          >
            ×
          </Button>
        </div>
      ))}
      <span role="status">{rows.length > 0 && t("weightsSum", { sum: number(sum, 4) })}</span>
      <div className={page.actions}>
        <Button
          ref={addButton}
          size="small"
          onClick={() => setRows([...rows, { criterion: "", weight: "" }])}
        >
          {t("addCriterion")}
        </Button>
        <Button
          size="small"
          disabled={normalised(weights) === undefined}
          onClick={() => takeWeights(normalised(weights) ?? weights)}
        >
          {t("normalise")}
        </Button>
        <Button
          size="small"
          disabled={rows.length < 2}
          onClick={() => propose({ by: "pairs", judgements: judgementsOf(weights) })}
        >
          {t("comparePairs")}
        </Button>
        <Button size="small" disabled={rows.length < 2} onClick={() => void entropy()}>
          {t("fromData")}
        </Button>
      </div>
      {proposal && wanted && (
        <section
          ref={proposed}
          tabIndex={-1}
          className={page.page}
          style={{ padding: 0, outline: "none" }}
          aria-label={t(proposal.by === "pairs" ? "comparePairs" : "fromData")}
        >
          <Subtitle2 as="h2">{t(proposal.by === "pairs" ? "comparePairs" : "fromData")}</Subtitle2>
          <span>
            {proposal.by === "pairs"
              ? t("comparePairsAbout")
              : t("fromDataAbout", { count: proposal.answers })}
          </span>
          <ProposedWeights names={shownNames} now={normalised(weights)} proposed={wanted} />
          {proposal.by === "pairs" && (
            <ComparePairs
              names={shownNames}
              judgements={proposal.judgements}
              onChange={(judgements) => setProposal({ by: "pairs", judgements })}
            />
          )}
        </section>
      )}
      {proposal && wanted ? (
        <div className={page.footer}>
          <Button
            appearance="primary"
            className={page.grow}
            onClick={() => {
              takeWeights(wanted);
              leaveProposal();
            }}
          >
            {t("takeWeights")}
          </Button>
          <Button onClick={leaveProposal}>{t("cancel")}</Button>
        </div>
      ) : (
        <div className={page.footer}>
          <SaveButton disabled={rows === storedRows} onClick={() => void save()} />
          {drafts[analysis] && (
            <Button onClick={() => setDrafts((all) => ({ ...all, [analysis]: undefined }))}>
              {t("discard")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** The criteria of one analysis as rows of the form. */
function rowsOf(criteria: readonly CriterionWeight[], analysis: RatedAnalysis): readonly Row[] {
  return criteria
    .filter((each) => each.analysis === analysis)
    .map((each) => ({ ...each, weight: Number.isNaN(each.weight) ? "" : String(each.weight) }));
}
