import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement, Ref } from "react";
import { interactionKindLabels } from "@crm-functions/core";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";
import type { DueFollowUps } from "./due-follow-ups";

const useStyles = makeStyles({
  list: { flexGrow: 1, overflowY: "auto", padding: "0 12px 12px", outline: "none" },
  items: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "4px",
  },
  item: { width: "100%", justifyContent: "flex-start", textAlign: "start", fontWeight: "normal" },
  name: { fontWeight: tokens.fontWeightSemibold, display: "block", overflowWrap: "anywhere" },
});

/** Due follow-ups of all customers; choosing one opens that customer's timeline. */
export function DueList({
  due,
  onChoose,
  ref,
}: {
  due: DueFollowUps;
  onChoose: (customerId: string) => void;
  ref: Ref<HTMLDivElement>;
}): ReactElement | null {
  const { t, date, language } = useText();
  const styles = useStyles();
  const page = usePageStyles();
  return (
    <div ref={ref} className={styles.list} role="region" aria-label={t("followUpsTitle")} tabIndex={-1}>
      <ul className={styles.items}>
        {due.items.map(({ interaction, name }) => (
          <li key={interaction.id}>
            <Button className={styles.item} onClick={() => onChoose(interaction.customerId)}>
              <span>
                <span className={styles.name}>{name}</span>
                <span className={page.muted}>
                  {[
                    date(interaction.followUp),
                    interactionKindLabels[interaction.kind][language],
                    interaction.note.split("\n")[0].slice(0, 80),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {due.total > due.items.length && <p>{t("moreRows", { count: due.total - due.items.length })}</p>}
    </div>
  );
}
