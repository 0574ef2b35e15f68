import { Modal, NativeSelect, SegmentedControl, Slider, Switch } from '@mantine/core'
import type { Contract } from '../../shared/contract/index.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { InputOf } from '../../shared/rpc/contract.ts'
import { useDialogs } from '../app/dialog-store.ts'
import { perform } from '../app/perform.ts'
import { useCall } from '../rpc/queries.ts'
import { BackupsSection } from './backups-section.tsx'
import classes from './settings-dialog.module.css'
import { Field, Section } from './settings-parts.tsx'
import { WatchedFolder } from './watched-folder.tsx'

const THEMES: { value: Settings['theme']; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'sepia', label: 'Sepia' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'System' },
]

const TYPEFACES: { value: Settings['reader']['typeface']; label: string }[] = [
  { value: 'serif', label: 'Serif' },
  { value: 'sans', label: 'Sans' },
  { value: 'mono', label: 'Mono' },
]

const CITATION_STYLES = [
  { value: 'apa', label: 'APA' },
  { value: 'chicago-author-date', label: 'Chicago, author and date' },
  { value: 'chicago-notes', label: 'Chicago, notes' },
  { value: 'modern-language-association', label: 'MLA' },
  { value: 'ieee', label: 'IEEE' },
  { value: 'nature', label: 'Nature' },
  { value: 'vancouver', label: 'Vancouver' },
]

const PAGE_SIZES: { value: Settings['pageSize']; label: string }[] = [
  { value: 'a4', label: 'A4' },
  { value: 'us-letter', label: 'Letter' },
  { value: 'a5', label: 'A5' },
]

const update = (patch: InputOf<Contract['settings.update']>) => void perform('settings.update', patch)

/** How the program looks and reads, what reports begin with, and where the library lives. Every change holds at once. */
export function SettingsDialog() {
  const { open, close } = useDialogs()
  const settings = useCall('settings.get', {}).data
  return (
    <Modal opened={open === 'settings'} onClose={close} title="Settings" size={600}>
      {settings && (
        <>
          <Section title="Appearance">
            <Field label="Theme">
              <SegmentedControl
                aria-label="Theme"
                data={THEMES}
                value={settings.theme}
                onChange={theme => update({ theme: theme as Settings['theme'] })}
              />
            </Field>
          </Section>
          <ReadingSection reader={settings.reader} />
          <Section title="Reports">
            <Field label="Citation style">
              <NativeSelect
                aria-label="Citation style"
                data={CITATION_STYLES}
                value={settings.citationStyle}
                onChange={event => update({ citationStyle: event.target.value })}
              />
            </Field>
            <Field label="Page size">
              <SegmentedControl
                aria-label="Page size"
                data={PAGE_SIZES}
                value={settings.pageSize}
                onChange={pageSize => update({ pageSize: pageSize as Settings['pageSize'] })}
              />
            </Field>
          </Section>
          <WatchedFolder folder={settings.watchFolder} />
          <BackupsSection />
          <About />
        </>
      )}
    </Modal>
  )
}

function ReadingSection({ reader }: { reader: Settings['reader'] }) {
  return (
    <Section title="Reading">
      <Field label="Typeface">
        <SegmentedControl
          aria-label="Typeface"
          data={TYPEFACES}
          value={reader.typeface}
          onChange={typeface => update({ reader: { typeface: typeface as Settings['reader']['typeface'] } })}
        />
      </Field>
      <SliderField
        label="Text size"
        value={reader.sizePx}
        {...{ min: 14, max: 28, step: 1, unit: 'px' }}
        onChange={sizePx => update({ reader: { sizePx } })}
      />
      <SliderField
        label="Line length"
        value={reader.measureCh}
        {...{ min: 45, max: 100, step: 1, unit: 'characters' }}
        onChange={measureCh => update({ reader: { measureCh } })}
      />
      <SliderField
        label="Line height"
        value={reader.lineHeight}
        {...{ min: 1.3, max: 2, step: 0.05, unit: '' }}
        onChange={lineHeight => update({ reader: { lineHeight } })}
      />
      <Field label="Hyphenation">
        <Switch
          aria-label="Hyphenation"
          checked={reader.hyphenate}
          onChange={event => update({ reader: { hyphenate: event.target.checked } })}
        />
      </Field>
    </Section>
  )
}

function About() {
  const about = useCall('settings.about', {}).data
  return (
    <Section title="Library">
      <Field label="Where it lives">
        <code className={classes.path}>{about?.libraryFolder}</code>
      </Field>
      <Field label="Version">
        <span className={classes.value}>
          {about && `Commonplace ${about.appVersion}, library format ${about.schemaVersion}`}
        </span>
      </Field>
    </Section>
  )
}

interface SliderFieldProps {
  label: string
  value: number
  min: number
  max: number
  step: number
  unit: string
  onChange: (value: number) => void
}

function SliderField({ label, value, min, max, step, unit, onChange }: SliderFieldProps) {
  const said = (now: number) => `${Number(now.toFixed(2))} ${unit}`.trim()
  return (
    <Field label={label}>
      <Slider
        key={value}
        className={classes.slider}
        thumbLabel={label}
        defaultValue={value}
        min={min}
        max={max}
        step={step}
        label={said}
        onChangeEnd={onChange}
      />
      <span className={classes.value}>{said(value)}</span>
    </Field>
  )
}
