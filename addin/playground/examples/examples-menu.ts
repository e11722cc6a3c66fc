import type { Language } from "@crm-functions/core";
import { closeByItself } from "../menu";
import { exampleFile, exampleIds, exampleTexts, type ExampleId } from "./example-texts";

/** The menu of example workbooks in the header: each opens in the sheet or is downloaded. */
export interface ExamplesMenu {
  readonly element: HTMLElement;
  setLanguage(language: Language): void;
}

/** Builds the menu; `open` gets the address of the file beside the page. */
export function buildExamplesMenu(open: (file: string) => void): ExamplesMenu {
  const menu = document.createElement("details");
  menu.id = "examples";
  menu.className = "menu";
  const summary = document.createElement("summary");
  const list = document.createElement("ul");
  menu.append(summary, list);

  const close = (): void => menu.removeAttribute("open");
  closeByItself(menu, summary);

  const item = (id: ExampleId, language: Language): HTMLLIElement => {
    const texts = exampleTexts[language];
    const file = exampleFile(id, language);
    const title = Object.assign(document.createElement("strong"), { textContent: texts.titles[id] });
    const about = Object.assign(document.createElement("span"), { textContent: texts.abouts[id] });
    const opener = Object.assign(document.createElement("button"), { type: "button" });
    opener.dataset["example"] = id;
    opener.append(title, about);
    opener.addEventListener("click", () => {
      close();
      open(file);
    });
    const link = Object.assign(document.createElement("a"), {
      href: file,
      download: `${id}.xlsx`,
      textContent: texts.download,
    });
    link.setAttribute("aria-label", `${texts.download}: ${texts.titles[id]}`);
    const line = document.createElement("li");
    line.append(opener, link);
    return line;
  };

  return {
    element: menu,
    setLanguage(language) {
      const texts = exampleTexts[language];
      summary.textContent = texts.menu;
      summary.title = texts.menuTitle;
      list.replaceChildren(...exampleIds.map((id) => item(id, language)));
    },
  };
}
