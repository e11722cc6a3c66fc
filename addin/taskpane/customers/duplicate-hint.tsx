import { Button, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useEffect, useState, type ReactElement, type Ref } from "react";
import { type Customer, type LikelyDuplicate } from "@crm-functions/core";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";
import { typedCustomer, type Draft } from "./draft";

/** Milliseconds without a keystroke before duplicates are looked up. */
const pause = 300;

/** Existing customers who may be the one being typed; empty unless name, phone or e-mail have changed. */
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
    // A store that cannot be read is reported on saving.
    const timer = isTyped ? setTimeout(() => void look().catch(() => undefined), pause) : undefined;
    return () => {
      over = true;
      clearTimeout(timer);
    };
    // The other fields do not affect duplicates.
  }, [samePersons, region, isTyped, name, company, phone, email, seen?.id]);
  return found;
}

/** Names the likely duplicates and the fields that match, and lets the user save anyway. */
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
