import {
  colors,
  onSystemChange,
  shownTheme,
  systemNow,
  type ShownTheme,
  type ThemeChoice,
} from "../taskpane/shell/colors";
import { preferredTheme, rememberTheme } from "./preferences";

/** The theme of the whole page: what the visitor chose, what is shown for it, and who follows. */
export interface PageTheme {
  readonly choice: ThemeChoice;
  choose(choice: ThemeChoice): void;
  /** Calls back with what is shown, now and whenever visitor or system change it. */
  follow(changed: (shown: ShownTheme, choice: ThemeChoice) => void): void;
}

/** Gives the page its colours, as custom properties with the names of the tokens. */
export function startPageTheme(): PageTheme {
  let choice = preferredTheme();
  const followers: ((shown: ShownTheme, choice: ThemeChoice) => void)[] = [];
  const show = (): void => {
    const shown = shownTheme(choice, systemNow());
    const { style, dataset } = document.documentElement;
    dataset["theme"] = shown;
    for (const [token, color] of Object.entries(colors[shown]))
      style.setProperty(`--${token}`, String(color));
    style.colorScheme = shown === "light" ? "light" : "dark";
    for (const changed of followers) changed(shown, choice);
  };
  onSystemChange(show);
  show();
  return {
    get choice() {
      return choice;
    },
    choose(next) {
      choice = next;
      rememberTheme(next);
      show();
    },
    follow(changed) {
      followers.push(changed);
      changed(shownTheme(choice, systemNow()), choice);
    },
  };
}
