export const themeChoices = ["auto", "light", "dark", "contrast"] as const;

/** `auto` follows the system. */
export type ThemeChoice = (typeof themeChoices)[number];
export type ShownTheme = Exclude<ThemeChoice, "auto">;

/** The colours of the pane and of the page around it. Text has a contrast of 4.5:1, frames of controls 3:1. */
export interface Colors {
  readonly bg: string;
  readonly bg2: string;
  readonly bg3: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  /** Separators. */
  readonly line: string;
  /** Frames of controls. */
  readonly line2: string;
  /** The one accent colour, its colour on hover, and text on it. */
  readonly accent: string;
  readonly hover: string;
  readonly on: string;
  /** Background of selected items, and text on it. */
  readonly tint: string;
  readonly tintink: string;
  readonly bad: string;
}

export const colors: Readonly<Record<ShownTheme, Colors>> = {
  light: {
    bg: "#ffffff",
    bg2: "#f4f7f6",
    bg3: "#e9efed",
    ink: "#16201e",
    ink2: "#44524e",
    ink3: "#5b6965",
    line: "#dae1de",
    line2: "#7b8884",
    accent: "#0b6b5b",
    hover: "#085346",
    on: "#ffffff",
    tint: "#e3f1ed",
    tintink: "#07564a",
    bad: "#a3261b",
  },
  dark: {
    bg: "#1b211f",
    bg2: "#131816",
    bg3: "#2a322f",
    ink: "#edf2f0",
    ink2: "#bdc8c4",
    ink3: "#a1afaa",
    line: "#37423e",
    line2: "#84938e",
    accent: "#5dcfb8",
    hover: "#84e0cd",
    on: "#06231d",
    tint: "#1d3a34",
    tintink: "#a9e8db",
    bad: "#ff9e91",
  },
  contrast: {
    bg: "#000000",
    bg2: "#000000",
    bg3: "#000000",
    ink: "#ffffff",
    ink2: "#ffffff",
    ink3: "#ffffff",
    line: "#ffffff",
    line2: "#ffffff",
    accent: "#1aebff",
    hover: "#ffffff",
    on: "#000000",
    tint: "#000000",
    tintink: "#1aebff",
    bad: "#ff9a9a",
  },
};

const media = {
  forced: "(forced-colors: active)",
  more: "(prefers-contrast: more)",
  dark: "(prefers-color-scheme: dark)",
} as const;

/** The user's system settings for colours. */
export type System = Readonly<Record<keyof typeof media, boolean>>;

export function systemNow(): System {
  const matches = (query: string) => window.matchMedia(query).matches;
  return { forced: matches(media.forced), more: matches(media.more), dark: matches(media.dark) };
}

/** Calls back when a system setting changes; returns a function that unsubscribes. */
export function onSystemChange(changed: () => void): () => void {
  const queries = Object.values(media).map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
  };
}

/** The theme to show; with forced colours always `contrast`, because the system colours the page. */
export function shownTheme(choice: ThemeChoice, system: System): ShownTheme {
  if (system.forced) return "contrast";
  if (choice !== "auto") return choice;
  return system.dark ? "dark" : "light";
}
