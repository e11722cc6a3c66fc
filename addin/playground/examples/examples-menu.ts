import type { Language } from "@crm-functions/core";
import { element } from "../../taskpane/shell/element";
import { closeByItself } from "../menu";
import { exampleFile, exampleIds, exampleTexts, type ExampleId } from "../../locales/example-texts";

/**
 * Builds the menu of example workbooks in the header; each can be opened in the sheet or downloaded.
 * @param open receives the file's address relative to the page
 */
export function buildExamplesMenu(open: (file: string) => void) {
  const menu = element("details", { id: "examples", className: "menu" });
  const summary = element("summary", {});
  const list = element("ul", {});
  menu.append(summary, list);
  closeByItself(menu, summary);

  const item = (id: ExampleId, language: Language): HTMLLIElement => {
    const texts = exampleTexts[language];
    const file = exampleFile(id, language);
    const opener = element("button", { type: "button" });
    opener.dataset["example"] = id;
    opener.append(
      element("strong", { textContent: texts.titles[id] }),
      element("span", { textContent: texts.abouts[id] }),
    );
    opener.addEventListener("click", () => {
      menu.removeAttribute("open");
      open(file);
    });
    const link = element("a", { href: file, download: `${id}.xlsx`, textContent: texts.download });
    link.ariaLabel = `${texts.download}: ${texts.titles[id]}`;
    const line = element("li", {});
    line.append(opener, link);
    return line;
  };

  return {
    element: menu,
    setLanguage(language: Language): void {
      const texts = exampleTexts[language];
      summary.textContent = texts.menu;
      summary.title = texts.menuTitle;
      list.replaceChildren(...exampleIds.map((id) => item(id, language)));
    },
  };
}
