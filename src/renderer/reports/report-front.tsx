import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Report } from '../../shared/contract/reports.ts'
import classes from './report-view.module.css'

type Front = Report['front']

/** Authors as one line: “Ines Duarte (University of Porto); A. Lee”. */
export function authorsLine(authors: Front['authors']): string {
  return authors.map(({ name, affiliation }) => (affiliation ? `${name} (${affiliation})` : name)).join('; ')
}

/** The authors in a line: separated by semicolons, each with an affiliation in brackets if it has one. */
export function parseAuthors(line: string): Front['authors'] {
  return line
    .split(';')
    .map(part => /^([^(]*)(?:\(([^)]*)\)?)?$/.exec(part.trim()))
    .flatMap(match => {
      const name = match?.[1]?.trim()
      const affiliation = match?.[2]?.trim()
      return name ? [{ name, ...(affiliation ? { affiliation } : {}) }] : []
    })
}

/** Subtitle, authors, date and abstract of a report. */
export function ReportFrontFields({ front, onChange }: { front: Front; onChange(front: Front): void }) {
  const [authors, setAuthors] = useState(() => authorsLine(front.authors))
  const change = (part: Partial<Front>) => onChange({ ...front, ...part })
  return (
    <>
      <TextInput
        label="Subtitle"
        value={front.subtitle}
        onChange={event => change({ subtitle: event.currentTarget.value })}
      />
      <div className={classes.grid}>
        <TextInput
          label="Authors"
          placeholder="Ines Duarte (University of Porto); A. Lee"
          value={authors}
          onChange={event => {
            setAuthors(event.currentTarget.value)
            change({ authors: parseAuthors(event.currentTarget.value) })
          }}
        />
        <TextInput
          label="Date"
          placeholder="23 November 2026"
          value={front.date}
          onChange={event => change({ date: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label="Abstract"
        autosize
        minRows={2}
        maxRows={10}
        value={front.abstract}
        onChange={event => change({ abstract: event.currentTarget.value })}
      />
    </>
  )
}
