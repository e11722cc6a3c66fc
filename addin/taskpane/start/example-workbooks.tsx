import { Button, Caption1, Subtitle2 } from "@fluentui/react-components";
import { useState, type ReactElement } from "react";
import { exampleFile, exampleIds, exampleTexts, type ExampleId } from "../../locales/example-texts";
import type { OfficeServices } from "../shell/office-services";
import { usePageStyles } from "../shell/page-styles";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";

/** Opens a complete example workbook for an analysis beside the user's own. */
export function ExampleWorkbooks({ office }: { office: OfficeServices }): ReactElement | null {
  const { t, language, error } = useText();
  const { notify } = usePane();
  const page = usePageStyles();
  const [opening, setOpening] = useState<ExampleId | undefined>();
  const { titles, abouts } = exampleTexts[language];

  async function open(id: ExampleId): Promise<void> {
    setOpening(id);
    try {
      const answer = await fetch(exampleFile(id, language));
      if (!answer.ok) throw new Error(`${answer.status}`);
      await office.openWorkbook(new Uint8Array(await answer.arrayBuffer()));
    } catch (thrown) {
      notify({ intent: "error", text: t("exampleFailed", { reason: error(thrown) }) });
    } finally {
      setOpening(undefined);
    }
  }

  return (
    <section aria-label={t("exampleWorkbooks")}>
      <Subtitle2 as="h2">{t("exampleWorkbooks")}</Subtitle2>
      <Caption1 block>{t("exampleWorkbooksAbout")}</Caption1>
      <div className={page.actions}>
        {exampleIds.map((id) => (
          <Button
            key={id}
            size="small"
            title={abouts[id]}
            disabledFocusable={opening !== undefined}
            onClick={() => void open(id)}
          >
            {titles[id]}
          </Button>
        ))}
      </div>
    </section>
  );
}
