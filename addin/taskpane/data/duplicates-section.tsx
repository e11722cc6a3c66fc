import { Button, Card, Radio, RadioGroup, Subtitle2 } from "@fluentui/react-components";
import { useRef, useState, type ReactElement } from "react";
import { groupsOfPersons, mergeOf, personKeys, type Customer } from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useLoaded, usePane, useStoreVersion } from "../shell/pane-context";
import { useText } from "../shell/text";
import { changeStep } from "../shell/undo-stack";

/** Maximum number of groups shown at once; the next ones appear as these are merged. */
const shown = 20;

/** Records that are probably the same person, by phone, e-mail or name; the user merges them and can undo it. */
export function DuplicatesSection(): ReactElement {
  const text = useText();
  const { t } = text;
  const { store } = usePane();
  const page = usePageStyles();
  const version = useStoreVersion();
  const [looking, setLooking] = useState(false);
  const finder = useRef<HTMLButtonElement>(null);
  const groups = useLoaded(
    async () => (looking ? groupsOf((await store.list()).items) : []),
    [looking, version],
  );
  const found = groups.value ?? [];
  return (
    <section className={page.page} style={{ padding: 0 }} aria-label={t("duplicatesTitle")}>
      <Subtitle2 as="h2">{t("duplicatesTitle")}</Subtitle2>
      <div className={page.actions}>
        <Button ref={finder} onClick={() => setLooking(true)}>
          {t("findDuplicates")}
        </Button>
        <span role="status">
          {groups.error !== undefined && text.error(groups.error)}
          {looking && !groups.loading && t("duplicateGroups", { count: found.length })}
        </span>
      </div>
      {found.slice(0, shown).map((group) => (
        <Group
          key={group.map((each) => each.id).join("/")}
          group={group}
          onMerged={() => finder.current?.focus()}
        />
      ))}
    </section>
  );
}

function Group({
  group,
  onMerged,
}: {
  group: readonly Customer[];
  /** The group disappears after the merge, so the focus has to be moved. */
  onMerged: () => void;
}): ReactElement {
  const { t, language } = useText();
  const { store, did, attempt } = usePane();
  const page = usePageStyles();
  const [kept, setKept] = useState(group[0].id);
  const [merging, setMerging] = useState(false);

  async function merge(): Promise<void> {
    setMerging(true);
    await attempt(async () => {
      const first = group.find((each) => each.id === kept) ?? group[0];
      const records = [first, ...group.filter((each) => each !== first)];
      const moved = await Promise.all(records.slice(1).map((each) => store.interactionsOf(each.id)));
      const { changes, options, notKept } = mergeOf(records, moved.flat(), language);
      const { inverse } = await store.change(changes, options);
      const label = t("merged", { count: group.length, name: first.name });
      const what = notKept.map(({ column, value }) => `${column} “${value}”`).join(", ");
      did(
        changeStep(store, label, inverse, first.id),
        what === "" ? {} : { intent: "warning", text: `${label}. ${t("mergedNotKept", { what })}` },
      );
      onMerged();
    });
    setMerging(false);
  }

  return (
    <Card size="small" role="group" aria-label={t("sameAs", { name: group[0].name })}>
      <RadioGroup value={kept} onChange={(_, data) => setKept(data.value)} aria-label={t("keepWhich")}>
        {group.map((each) => (
          <Radio key={each.id} value={each.id} label={describe(each)} />
        ))}
      </RadioGroup>
      <div className={page.actions}>
        <Button size="small" disabledFocusable={merging} onClick={() => void merge()}>
          {t("merge")}
        </Button>
      </div>
    </Card>
  );
}

/** The text that distinguishes a person from others of the same name. */
export const describe = ({ name, company, phone, email, id }: Customer): string =>
  [name, company, phone, email, id].filter(Boolean).join(" · ");

/** The groups of customers that are the same person, in order of appearance. */
function groupsOf(customers: readonly Customer[]): Customer[][] {
  const numbers = groupsOfPersons(customers.map((each) => personKeys(each)));
  const groups = new Map<number, Customer[]>();
  numbers.forEach((number, i) => {
    if (number === 0) return;
    const group = groups.get(number) ?? [];
    group.push(customers[i]);
    groups.set(number, group);
  });
  return [...groups.values()];
}
