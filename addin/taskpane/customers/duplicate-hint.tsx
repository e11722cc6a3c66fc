import { Button, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useEffect, useState, type ReactElement, type Ref } from "react";
import { type Customer, type LikelyDuplicate } from "@crm-functions/core";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { typedCustomer, type Draft } from "./draft";

/** Milliseconds without a key after which it is looked who is meant. */
const pause = 300;

/** Whoever is here already and may be the one who is being typed; nobody where nothing that tells people apart has changed. */
export function useLikelyDuplicates(draft: Draft, seen: Customer | undefined): readonly LikelyDuplicate[] {
  const { samePersons, region } = usePane();
  const [found, setFound] = useState<readonly LikelyDuplicate[]>([]);
  const { name, company, phone, email } = draft;
  const isNew = name !== (seen?.name ?? "") || phone !== (seen?.phone ?? "") || email !== (seen?.email ?? "");
  const isTyped = isNew && [name, phone, email].some((each) => each.trim().length > 1);
  useEffect(() => {
    let over = false;
    const look = async () => {
      const { record } = typedCustomer(draft, { region });
      const likely = await samePersons.likely(record);
      if (!over) setFound(likely);
    };
    if (!isTyped) setFound([]);
    // Where the store cannot be read, saving says so.
    const timer = isTyped ? setTimeout(() => void look().catch(() => undefined), pause) : undefined;
    return () => {
      over = true;
      clearTimeout(timer);
    };
    // What else is typed makes nobody a double.
  }, [samePersons, region, isTyped, name, company, phone, email, seen?.id]);
  return found;
}

/** Says who is here already, by what they agree with what is typed, and lets that be. */
export function DuplicateHint({
  found,
  saving,
  onOpen,
  onSave,
  ref,
}: {
  found: readonly LikelyDuplicate[];
  saving: boolean;
  onOpen: ((id: string) => void) | undefined;
  onSave: () => void;
  ref: Ref<HTMLDivElement>;
}): ReactElement {
  const { t, list } = useText();
  return (
    <MessageBar ref={ref} tabIndex={-1} intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t("maybeDuplicate")}</MessageBarTitle>
        <ul style={{ margin: "4px 0", paddingInlineStart: "16px" }}>
          {found.map(({ customer: { id, name, company }, by }) => (
            <li key={id}>
              {[name, company].filter(Boolean).join(" · ")}
              {": "}
              {list(by.map((each) => t(`same_${each}`)))}{" "}
              {onOpen && (
                <Button size="small" aria-label={t("openCustomerOf", { name })} onClick={() => onOpen(id)}>
                  {t("show")}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <Button size="small" disabledFocusable={saving} onClick={onSave}>
          {t("saveAnyway")}
        </Button>
      </MessageBarBody>
    </MessageBar>
  );
}
