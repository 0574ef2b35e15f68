import { Eye } from 'lucide-react'
import type { CSSProperties, KeyboardEvent } from 'react'
import type { SnapshotSummary } from '../../shared/contract/library.ts'
import { isEditable } from '../app/shortcuts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { PaneTools } from '../ui/pane-tools.tsx'
import { ArticleHeader } from './article-header.tsx'
import { FindBar } from './find-bar.tsx'
import { readerVariables } from './frame-look.ts'
import { ImageZoom } from './image-zoom.tsx'
import { runReaderCommand } from './reader-commands.ts'
import { ReaderFooter } from './reader-footer.tsx'
import { readerCommand } from './reader-keys.ts'
import { ReaderOverlays } from './reader-overlays.tsx'
import classes from './reader-view.module.css'
import { type ReaderOptions, useReader } from './use-reader.ts'

interface ReaderViewProps extends Omit<ReaderOptions, 'snapshotId'> {
  snapshot: SnapshotSummary
  /** Address of the capture's page; it must be of this origin. */
  address: string
}

/** An article typeset for reading and marking: header, isolated page and what floats over it, footer. */
export function ReaderView({ snapshot, address, ...options }: ReaderViewProps) {
  const reader = useReader({ ...options, snapshotId: snapshot.id })
  const { source, frame, find } = reader
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || isEditable(event.target)) return
    const command = readerCommand(event, reader.caret.block !== null)
    if (!command || (command.kind === 'activate' && event.target instanceof HTMLButtonElement)) return
    if (runReaderCommand(command, reader)) event.preventDefault()
  }
  const isOriginal = options.view === 'original'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys pressed in the frame arrive here
    <div className={classes.reader} style={readerVariables(options.reader) as CSSProperties} onKeyDown={onKeyDown}>
      {options.onSwitchView && (
        <PaneTools>
          <IconButton icon={Eye} label="Original view" shortcut="O" pressed={isOriginal} onClick={reader.switchView} />
        </PaneTools>
      )}
      {find.isOpen && <FindBar find={find} onClose={reader.closeFind} />}
      <section
        ref={reader.scrollerRef}
        className={classes.scroller}
        data-view={options.view}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        tabIndex={0}
        aria-label={isOriginal ? 'Original' : 'Reader'}
      >
        {!isOriginal && <ArticleHeader source={source} capturedAt={snapshot.capturedAt} />}
        {frame.state === 'failed' && (
          <EmptyState title="This capture cannot be shown">
            Its page is missing from the library. The original may still be there: look under Info, or clip the page
            again.
          </EmptyState>
        )}
        <iframe
          ref={reader.frameRef}
          className={classes.frame}
          data-state={frame.state}
          title={`${isOriginal ? 'Original' : 'Article'}: ${source.title}`}
          sandbox="allow-same-origin"
          src={address}
          onLoad={() => void frame.onLoad()}
        />
        <ReaderOverlays reader={reader} />
      </section>
      <ReaderFooter
        progress={reader.progress}
        wordCount={snapshot.wordCount}
        language={source.record.language}
        highlights={reader.annotations.length}
        notInView={reader.missing}
        imagesKept={snapshot.imagesKept}
        imagesMissing={snapshot.imagesMissing}
      />
      <div className="visually-hidden" role="status" aria-live="polite">
        {reader.spoken}
      </div>
      {reader.zoomed && <ImageZoom image={reader.zoomed} onClose={() => reader.setZoomed(null)} />}
    </div>
  )
}
