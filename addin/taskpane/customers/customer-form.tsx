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
  Select,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactElement } from "react";
import {
  customerFields,
  keyOf,
  messageOf,
  ratingRangeBy,
  CrmError,
  type Customer,
  type CustomerFieldName,
  type Problem,
} from "@crm-functions/core";
import { readWeights } from "../../workbook/store/weights";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane } from "../shell/pane-context";
import { SaveButton, onSaveKeys } from "../shell/save-button";
import { useText } from "../shell/text";
import { draftOf, typedCustomer, type Draft } from "./draft";
import { DuplicateHint, useLikelyDuplicates } from "./duplicate-hint";
import type { KeptDrafts } from "./kept-drafts";
import { PhoneField } from "./phone-field";
import { criteriaToRate, RatingFields } from "./rating-fields";

const useStyles = makeStyles({
  fold: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    "& button": { paddingLeft: 0, paddingRight: 0, gap: "8px" },
  },
  folded: {
    marginInlineStart: "auto",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    maxWidth: "50%",
  },
  panel: { margin: "0 0 12px" },
});

const inputTypes: Partial<Record<CustomerFieldName, "email" | "date">> = {
  email: "email",
  created: "date",
  marketingDate: "date",
  serviceDate: "date",
};

/** The fields shown first for every customer; the others are in a collapsed section. */
const firstFields: readonly CustomerFieldName[] = ["name", "company", "phone", "email"];
const otherFields: readonly CustomerFieldName[] = [
  "segment",
  "owner",
  "kind",
  "consent",
  "created",
  "serviceDate",
  "marketingDate",
  "marketingValue",
  "id",
];

/** Unsaved changes to a customer, with the record that they started from. */
export interface CustomerDraft {
  readonly draft: Draft;
  readonly seen: Customer;
}

/** The collapsed sections that hold these fields and ratings, to open them. */
const foldsOf = (keys: readonly string[]): string[] =>
  keys.flatMap((key) =>
    key.includes(": ") ? ["ratings"] : firstFields.includes(key as CustomerFieldName) ? [] : ["more"],
  );

function foldsWithChanges({ draft, seen }: CustomerDraft): string[] {
  const before = draftOf(seen);
  return foldsOf(Object.keys(draft).filter((key) => draft[key] !== before[key]));
}

/** Adds or edits a customer; shows errors at their fields and likely duplicates before saving. */
export function CustomerForm({
  customer,
  drafts,
  onSaved,
  onOpen,
  onRemoved,
}: {
  customer?: Customer;
  /** Keeps what is typed when the form is unmounted. */
  drafts?: KeptDrafts<CustomerDraft>;
  onSaved?: (id: string) => void;
  /** Shows an existing customer; what is typed here is kept. */
  onOpen?: (id: string) => void;
  onRemoved?: () => void;
}): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { region, change, notify, attempt, workbook, samePersons } = usePane();
  const page = usePageStyles();
  const styles = useStyles();
  const form = useRef<HTMLFormElement>(null);
  const kept = customer && drafts?.get(customer.id);
  const [draft, setDraft] = useState<Draft>(() => kept?.draft ?? draftOf(customer));
  const [seen, setSeen] = useState(kept?.seen ?? customer);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [saving, setSaving] = useState(false);
  const [unfolded, setUnfolded] = useState<readonly string[]>(() => (kept ? foldsWithChanges(kept) : []));
  const warning = useRef<HTMLDivElement>(null);
  const criteria = useLoaded(() => readWeights(workbook), [workbook]).value ?? [];
  const duplicates = useLikelyDuplicates(draft, seen);
  const touched = JSON.stringify(draft) !== JSON.stringify(draftOf(seen));
  const toRate = criteriaToRate(criteria, seen);
  const rated = toRate
    .flatMap(({ analysis, criteria: names }) =>
      names.map((criterion) => draft[keyOf({ analysis, criterion })] as string | undefined),
    )
    .filter((rating) => rating !== undefined && rating.trim() !== "").length;
  const [asking, setAsking] = useState(false);
  const changedElsewhere = customer !== undefined && JSON.stringify(customer) !== JSON.stringify(seen);

  useEffect(() => {
    if (drafts === undefined || seen === undefined) return;
    if (touched) drafts.set(seen.id, { draft, seen });
    else drafts.delete(seen.id);
  }, [drafts, draft, seen, touched]);

  // Shows a change in the sheet at once, unless the form holds unsaved changes.
  useEffect(() => {
    if (!changedElsewhere || touched) return;
    setSeen(customer);
    setDraft(draftOf(customer));
  }, [changedElsewhere, touched, customer]);

  // Focuses the duplicate warning as soon as it is shown, so that it is read out.
  useEffect(() => {
    if (!asking || duplicates.length === 0) return;
    warning.current?.focus();
    setAsking(false);
  }, [asking, duplicates]);

  function discard(): void {
    setDraft(draftOf(seen));
    setProblems([]);
    form.current?.querySelector<HTMLElement>("input")?.focus(); // the button disappears
  }

  const set = (key: string, value: string) => {
    setDraft((before) => ({ ...before, [key]: value }));
    setProblems((before) => before.filter((problem) => problem.key !== key));
  };
  const problemOf = (key: string) => {
    const problem = problems.find((each) => each.key === key);
    return problem && messageOf(problem.message, problem.parameters, language);
  };

  async function save(knowingly: boolean): Promise<void> {
    const checked = typedCustomer(draft, { region, ratingRange: ratingRangeBy(criteria) });
    setProblems(checked.problems);
    if (checked.problems.length > 0) {
      // Opens the collapsed sections that contain an error.
      const folds = foldsOf(checked.problems.map(({ key }) => key));
      setUnfolded((before) => [...new Set([...before, ...folds])]);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    setSaving(true);
    try {
      // Checks again: a duplicate may have been added since the hint, or the user saved before it appeared.
      const isDoubtful =
        !knowingly &&
        (seen === undefined || touched) &&
        (await samePersons.likely(checked.record)).length > 0;
      if (isDoubtful) setAsking(true);
      else await write(checked.record);
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
    // Keeps what was typed during the save.
    const showSaved = (saved: Customer | undefined) =>
      setDraft((now) => (now === draft ? draftOf(saved) : now));
    if (seen === undefined) {
      const [added] = (await change(t("added", { name: record.name }), { add: [record] })).customers;
      showSaved(undefined);
      onSaved?.(added.id);
      return;
    }
    const update = [{ ...record, id: seen.id, own: seen.own }];
    const written = await change(t("changed", { name: record.name }), { update }, { seen: [seen] });
    const [updated] = written.customers;
    setSeen(updated);
    showSaved(updated);
  }

  const remove = ({ id, name }: Customer): Promise<boolean> =>
    attempt(async () => {
      await change(t("removed", { name }), { remove: [id] }, { seen: [seen!] });
      onRemoved?.();
    });

  const fieldOf = (name: CustomerFieldName): ReactElement => {
    const field = customerFields.find((each) => each.name === name)!;
    const problem = problemOf(name);
    const value = draft[name];
    const label = field.header[language];
    if (name === "phone") {
      return (
        <PhoneField
          key={name}
          label={label}
          value={value}
          problem={problem}
          onChange={(next) => set(name, next)}
        />
      );
    }
    return (
      <Field
        key={name}
        label={label}
        required={field.required && name !== "id"}
        hint={name === "id" ? t("idHint") : undefined}
        validationMessage={problem}
      >
        {field.choices ? (
          <Select value={value} onChange={(_, data) => set(name, data.value)}>
            {name === "consent" && <option value="">{t("notAsked")}</option>}
            {field.choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label[language]}
              </option>
            ))}
          </Select>
        ) : (
          <Input
            type={inputTypes[name] ?? "text"}
            inputMode={field.type === "number" ? "decimal" : undefined}
            autoComplete="off"
            value={value}
            onChange={(_, data) => set(name, data.value)}
          />
        )}
      </Field>
    );
  };

  return (
    <form
      ref={form}
      noValidate
      className={page.page}
      style={{ padding: 0 }}
      onKeyDown={onSaveKeys(() => form.current?.requestSubmit())}
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
      {firstFields.map(fieldOf)}
      {duplicates.length > 0 && (
        <DuplicateHint
          ref={warning}
          found={duplicates}
          saving={saving}
          onOpen={onOpen}
          onSave={() => void save(true)}
        />
      )}
      <Accordion
        multiple
        collapsible
        openItems={unfolded as string[]}
        onToggle={(_, data) => setUnfolded(data.openItems as string[])}
      >
        <AccordionItem value="more" className={styles.fold}>
          <AccordionHeader size="small">
            <strong>{t("moreAbout")}</strong>
            <span className={styles.folded}>{[draft.segment, draft.owner].filter(Boolean).join(" · ")}</span>
          </AccordionHeader>
          <AccordionPanel className={mergeClasses(page.twoColumns, styles.panel)}>
            {otherFields.filter((name) => name !== "id" || seen === undefined).map(fieldOf)}
          </AccordionPanel>
        </AccordionItem>
        {toRate.length > 0 && (
          <AccordionItem value="ratings" className={styles.fold}>
            <AccordionHeader size="small">
              <strong>{t("ratings")}</strong>
              <span className={styles.folded}>
                {t("ratingsFilled", { filled: rated, all: toRate.flatMap((each) => each.criteria).length })}
              </span>
            </AccordionHeader>
            <AccordionPanel className={styles.panel}>
              <RatingFields groups={toRate} draft={draft} onChange={set} problemOf={problemOf} />
            </AccordionPanel>
          </AccordionItem>
        )}
      </Accordion>
      {seen !== undefined && (
        <div className={page.actions}>
          <Button size="small" className={page.danger} onClick={() => void remove(seen)}>
            {t("remove")}
          </Button>
        </div>
      )}
      <div className={page.footer}>
        <SaveButton type="submit" disabledFocusable={saving} />
        {touched && <Button onClick={discard}>{t("discard")}</Button>}
      </div>
    </form>
  );
}
