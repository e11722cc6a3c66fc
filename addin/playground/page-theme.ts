import {
  colors,
  onSystemChange,
  shownTheme,
  systemNow,
  type ShownTheme,
  type ThemeChoice,
} from "../taskpane/shell/colors";
import { preferredTheme, rememberTheme } from "./preferences";

/** The theme of the whole page: the visitor's choice, the theme shown for it, and its followers. */
export type PageTheme = ReturnType<typeof startPageTheme>;
type Follower = (shown: ShownTheme, choice: ThemeChoice) => void;

/** Sets the colours of the page as custom properties named after the tokens. */
export function startPageTheme() {
  let choice = preferredTheme();
  const followers: Follower[] = [];
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
    choose(next: ThemeChoice): void {
      choice = next;
      rememberTheme(next);
      show();
    },
    /** Calls back with the theme shown, at once and after every change by the visitor or the system. */
    follow(changed: Follower): void {
      followers.push(changed);
      changed(shownTheme(choice, systemNow()), choice);
    },
  };
}
