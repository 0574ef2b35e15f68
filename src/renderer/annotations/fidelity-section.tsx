import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FidelityReport } from '../../shared/contract/clipping.ts'
import { countOf } from '../ui/counts.ts'
import classes from './fidelity-section.module.css'
import { groupRemovals } from './group-removals.ts'

const SHOWN_LETTERS = 160

/** What was kept of the page, what was not, and why. */
export function FidelitySection({ report }: { report: FidelityReport }) {
  const { images, coverage, removed, warnings } = report
  const missing = images.filter(image => !image.kept)
  const removals = groupRemovals(removed)
  return (
    <section aria-label="What was kept">
      <h2 className={classes.head}>What was kept</h2>
      <p className={classes.line}>{Math.round(coverage * 100)} % of the page’s main text</p>
      <p className={classes.line}>
        {images.length === 0
          ? 'No images in the article'
          : `${images.length - missing.length} of ${countOf(images.length, 'image')}`}
      </p>
      {warnings.map(warning => (
        <p key={`${warning.code}${warning.message}`} className={classes.warning}>
          {warning.message}
        </p>
      ))}
      {missing.length > 0 && (
        <Fold title={`${countOf(missing.length, 'image')} missing`}>
          {missing.map((image, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page may name an image twice
            <li key={at}>
              <span className={classes.address}>{image.src.slice(0, SHOWN_LETTERS)}</span>
              {image.reason && <small>{image.reason}</small>}
            </li>
          ))}
        </Fold>
      )}
      {removals.length > 0 && (
        <Fold title={`${countOf(removed.length, 'part')} left out`}>
          {removals.map(({ rule, reason, texts }) => (
            <li key={rule}>
              <span>
                {reason} <small>({rule})</small>
              </span>
              {texts.map((text, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be left out twice
                <small key={at} dir="auto">
                  “{text.slice(0, SHOWN_LETTERS)}”
                </small>
              ))}
            </li>
          ))}
        </Fold>
      )}
    </section>
  )
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className={classes.fold}>
      <summary>
        <ChevronRight aria-hidden />
        {title}
      </summary>
      <ul>{children}</ul>
    </details>
  )
}
