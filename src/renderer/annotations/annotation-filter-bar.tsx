import { NativeSelect, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import type { Color } from '../../shared/contract/ids.ts'
import classes from './annotation-filter-bar.module.css'
import { ColorSwatches } from './color-swatches.tsx'
import type { AnnotationFilter } from './filter-annotations.ts'

interface AnnotationFilterBarProps {
  filter: AnnotationFilter
  onChange(filter: AnnotationFilter): void
  colors: readonly Color[]
  tags: readonly string[]
}

/** Narrows highlights by text, colour and tag; a second press on a colour lets it go. */
export function AnnotationFilterBar({ filter, onChange, colors, tags }: AnnotationFilterBarProps) {
  return (
    <search className={classes.bar} aria-label="Filter highlights">
      <TextInput
        aria-label="Filter by text"
        placeholder="Filter"
        leftSection={<Search aria-hidden />}
        value={filter.text}
        onChange={event => onChange({ ...filter, text: event.currentTarget.value })}
      />
      <div className={classes.row}>
        {colors.length > 1 || filter.color !== null ? (
          <ColorSwatches
            verb="Only those"
            size="small"
            colors={colors}
            value={filter.color}
            onChoose={color => onChange({ ...filter, color: filter.color === color ? null : color })}
          />
        ) : null}
        {tags.length > 0 && (
          <NativeSelect
            aria-label="Filter by tag"
            className={classes.tag}
            value={filter.tag ?? ''}
            onChange={event => onChange({ ...filter, tag: event.currentTarget.value || null })}
            data={[{ value: '', label: 'Any tag' }, ...tags.map(tag => ({ value: tag, label: tag }))]}
          />
        )}
      </div>
    </search>
  )
}
