import type { Language } from "@crm-functions/core";
import { themeChoices } from "../taskpane/shell/colors";
import { closeByItself } from "./menu";
import { playgroundTexts, type PlaygroundTexts } from "./texts";

/** The elements of the page around the spreadsheet. */
export type Page = ReturnType<typeof buildPage>;

/** One of several to choose in a dialog; the first is chosen until the visitor chooses another. */
interface DialogChoice {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** Builds the page into `root` from the template in index.html: header with actions, sheet, pane's place, messages. */
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
    /** What the selected cell says about its error. */
    message: find("#cell-message"),
    /** What happens to the workbook: kept, opened, saved. */
    status: find("#status"),
    /** Offers the sample in the language of the page, where the one that is open speaks another. */
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
    /** Asks a question; true where the visitor says yes. */
    confirm: async (question: string, yes: string): Promise<boolean> =>
      (await askInDialog(question, yes, texts.cancel)) !== undefined,
    /** The same with something to choose; the value that was chosen, undefined where the visitor says no. */
    choose: (question: string, yes: string, choice: DialogChoice): Promise<string | undefined> =>
      askInDialog(question, yes, texts.cancel, choice),
  };

  const more = find<HTMLDetailsElement>("#more");
  const panel = find("#more .panel");
  closeByItself(more, find("#more summary"));
  panel.addEventListener("click", (event) => {
    // What opens a dialog or hands a file over is done with the menu.
    if (event.target instanceof Element && event.target.closest("button")) more.removeAttribute("open");
  });
  // A narrow page keeps what is done with the file itself; the rest waits behind More.
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

/** A text of the page by its key, which index.html names. */
function textOf(texts: PlaygroundTexts, key: string): string {
  return (texts as unknown as Record<string, string>)[key];
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), properties);
}

/** What was chosen, `""` where there is nothing to choose; undefined where the answer is no. */
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
