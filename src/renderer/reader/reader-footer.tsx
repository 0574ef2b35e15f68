import { countOf } from '../ui/counts.ts'
import classes from './reader-footer.module.css'
import { timeLeft } from './reading-time.ts'

interface ReaderFooterProps {
  /** 0–1. */
  progress: number
  wordCount: number
  language: string | null
  highlights: number
  /** Of these highlights. */
  notInView: number
  imagesKept: number
  imagesMissing: number
}

/** How far one has come, what is left, and what was kept of the page. */
export function ReaderFooter(props: ReaderFooterProps) {
  const { progress, wordCount, language, highlights, notInView, imagesKept, imagesMissing } = props
  const images = imagesKept + imagesMissing
  const kept = [
    highlights > 0 && `${highlights} ${highlights === 1 ? 'highlight' : 'highlights'}`,
    images > 0 && `${imagesKept} of ${images} ${images === 1 ? 'image' : 'images'} kept`,
  ].filter(Boolean)
  return (
    <footer className={classes.footer}>
      <span className={classes.share}>{Math.round(progress * 100)} %</span>
      <span>{timeLeft(wordCount, progress, language)}</span>
      {notInView > 0 && (
        <span className={classes.missing}>
          {countOf(notInView, 'highlight')} {notInView === 1 ? 'is' : 'are'} not in this view
        </span>
      )}
      <span className={classes.kept}>{kept.join(' · ')}</span>
    </footer>
  )
}
