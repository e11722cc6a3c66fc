import type { Language } from "@crm-functions/core";
import { themeChoices } from "../taskpane/shell/colors";
import { element } from "../taskpane/shell/element";
import { closeByItself } from "./menu";
import { playgroundTexts, type PlaygroundTexts } from "./texts";

/** The elements of the page around the spreadsheet. */
export type Page = ReturnType<typeof buildPage>;

/** A choice in a dialog; the first option is preselected. */
interface DialogChoice {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** Builds the page in `root` from the template in index.html: header with actions, sheet, pane's place, messages. */
export function buildPage(root: HTMLElement) {
  let texts = playgroundTexts["en-US"];
  const template = document.getElementById("page") as HTMLTemplateElement;
  root.replaceChildren(template.content.cloneNode(true));
  const find = <Found extends HTMLElement>(selector: string) => root.querySelector(selector) as Found;
  const page = {
    sheet: find("#sheet"),
    pane: find("#pane"),
    openFile: find<HTMLInputElement>("#open-file"),
    open: find("#action-open"),
    save: find("#action-save"),
    startAfresh: find("#action-startafresh"),
    oldExcel: find<HTMLInputElement>("#old-excel"),
    theme: find<HTMLSelectElement>("#theme"),
    paneToggle: find("#action-pane"),
    language: find<HTMLSelectElement>("#language"),
    /** The message for the error in the selected cell. */
    message: find("#cell-message"),
    /** The state of the workbook: kept, opened, saved. */
    status: find("#status"),
    /** Offers the sample in the language of the page, if the open sample is in another language. */
    offer: find("#offer"),
    openSample: find("#offer button"),
    setLanguage(next: Language): void {
      texts = playgroundTexts[next];
      document.documentElement.lang = next === "zh-CN" ? "zh-CN" : "en";
      document.title = texts.pageTitle;
      page.language.value = next;
      for (const element of root.querySelectorAll<HTMLElement>("[data-text], [data-title], [data-label]")) {
        const { text, title, label } = element.dataset;
        if (text !== undefined) element.textContent = textOf(texts, text);
        if (title !== undefined) element.title = textOf(texts, title);
        if (label !== undefined) element.setAttribute("aria-label", textOf(texts, label));
      }
      const chosen = page.theme.value;
      page.theme.replaceChildren(...themeChoices.map((choice) => new Option(texts.themes[choice], choice)));
      page.theme.value = chosen;
    },
    /** Asks a question; true if the visitor accepts. */
    confirm: async (question: string, yes: string): Promise<boolean> =>
      (await askInDialog(question, yes, texts.cancel)) !== undefined,
    /** Asks a question with a choice; returns the chosen value, or undefined if the visitor declines. */
    choose: (question: string, yes: string, choice: DialogChoice): Promise<string | undefined> =>
      askInDialog(question, yes, texts.cancel, choice),
  };

  const more = find<HTMLDetailsElement>("#more");
  const panel = find("#more .panel");
  closeByItself(more, find("#more summary"));
  panel.addEventListener("click", (event) => {
    // Closes the menu, because its buttons open a dialog or download a file.
    if (event.target instanceof Element && event.target.closest("button")) more.removeAttribute("open");
  });
  // On a narrow page, the buttons for starting afresh and saving and the language move into More.
  const narrow = matchMedia("(max-width: 760px)");
  const arrange = (): void => {
    const language = page.language.parentElement!;
    if (narrow.matches) panel.prepend(page.startAfresh, page.save, language);
    else {
      more.before(page.startAfresh, page.save);
      page.paneToggle.before(language);
    }
  };
  narrow.addEventListener("change", arrange);
  arrange();
  return page;
}

/** The text of the page for a key used in index.html. */
function textOf(texts: PlaygroundTexts, key: string): string {
  return (texts as unknown as Record<string, string>)[key];
}

/** The chosen value, `""` if there is no choice; undefined if the visitor declines. */
function askInDialog(
  question: string,
  yes: string,
  no: string,
  choice?: DialogChoice,
): Promise<string | undefined> {
  const dialog = element("dialog", { className: "question" });
  const text = element("p", { textContent: question, id: "question" });
  dialog.setAttribute("aria-labelledby", "question");
  const cancel = element("button", { type: "button", textContent: no });
  const accept = element("button", { type: "button", textContent: yes, className: "strong" });
  const buttons = element("div", { className: "buttons" });
  buttons.append(cancel, accept);
  const choices = element("fieldset", {});
  for (const [i, { value, text: words }] of (choice?.options ?? []).entries()) {
    const option = element("label", {});
    const input = element("input", { type: "radio", name: "choice", value, checked: i === 0 });
    option.append(input, element("span", { textContent: words }));
    choices.append(option);
  }
  if (choice !== undefined) choices.prepend(element("legend", { textContent: choice.label }));
  dialog.append(text, ...(choice === undefined ? [] : [choices]), buttons);
  document.body.append(dialog);
  return new Promise((done) => {
    cancel.onclick = () => dialog.close("no");
    accept.onclick = () => dialog.close("yes");
    dialog.onclose = () => {
      const chosen = dialog.querySelector<HTMLInputElement>("input:checked")?.value ?? "";
      dialog.remove();
      done(dialog.returnValue === "yes" ? chosen : undefined);
    };
    dialog.showModal();
    cancel.focus();
  });
}
