import type { SourceDetail } from '../../shared/contract/library.ts'
import classes from './article-header.module.css'
import { readingMinutes } from './reading-time.ts'
import { formatCapture, formatPublished } from './source-dates.ts'

interface ArticleHeaderProps {
  source: SourceDetail
  capturedAt: number | null
}

/** Kicker, title and byline above the article. They are the record's, so they stand outside the article's own text. */
export function ArticleHeader({ source, capturedAt }: ArticleHeaderProps) {
  const { record } = source
  const kicker = [
    record.siteName,
    capturedAt !== null && `Clipped ${formatCapture(capturedAt)}`,
    source.wordCount > 0 && `${readingMinutes(source.wordCount, record.language)} min`,
  ].filter(Boolean)
  const byline = [source.byline, record.published && formatPublished(record.published)].filter(Boolean)
  return (
    <header className={classes.header} lang={record.language ?? undefined} dir={source.dir ?? 'auto'}>
      <p className={classes.kicker} lang="en">
        {kicker.map(part => (
          <span key={String(part)}>
            <bdi>{part}</bdi>
          </span>
        ))}
      </p>
      <h1 className={classes.title}>{record.title}</h1>
      {record.subtitle && <p className={classes.subtitle}>{record.subtitle}</p>}
      {byline.length > 0 && <p className={classes.byline}>{byline.join(' · ')}</p>}
      <hr className={classes.rule} />
    </header>
  )
}
