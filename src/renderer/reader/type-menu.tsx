import { Popover, SegmentedControl, Switch } from '@mantine/core'
import { Minus, Plus, Type } from 'lucide-react'
import { useState } from 'react'
import { ReaderSettings, type Settings, type Theme } from '../../shared/contract/settings.ts'
import { useAction } from '../rpc/queries.ts'
import { IconButton } from '../ui/icon-button.tsx'
import classes from './type-menu.module.css'

const THEMES: { value: Theme; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'sepia', label: 'Sepia' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'Auto' },
]
const TYPEFACES: { value: ReaderSettings['typeface']; label: string }[] = [
  { value: 'serif', label: 'Serif' },
  { value: 'sans', label: 'Sans' },
  { value: 'mono', label: 'Mono' },
]

/** How the reader looks: theme, typeface, size, measure, line height, hyphenation. Each choice acts at once. */
export function TypeMenu({ settings }: { settings: Settings }) {
  const [opened, setOpened] = useState(false)
  const update = useAction('settings.update')
  const { reader } = settings
  const set = (patch: Partial<ReaderSettings>) => {
    const checked = ReaderSettings.safeParse({ ...reader, ...patch })
    if (checked.success) void update({ reader: patch })
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus width={272}>
      <Popover.Target>
        <IconButton icon={Type} label="Type and theme" aria-expanded={opened} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label="Type and theme">
        <SegmentedControl
          fullWidth
          aria-label="Theme"
          data={THEMES}
          value={settings.theme}
          onChange={theme => void update({ theme: theme as Theme })}
        />
        <SegmentedControl
          fullWidth
          aria-label="Typeface"
          data={TYPEFACES}
          value={reader.typeface}
          onChange={typeface => set({ typeface: typeface as ReaderSettings['typeface'] })}
        />
        <Stepper
          label="Size"
          value={`${reader.sizePx} px`}
          less={() => set({ sizePx: reader.sizePx - 1 })}
          more={() => set({ sizePx: reader.sizePx + 1 })}
        />
        <Stepper
          label="Line length"
          value={`${reader.measureCh} letters`}
          less={() => set({ measureCh: reader.measureCh - 4 })}
          more={() => set({ measureCh: reader.measureCh + 4 })}
        />
        <Stepper
          label="Line height"
          value={reader.lineHeight.toFixed(2)}
          less={() => set({ lineHeight: Math.round(reader.lineHeight * 20 - 1) / 20 })}
          more={() => set({ lineHeight: Math.round(reader.lineHeight * 20 + 1) / 20 })}
        />
        <Switch
          size="xs"
          labelPosition="left"
          className={classes.row}
          classNames={{ body: classes.switch }}
          label="Hyphenation"
          checked={reader.hyphenate}
          onChange={event => set({ hyphenate: event.currentTarget.checked })}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function Stepper({ label, value, less, more }: { label: string; value: string; less(): void; more(): void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons and a value are no form
    <div className={classes.row} role="group" aria-label={label}>
      <span>{label}</span>
      <output className={classes.value}>{value}</output>
      <IconButton icon={Minus} label={`Less ${label.toLowerCase()}`} onClick={less} />
      <IconButton icon={Plus} label={`More ${label.toLowerCase()}`} onClick={more} />
    </div>
  )
}
