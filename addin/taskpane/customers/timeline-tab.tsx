import { Badge, Button, Card, Checkbox, Field, Input, Textarea } from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactElement } from "react";
import {
  interactionFields,
  interactionKindLabels,
  interactionKinds,
  isDue,
  messageOf,
  sameRecord,
  validateInteraction,
  type Customer,
  type Interaction,
  type InteractionKind,
  type Problem,
} from "@crm-functions/core";
import { Choice } from "../shell/choice";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { typedNumber } from "./draft";
import type { KeptDrafts } from "./kept-drafts";

/** Kinds that one click adds; marketing asks for its amount first. */
const quickKinds: readonly InteractionKind[] = ["consulting", "after-sales", "marketing", "call"];

const nothingTyped = {
  kind: "visit" as InteractionKind,
  channel: "",
  rating: "",
  amount: "",
  note: "",
  followUp: "",
};

/** An interaction as typed so far. */
export type InteractionDraft = typeof nothingTyped & { readonly when: string };

/** All interactions with a customer, newest first, and the follow-ups due. */
export function TimelineTab({
  customer,
  drafts,
}: {
  customer: Customer;
  /** Keeps unsaved input while another tab or customer is shown. */
  drafts: KeptDrafts<InteractionDraft>;
}): ReactElement | null {
  const text = useText();
  const { t, language } = text;
  const { store, change, attempt, today } = usePane();
  const version = useStoreVersion();
  const page = usePageStyles();
  const empty: InteractionDraft = { ...nothingTyped, when: today() };
  const [draft, setDraft] = useState(drafts.get(customer.id) ?? empty);
  const [open, setOpen] = useState(drafts.has(customer.id));
  const typed = !sameRecord({ ...draft, kind: empty.kind }, empty);
  useEffect(() => {
    if (typed) drafts.set(customer.id, draft);
    else drafts.delete(customer.id);
  }, [drafts, customer.id, draft, typed]);
  const form = useRef<HTMLFormElement>(null);
  const details = useRef<HTMLButtonElement>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const history = useLoaded(() => store.interactionsOf(customer.id), [store, customer.id, version]);

  async function add(kind: InteractionKind, more: Partial<Interaction> = {}): Promise<boolean> {
    const input = { customerId: customer.id, when: today(), kind, ...more };
    const checked = validateInteraction(input);
    setProblems(checked.problems);
    if (checked.problems.length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return false;
    }
    const label = t("interactionAdded", {
      kind: interactionKindLabels[kind][language],
      name: customer.name,
    });
    return attempt(() => change(label, { addInteractions: [input], stamp: true }));
  }

  const setDone = (one: Interaction, done: boolean): Promise<boolean> =>
    attempt(() =>
      change(
        t("followUpChanged"),
        { updateInteractions: [{ id: one.id, done }] },
        { seenInteractions: [one] },
      ),
    );

  const remove = (one: Interaction): Promise<boolean> =>
    attempt(async () => {
      const seen = { seenInteractions: [one] };
      await change(t("interactionRemoved"), { removeInteractions: [one.id] }, seen);
      details.current?.focus(); // the button disappears with its interaction
    });

  function ask(kind: InteractionKind): void {
    setDraft((before) => ({ ...before, kind }));
    setProblems([]);
    setOpen(true);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[name=amount]")?.focus());
  }

  const field = (name: "when" | "channel" | "rating" | "amount" | "followUp") => {
    const about = interactionFields.find((each) => each.name === name);
    const problem = problems.find((each) => each.key === name);
    return (
      <Field
        label={about?.header[language]}
        validationMessage={problem && messageOf(problem.message, problem.parameters, language)}
      >
        <Input
          name={name}
          autoComplete="off"
          type={name === "when" || name === "followUp" ? "date" : "text"}
          value={draft[name]}
          onChange={(_, data) => setDraft((before) => ({ ...before, [name]: data.value }))}
        />
      </Field>
    );
  };

  const items = history.value ?? [];
  return (
    <div className={page.page} style={{ padding: 0 }}>
      <dl className={page.twoColumns} style={{ margin: 0 }}>
        <div>
          <dt className={page.muted}>{t("lastService")}</dt>
          <dd style={{ margin: 0 }}>{text.date(customer.serviceDate) || "–"}</dd>
        </div>
        <div>
          <dt className={page.muted}>{t("lastMarketing")}</dt>
          <dd style={{ margin: 0 }}>
            {text.date(customer.marketingDate) || "–"}
            {customer.marketingValue !== null && ` (${text.number(customer.marketingValue)})`}
          </dd>
        </div>
      </dl>
      <div className={page.actions} role="group" aria-label={t("addToday")}>
        {quickKinds.map((kind) => (
          <Button key={kind} size="small" onClick={() => (kind === "marketing" ? ask(kind) : void add(kind))}>
            {`+ ${interactionKindLabels[kind][language]}`}
          </Button>
        ))}
        <Button ref={details} size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("withDetails")}
        </Button>
      </div>
      {open && (
        <form
          ref={form}
          className={page.page}
          style={{ padding: 0 }}
          aria-label={t("newInteraction")}
          onSubmit={(event) => {
            event.preventDefault();
            const { kind, when, channel, note, followUp } = draft;
            void add(kind, {
              when,
              channel,
              note,
              followUp,
              rating: typedNumber(draft.rating),
              amount: typedNumber(draft.amount),
            }).then((added) => {
              if (!added) return;
              // Keeps what was typed during the save.
              if (drafts.get(customer.id) === draft) drafts.delete(customer.id);
              setDraft((now) => (now === draft ? empty : now));
              setOpen(false);
              details.current?.focus();
            });
          }}
        >
          <div className={page.twoColumns}>
            <Choice
              label={t("kindOfInteraction")}
              value={draft.kind}
              options={interactionKinds.map((kind) => [kind, interactionKindLabels[kind][language]])}
              onChoose={(kind) => setDraft((before) => ({ ...before, kind }))}
            />
            {field("when")}
            {field("channel")}
            {field("rating")}
            {field("amount")}
            {field("followUp")}
          </div>
          <Field label={t("note")}>
            <Textarea
              value={draft.note}
              onChange={(_, data) => setDraft((before) => ({ ...before, note: data.value }))}
            />
          </Field>
          <div className={page.actions}>
            <Button type="submit" appearance="primary" size="small">
              {t("addInteraction")}
            </Button>
          </div>
        </form>
      )}
      {history.error !== undefined && <span role="alert">{text.error(history.error)}</span>}
      {history.value !== undefined && items.length === 0 && (
        <span>
          {t(
            customer.serviceDate === "" && customer.marketingDate === ""
              ? "noInteractions"
              : "noInteractionsButDates",
          )}
        </span>
      )}
      {items.map((one) => {
        const due = isDue(one, today());
        return (
          <Card key={one.id} size="small" role="article">
            <div className={page.actions}>
              <strong>{interactionKindLabels[one.kind][language]}</strong>
              <span className={page.muted}>
                {text.date(one.when)} {one.when.slice(11)}
              </span>
              {due && <Badge color="danger">{t("due")}</Badge>}
            </div>
            <span>
              {[
                one.channel,
                one.rating === null ? "" : `${t("rating")} ${text.number(one.rating)}`,
                one.amount === null ? "" : `${t("amount")} ${text.number(one.amount)}`,
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            {one.note !== "" && <span style={{ whiteSpace: "pre-wrap" }}>{one.note}</span>}
            <div className={page.actions}>
              {one.followUp !== "" && (
                <Checkbox
                  checked={one.done}
                  label={t("followUpBy", { date: text.date(one.followUp) })}
                  onChange={(_, data) => void setDone(one, data.checked === true)}
                />
              )}
              <Button
                size="small"
                appearance="subtle"
                aria-label={t("removeInteractionOf", {
                  kind: interactionKindLabels[one.kind][language],
                  date: text.date(one.when),
                })}
                onClick={() => void remove(one)}
              >
                {t("remove")}
              </Button>
            </div>
          </Card>
        );
      })}
    </div>
  );
}
