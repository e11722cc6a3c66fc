/** Makes a menu of the header close on Escape, with the focus back on its button, and on a click outside. */
export function closeByItself(menu: HTMLDetailsElement, summary: HTMLElement): void {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.removeAttribute("open");
    summary.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target as Node)) menu.removeAttribute("open");
  });
}
