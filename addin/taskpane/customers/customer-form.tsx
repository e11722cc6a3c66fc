import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Select,
} from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactElement } from "react";
import {
  analysisLabels,
  customerFields,
  keyOf,
  likelyDuplicates,
  messageOf,
  ratedAnalyses,
  ratingRangeBy,
  validateCustomer,
  CrmError,
  type Customer,
  type CustomerFieldName,
  type Problem,
  type RatedAnalysis,
} from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { changeStep } from "../shell/undo-stack";
import { readWeights } from "../../workbook/store/weights";
import { draftOf, inputOf, ratingKey, type Draft } from "./draft";
import type { KeptDrafts } from "./kept-drafts";

const inputTypes: Partial<Record<CustomerFieldName, "email" | "tel" | "date">> = {
  email: "email",
  phone: "tel",
  created: "date",
  marketingDate: "date",
  serviceDate: "date",
};

/** What has been typed about a customer, and the customer as they were then. */
export interface CustomerDraft {
  readonly draft: Draft;
  readonly seen: Customer;
}

/** Two analyses may have a criterion of the same name. */
const isOfRating = ({ key }: Problem, analysis: RatedAnalysis, criterion: string): boolean =>
  key === keyOf({ analysis, criterion });

/** Enters a customer, or changes one: errors stand at their fields, likely duplicates are shown before saving. */
export function CustomerForm({
  customer,
  drafts,
  onSaved,
  onOpen,
  onRemoved,
}: {
  customer?: Customer;
  /** Where what is typed is kept when the form goes away. */
  drafts?: KeptDrafts<CustomerDraft>;
  onSaved?: (id: string) => void;
  /** Shows somebody who is there already; what is typed here stays. */
  onOpen?: (id: string) => void;
  onRemoved?: () => void;
}): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { store, region, undo, notify, workbook } = usePane();
  const page = usePageStyles();
  const form = useRef<HTMLFormElement>(null);
  const kept = customer && drafts?.get(customer.id);
  const [draft, setDraft] = useState<Draft>(() => kept?.draft ?? draftOf(customer));
  const [seen, setSeen] = useState(kept?.seen ?? customer);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [duplicates, setDuplicates] = useState<readonly Customer[]>([]);
  const [saving, setSaving] = useState(false);
  const [shownRatings, setShownRatings] = useState<readonly string[]>([]);
  const warning = useRef<HTMLDivElement>(null);
  const criteria = useLoaded(() => readWeights(workbook), [workbook]).value ?? [];
  const touched = JSON.stringify(draft) !== JSON.stringify(draftOf(seen));
  const changedElsewhere = customer !== undefined && JSON.stringify(customer) !== JSON.stringify(seen);

  useEffect(() => {
    if (drafts === undefined || seen === undefined) return;
    if (touched) drafts.set(seen.id, { draft, seen });
    else drafts.delete(seen.id);
  }, [drafts, draft, seen, touched]);

  // A change in the sheet shows at once, unless the form holds something that would be lost.
  useEffect(() => {
    if (!changedElsewhere || touched) return;
    setSeen(customer);
    setDraft(draftOf(customer));
  }, [changedElsewhere, touched, customer]);

  function discard(): void {
    setDraft(draftOf(seen));
    setProblems([]);
    setDuplicates([]);
    form.current?.querySelector<HTMLElement>("input")?.focus(); // the button goes away
  }

  const setField = (name: CustomerFieldName, value: string) => {
    setDraft((before) => ({ ...before, fields: { ...before.fields, [name]: value } }));
    setProblems((before) => before.filter((problem) => problem.key !== name));
    setDuplicates([]);
  };
  const setRating = (analysis: RatedAnalysis, criterion: string, value: string) => {
    const key = ratingKey(analysis, criterion);
    setDraft((before) => ({ ...before, ratings: { ...before.ratings, [key]: value } }));
    setProblems((before) => before.filter((problem) => !isOfRating(problem, analysis, criterion)));
  };
  const problemOf = (isMeant: (problem: Problem) => boolean) => {
    const problem = problems.find(isMeant);
    return problem && messageOf(problem.message, problem.parameters, language);
  };

  async function save(knowingly: boolean): Promise<void> {
    const checked = validateCustomer(inputOf(draft), { region, ratingRange: ratingRangeBy(criteria) });
    setProblems(checked.problems);
    if (checked.problems.length > 0) {
      // An error must not hide in ratings that are folded away.
      const rated = checked.problems.flatMap(({ parameters: { analysis } }) =>
        typeof analysis === "string" ? [analysis] : [],
      );
      setShownRatings((before) => [...new Set([...before, ...rated])]);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    setSaving(true);
    try {
      if (!knowingly && (seen === undefined || touched)) {
        const found = (await likelyDuplicates(store, checked.record, region)).map((each) => each.customer);
        setDuplicates(found);
        if (found.length > 0) {
          requestAnimationFrame(() => warning.current?.focus());
          return;
        }
      }
      await write(checked.record);
      setDuplicates([]);
    } catch (error) {
      notify({ intent: "error", text: text.error(error) });
      if (error instanceof CrmError && typeof error.parameters.field === "string") {
        setProblems([{ key: error.parameters.field, message: error.key, parameters: error.parameters }]);
      }
    } finally {
      setSaving(false);
    }
  }

  async function write(record: Customer): Promise<void> {
    if (seen === undefined) {
      const { customers, inverse } = await store.change({ add: [record] });
      const [added] = customers;
      const label = t("added", { name: added.name });
      undo.push(changeStep(store, label, inverse));
      notify({ intent: "success", text: label });
      setDraft(draftOf(undefined));
      onSaved?.(added.id);
      return;
    }
    const { customers, inverse } = await store.change(
      { update: [{ ...record, id: seen.id, own: seen.own }] },
      { seen: [seen] },
    );
    const [updated] = customers;
    const label = t("changed", { name: updated.name });
    undo.push(changeStep(store, label, inverse));
    notify({ intent: "success", text: label });
    setSeen(updated);
    setDraft(draftOf(updated));
  }

  async function remove(): Promise<void> {
    if (seen === undefined) return;
    try {
      const { inverse } = await store.change({ remove: [seen.id] }, { seen: [seen] });
      const label = t("removed", { name: seen.name });
      undo.push(changeStep(store, label, inverse));
      notify({ intent: "success", text: label });
      onRemoved?.();
    } catch (error) {
      notify({ intent: "error", text: text.error(error) });
    }
  }

  return (
    <form
      ref={form}
      noValidate
      className={page.page}
      style={{ padding: 0 }}
      aria-label={seen === undefined ? t("newCustomer") : t("editCustomer")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving) void save(false);
      }}
    >
      {changedElsewhere && touched && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {t("changedElsewhere")}{" "}
            <Button
              size="small"
              onClick={() => {
                setSeen(customer);
                setDraft(draftOf(customer));
              }}
            >
              {t("takeTheirs")}
            </Button>{" "}
            <Button size="small" onClick={() => setSeen(customer)}>
              {t("keepMine")}
            </Button>
          </MessageBarBody>
        </MessageBar>
      )}
      {customerFields
        .filter(({ name }) => name !== "id" || seen === undefined)
        .map((field) => {
          const problem = problemOf((each) => each.key === field.name);
          return (
            <Field
              key={field.name}
              label={field.header[language]}
              required={field.required && field.name !== "id"}
              hint={field.name === "id" ? t("idHint") : field.name === "phone" ? t("phoneHint") : undefined}
              validationState={problem ? "error" : undefined}
              validationMessage={problem}
            >
              {field.choices ? (
                <Select
                  value={draft.fields[field.name]}
                  onChange={(_, data) => setField(field.name, data.value)}
                >
                  {field.name === "consent" && <option value="">{t("notAsked")}</option>}
                  {field.choices.map((choice) => (
                    <option key={choice.value} value={choice.value}>
                      {choice.label[language]}
                    </option>
                  ))}
                </Select>
              ) : (
                <Input
                  type={inputTypes[field.name] ?? "text"}
                  inputMode={field.type === "number" ? "decimal" : undefined}
                  autoComplete="off"
                  value={draft.fields[field.name]}
                  onChange={(_, data) => setField(field.name, data.value)}
                />
              )}
            </Field>
          );
        })}
      <Accordion
        multiple
        collapsible
        openItems={shownRatings as string[]}
        onToggle={(_, data) => setShownRatings(data.openItems as string[])}
      >
        {ratedAnalyses.map((analysis) => {
          const names = new Set(
            criteria.filter((each) => each.analysis === analysis).map((each) => each.criterion),
          );
          // Perception is rated by the criteria of the expectation.
          if (analysis === "perceived") {
            for (const each of criteria) if (each.analysis === "expectation") names.add(each.criterion);
          }
          for (const name of Object.keys(seen?.ratings[analysis] ?? {})) names.add(name);
          if (names.size === 0) return null;
          return (
            <AccordionItem key={analysis} value={analysis}>
              <AccordionHeader size="small">
                {t("ratingsOf", { what: analysisLabels[analysis][language] })}
              </AccordionHeader>
              <AccordionPanel>
                <div className={page.twoColumns}>
                  {[...names].map((criterion) => {
                    const key = ratingKey(analysis, criterion);
                    const problem = problemOf((each) => isOfRating(each, analysis, criterion));
                    return (
                      <Field
                        key={key}
                        label={criterion}
                        validationState={problem ? "error" : undefined}
                        validationMessage={problem}
                      >
                        <Input
                          inputMode="decimal"
                          value={draft.ratings[key] ?? ""}
                          onChange={(_, data) => setRating(analysis, criterion, data.value)}
                        />
                      </Field>
                    );
                  })}
                </div>
              </AccordionPanel>
            </AccordionItem>
          );
        })}
      </Accordion>
      {duplicates.length > 0 && (
        <MessageBar ref={warning} tabIndex={-1} intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t("maybeDuplicate")}</MessageBarTitle>
            <ul>
              {duplicates.map((each) => (
                <li key={each.id}>
                  {[each.name, each.company, each.phone, each.email].filter(Boolean).join(" · ")}{" "}
                  {onOpen && (
                    <Button
                      size="small"
                      aria-label={t("openCustomerOf", { name: each.name })}
                      onClick={() => onOpen(each.id)}
                    >
                      {t("show")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            <Button size="small" disabledFocusable={saving} onClick={() => void save(true)}>
              {t("saveAnyway")}
            </Button>
          </MessageBarBody>
        </MessageBar>
      )}
      <div className={page.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={saving}>
          {t("save")}
        </Button>
        {touched && <Button onClick={discard}>{t("discard")}</Button>}
        {seen !== undefined && <Button onClick={() => void remove()}>{t("remove")}</Button>}
      </div>
    </form>
  );
}
