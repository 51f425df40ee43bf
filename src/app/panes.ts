/**
 * F6 goes through the panes of a page: every element with `data-pane`, in document order. The focus goes to what was
 * last focused in it, or to the pane itself.
 */
export function movePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.offsetParent !== null);
  if (panes.length === 0) return;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + step + panes.length) % panes.length] ?? panes[0]!;
  const inside = next.querySelector<HTMLElement>('[data-pane-focus], [role="textbox"], textarea');
  const target = inside ?? next;
  if (target === next) next.tabIndex = -1;
  target.focus();
}
