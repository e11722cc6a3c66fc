import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { ChartTheme } from "@crm-functions/core";
import {
  colors,
  onSystemChange,
  shownTheme,
  systemNow,
  type Colors,
  type ShownTheme,
  type ThemeChoice,
} from "./colors";

/** A theme of Fluent in our colours; what they do not name (shadows, success, warning) stays Fluent's. */
function themeOf(base: Theme, own: Colors): Theme {
  const { bg, bg2, bg3, ink, ink2, ink3, line, line2, accent, hover, on, tint, tintink, bad } = own;
  return {
    ...base,
    fontFamilyBase:
      '"Segoe UI", system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    colorNeutralBackground1: bg,
    colorNeutralBackground1Hover: bg3,
    colorNeutralBackground1Pressed: bg3,
    colorNeutralBackground1Selected: bg3,
    colorNeutralBackground2: bg2,
    colorNeutralBackground3: bg3,
    colorSubtleBackgroundHover: bg3,
    colorSubtleBackgroundPressed: bg3,
    colorSubtleBackgroundSelected: bg3,
    colorNeutralForeground1: ink,
    colorNeutralForeground1Hover: ink,
    colorNeutralForeground1Pressed: ink,
    colorNeutralForeground1Selected: ink,
    colorNeutralForeground2: ink2,
    colorNeutralForeground2Hover: ink,
    colorNeutralForeground2Pressed: ink,
    colorNeutralForeground2Selected: ink,
    colorNeutralForeground2BrandHover: accent,
    colorNeutralForeground2BrandPressed: accent,
    colorNeutralForeground2BrandSelected: accent,
    colorNeutralForeground3: ink3,
    colorNeutralForeground4: ink3,
    colorNeutralForegroundOnBrand: on,
    colorNeutralStroke1: line2,
    colorNeutralStroke1Hover: ink3,
    colorNeutralStroke1Pressed: ink3,
    colorNeutralStroke1Selected: ink3,
    colorNeutralStroke2: line,
    colorNeutralStroke3: line,
    colorNeutralStrokeAccessible: line2,
    colorNeutralStrokeAccessibleHover: ink3,
    colorNeutralStrokeAccessiblePressed: ink3,
    colorBrandBackground: accent,
    colorBrandBackgroundHover: hover,
    colorBrandBackgroundPressed: hover,
    colorBrandBackgroundSelected: hover,
    colorBrandBackground2: tint,
    colorBrandForeground1: accent,
    colorBrandForeground2: tintink,
    colorBrandForegroundLink: accent,
    colorBrandForegroundLinkHover: hover,
    colorBrandForegroundLinkPressed: hover,
    colorBrandStroke1: accent,
    colorBrandStroke2: line,
    colorCompoundBrandBackground: accent,
    colorCompoundBrandBackgroundHover: hover,
    colorCompoundBrandBackgroundPressed: hover,
    colorCompoundBrandForeground1: accent,
    colorCompoundBrandForeground1Hover: hover,
    colorCompoundBrandForeground1Pressed: hover,
    colorCompoundBrandStroke: accent,
    colorCompoundBrandStrokeHover: hover,
    colorCompoundBrandStrokePressed: hover,
    colorStrokeFocus2: ink,
    colorStatusDangerBackground3: bad,
    colorStatusDangerForeground1: bad,
    colorStatusDangerBorder2: bad,
    colorPaletteRedForeground1: bad,
    colorPaletteRedForeground3: bad,
    colorPaletteRedBorder2: bad,
  };
}

const themes: Record<ShownTheme, Theme> = {
  light: themeOf(webLightTheme, colors.light),
  dark: themeOf(webDarkTheme, colors.dark),
  contrast: contrastTheme(),
};

/**
 * Our colours at rest; under the pointer, pressed and selected stays Fluent's reversal of colours, whose parts belong
 * together.
 */
function contrastTheme(): Theme {
  const own = Object.entries(themeOf(teamsHighContrastTheme, colors.contrast));
  const resting = own.filter(([token]) => !/(Hover|Pressed|Selected)$/.test(token));
  return { ...teamsHighContrastTheme, ...(Object.fromEntries(resting) as Partial<Theme>) };
}

/** The same theme with words and lines in full ink, for people who asked their system for more contrast. */
function withMoreContrast(theme: Theme, ink: string): Theme {
  return {
    ...theme,
    colorNeutralForeground1: ink,
    colorNeutralForeground2: ink,
    colorNeutralForeground3: ink,
    colorNeutralForeground4: ink,
    colorNeutralStroke1: ink,
    colorNeutralStroke2: ink,
    colorNeutralStroke3: ink,
    colorNeutralStrokeAccessible: ink,
  };
}

const moreContrast = {
  light: withMoreContrast(themes.light, "#000000"),
  dark: withMoreContrast(themes.dark, "#ffffff"),
} as const;

export interface ThemeNow {
  readonly name: ShownTheme;
  readonly theme: Theme;
  /** The theme of drawings, which forced colours do not reach. */
  readonly chartTheme: ChartTheme;
  /** For what the browser draws itself: the pickers of dates, scroll bars. */
  readonly colorScheme: "light" | "dark";
}

/** The theme to show now; with `auto` it changes as the system changes. */
export function useTheme(choice: ThemeChoice): ThemeNow {
  const [system, setSystem] = useState(systemNow);
  useEffect(() => onSystemChange(() => setSystem(systemNow())), []);
  const name = shownTheme(choice, system);
  // With forced colours the system paints the page, dark on light for some: what we draw has to go with it.
  if (system.forced) {
    return {
      name,
      theme: teamsHighContrastTheme,
      chartTheme: system.dark ? "highContrast" : "light",
      colorScheme: system.dark ? "dark" : "light",
    };
  }
  if (name === "contrast") {
    return { name, theme: themes.contrast, chartTheme: "highContrast", colorScheme: "dark" };
  }
  const more = choice === "auto" && system.more;
  return { name, theme: more ? moreContrast[name] : themes[name], chartTheme: name, colorScheme: name };
}
