import { Star } from 'lucide-react'
import type { SourceSummary } from '../../shared/contract/library.ts'
import { countOf, formatCount } from '../ui/counts.ts'
import { Pen } from '../ui/pen.tsx'
import classes from './source-row.module.css'

const READ = 0.95

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** What stands under the title: site, author and year as far as they are known, else when it was clipped. */
function particulars(source: SourceSummary): string {
  const year = source.published?.slice(0, 4)
  const byline = source.byline === source.siteName ? null : source.byline
  const known = [source.siteName, byline, year].filter(Boolean)
  return known.length > 0 ? known.join(' · ') : `Clipped ${day.format(source.createdAt)}`
}

/** The two lines of a source in a list. */
export function SourceRow({ source }: { source: SourceSummary }) {
  const done = source.progress >= READ || source.state === 'archive'
  const percent = Math.round(source.progress * 100)
  return (
    <>
      <span className={done ? `${classes.title} ${classes.seen}` : classes.title} dir="auto">
        {source.title}
      </span>
      <span className={classes.meta}>
        <span className={classes.particulars}>{particulars(source)}</span>
        {source.starred && (
          <>
            <Star aria-hidden className={classes.star} />
            <span className="visually-hidden">starred</span>
          </>
        )}
        {source.annotationCount > 0 && (
          <span className={classes.highlights}>
            <Pen color={source.annotationColor ?? 1} />
            <span aria-hidden>{formatCount(source.annotationCount)}</span>
            <span className="visually-hidden">{countOf(source.annotationCount, 'highlight')}</span>
          </span>
        )}
      </span>
      {percent > 0 && (
        <span className={classes.progress}>
          <span className={classes.bar} style={{ width: `${percent}%` }} />
          <span className="visually-hidden">{percent} % read</span>
        </span>
      )}
    </>
  )
}

/** Stands where a row is still being fetched, at a row's height. */
export function PendingRow() {
  return (
    <>
      <span className="visually-hidden">Loading…</span>
      <span className={classes.pendingTitle} />
      <span className={classes.pendingMeta} />
    </>
  )
}
