import type { Language } from "@crm-functions/core";
import { themeChoices, type ThemeChoice } from "../taskpane/shell/colors";
import { closeByItself } from "./menu";
import { playgroundTexts, type PlaygroundTexts } from "./texts";

/** The elements of the page around the spreadsheet. */
export interface Page {
  readonly sheet: HTMLElement;
  readonly pane: HTMLElement;
  readonly openFile: HTMLInputElement;
  readonly open: HTMLButtonElement;
  readonly save: HTMLButtonElement;
  readonly startAfresh: HTMLButtonElement;
  readonly oldExcel: HTMLInputElement;
  readonly theme: HTMLSelectElement;
  readonly paneToggle: HTMLButtonElement;
  readonly language: HTMLSelectElement;
  /** What the selected cell says about its error. */
  readonly message: HTMLElement;
  /** What happens to the workbook: kept, opened, saved. */
  readonly status: HTMLElement;
  /** Offers the sample in the language of the page, where the one that is open speaks another. */
  readonly offer: HTMLElement;
  readonly openSample: HTMLButtonElement;
  setLanguage(language: Language): void;
  /** Asks a question; true where the visitor says yes. */
  confirm(question: string, yes: string): Promise<boolean>;
  /** The same with something to choose; the value that was chosen, undefined where the visitor says no. */
  choose(question: string, yes: string, choice: DialogChoice): Promise<string | undefined>;
}

/** One of several to choose in a dialog; the first is chosen until the visitor chooses another. */
export interface DialogChoice {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

type TextKey = {
  [Key in keyof PlaygroundTexts]: PlaygroundTexts[Key] extends string ? Key : never;
}[keyof PlaygroundTexts];

const icons = {
  open: "M2 4.5A1.5 1.5 0 0 1 3.5 3h3l1.5 2h4.5A1.5 1.5 0 0 1 14 6.5v5A1.5 1.5 0 0 1 12.5 13h-9A1.5 1.5 0 0 1 2 11.5z",
  save: "M8 2v7m0 0L5 6.2M8 9l3-2.8M3 11v1.5A1.5 1.5 0 0 0 4.5 14h7a1.5 1.5 0 0 0 1.5-1.5V11",
  startAfresh: "M3 8a5 5 0 1 0 1.5-3.5L3 6m0-3.5V6h3.5",
  pane: "M2.5 3h11v10h-11zM9.5 3v10",
} as const;

/** Builds the page into `root`: a header with the actions, the sheet, the pane's place, a line for messages. */
export function buildPage(root: HTMLElement): Page {
  const labelled: (() => void)[] = [];
  let texts = playgroundTexts["en-US"];

  const open = actionButton("open", "open", "openTitle");
  open.classList.add("strong");
  const save = actionButton("save", "save", "saveTitle");
  const startAfresh = actionButton("startAfresh", "startAfresh", "startAfreshTitle");
  const paneToggle = actionButton("pane", "pane", "paneTitle");
  paneToggle.setAttribute("aria-controls", "pane");
  paneToggle.classList.add("toggle");

  const openFile = element("input", { type: "file", accept: ".xlsx,.xlsm,.csv,.txt", hidden: true });
  openFile.id = "open-file";

  const oldExcel = element("input", { type: "checkbox", id: "old-excel" });
  oldExcel.setAttribute("role", "switch");
  const oldExcelLabel = element("label", { className: "switch" });
  const oldExcelText = element("span", {});
  oldExcelLabel.append(oldExcel, oldExcelText);
  labelled.push(() => (oldExcelText.textContent = texts.oldExcel));

  const theme = element("select", { id: "theme" });
  theme.append(...themeChoices.map((choice) => new Option("", choice)));
  const themeLabel = element("label", {});
  const themeText = element("span", {});
  themeLabel.append(themeText, theme);
  labelled.push(() => {
    themeText.textContent = texts.theme;
    for (const option of theme.options) option.textContent = texts.themes[option.value as ThemeChoice];
  });
  const oldExcelAbout = element("p", { id: "old-excel-about" });
  oldExcel.setAttribute("aria-describedby", "old-excel-about");
  const moreSummary = element("summary", {});
  const morePanel = element("div", { className: "panel" });
  morePanel.append(themeLabel, oldExcelLabel, oldExcelAbout);
  const more = element("details", { id: "more", className: "menu" });
  more.append(moreSummary, morePanel);
  closeByItself(more, moreSummary);
  morePanel.addEventListener("click", (event) => {
    // What opens a dialog or hands a file over is done with the menu.
    if (event.target instanceof Element && event.target.closest("button")) more.removeAttribute("open");
  });
  labelled.push(() => {
    moreSummary.textContent = texts.more;
    oldExcelAbout.textContent = texts.oldExcelTitle;
  });

  const language = element("select", { id: "language" });
  language.append(new Option("English", "en-US"), new Option("简体中文", "zh-CN"));
  language.options[0].lang = "en";
  language.options[1].lang = "zh-CN";
  const languageLabel = element("label", {});
  const languageText = element("span", {});
  labelled.push(() => {
    language.setAttribute("aria-label", texts.language);
    languageText.textContent = texts.language;
  });

  const mark = element("span", { className: "mark" });
  mark.setAttribute("aria-hidden", "true");
  const title = element("h1", {});
  const subtitle = element("p", {});
  labelled.push(() => {
    title.textContent = texts.title;
    subtitle.textContent = texts.subtitle;
  });
  const names = element("div", { className: "names" });
  names.append(title, subtitle);
  const brand = element("div", { className: "brand" });
  brand.append(mark, names);

  const actions = element("div", { className: "actions" });
  // A narrow page keeps what is done with the file itself; the rest waits behind More.
  const narrow = matchMedia("(max-width: 760px)");
  actions.append(open, openFile, more, paneToggle);
  const arrange = (): void => {
    if (narrow.matches) {
      languageLabel.append(languageText, language);
      morePanel.prepend(startAfresh, save, languageLabel);
    } else {
      languageLabel.remove();
      more.before(startAfresh, save);
      paneToggle.before(language);
    }
  };
  narrow.addEventListener("change", arrange);
  arrange();
  const header = element("header", {});
  header.append(brand, actions);

  const sheet = element("main", { id: "sheet" });
  labelled.push(() => sheet.setAttribute("aria-label", texts.sheetLabel));
  const pane = element("aside", { id: "pane", hidden: true });
  labelled.push(() => pane.setAttribute("aria-label", texts.pane));
  const work = element("div", { className: "work" });
  work.append(sheet, pane);

  const message = element("p", { id: "cell-message", hidden: true });
  message.setAttribute("role", "status");
  const status = element("p", { id: "status" });
  status.setAttribute("role", "status");
  const offer = element("p", { id: "offer", hidden: true });
  const offerText = element("span", {});
  const openSample = element("button", { type: "button" });
  offer.append(offerText, " ", openSample);
  labelled.push(() => {
    offerText.textContent = texts.sampleOfAnotherLanguage;
    openSample.textContent = texts.openSample;
  });
  const footer = element("footer", {});
  footer.append(message, offer, status);

  root.replaceChildren(header, work, footer);
  return {
    sheet,
    pane,
    openFile,
    open,
    save,
    startAfresh,
    oldExcel,
    theme,
    paneToggle,
    language,
    message,
    status,
    offer,
    openSample,
    setLanguage(next) {
      texts = playgroundTexts[next];
      document.documentElement.lang = next === "zh-CN" ? "zh-CN" : "en";
      document.title = texts.pageTitle;
      language.value = next;
      for (const label of labelled) label();
    },
    confirm: async (question, yes) => (await askInDialog(question, yes, texts.cancel)) !== undefined,
    choose: (question, yes, choice) => askInDialog(question, yes, texts.cancel, choice),
  };

  function actionButton(icon: keyof typeof icons, key: TextKey, titleKey: TextKey): HTMLButtonElement {
    const button = element("button", { type: "button", id: `action-${icon.toLowerCase()}` });
    const text = element("span", {});
    button.append(drawIcon(icons[icon]), text);
    labelled.push(() => {
      text.textContent = texts[key];
      button.title = texts[titleKey];
      button.setAttribute("aria-label", texts[key]);
    });
    return button;
  }
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), properties);
}

function drawIcon(path: string): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(namespace, "svg");
  icon.setAttribute("viewBox", "0 0 16 16");
  icon.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(namespace, "path");
  line.setAttribute("d", path);
  icon.append(line);
  return icon;
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
