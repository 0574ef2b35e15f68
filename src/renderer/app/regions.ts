const FIRST_STOP =
  '[role="listbox"][tabindex="0"], [aria-current="page"], [role="tab"][aria-selected="true"], button:not([tabindex="-1"]), a[href], input, textarea, [tabindex="0"]'

/** Puts the focus into the next pane of the window (or the one before), round the end: rail, list, workspace, inspector. */
export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const at = regions.findIndex(region => region.contains(document.activeElement))
  for (let tried = 1; tried <= regions.length; tried++) {
    const from = at < 0 && step < 0 ? 0 : at
    const region = regions[(from + step * tried + regions.length * 2) % regions.length]
    const stop = region?.querySelector<HTMLElement>(FIRST_STOP)
    if (stop) {
      stop.focus()
      return
    }
  }
}
