/// <reference types="office-js" />

/** The theme that matches Excel's current colours. */
export function excelTheme(): "light" | "dark" {
  const theme = Office.context.officeTheme as
    { bodyBackgroundColor?: string; isDarkTheme?: boolean } | undefined;
  return theme?.isDarkTheme === true || isDark(theme?.bodyBackgroundColor) ? "dark" : "light";
}

function isDark(colour: string | undefined): boolean {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour ?? "");
  if (parts === null) return false;
  const [red, green, blue] = parts.slice(1).map((part) => parseInt(part, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
