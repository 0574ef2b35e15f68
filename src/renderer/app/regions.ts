/** Where the focus goes in a pane, the best place first: its list, its current item, its tab, else whatever can take it. */
const STOPS = [
  '[role="listbox"][tabindex="0"]',
  '[aria-current="page"]',
  '[role="tab"][aria-selected="true"]',
  'button:not([tabindex="-1"], :disabled), a[href], input, textarea, [tabindex="0"]',
]

function firstStop(region: HTMLElement): HTMLElement | null {
  for (const stop of STOPS) {
    const found = region.querySelector<HTMLElement>(stop)
    if (found) return found
  }
  return null
}

/** Puts the focus into the next pane of the window (or the one before), round the end: rail, list, workspace, inspector. */
export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const at = regions.findIndex(region => region.contains(document.activeElement))
  const from = at < 0 && step < 0 ? 0 : at
  for (let tried = 1; tried <= regions.length; tried++) {
    const region = regions[(from + step * tried + regions.length * 2) % regions.length]
    const stop = region && firstStop(region)
    if (stop) {
      stop.focus()
      return
    }
  }
}
