import type { SnapshotId } from '../../shared/contract/ids.ts'
import type { SourceDetail, SourceRecord } from '../../shared/contract/library.ts'
import { formatPublished } from '../reader/source-dates.ts'
import { useAction, useCall } from '../rpc/queries.ts'
import { authorsToText, textToAuthors } from './author-names.ts'
import { EditableField } from './editable-field.tsx'
import { FidelitySection } from './fidelity-section.tsx'
import classes from './info-panel.module.css'
import { SnapshotList } from './snapshot-list.tsx'

type TextField = Exclude<keyof SourceRecord, 'authors' | 'title' | 'cslType'>

const TEXT_FIELDS: { field: TextField; label: string; hint?: string }[] = [
  { field: 'siteName', label: 'Site' },
  { field: 'publisher', label: 'Publisher' },
  { field: 'published', label: 'Published', hint: 'Year, or 2025-03-03' },
  { field: 'language', label: 'Language', hint: 'For example en or pt-BR' },
  { field: 'url', label: 'Address' },
  { field: 'doi', label: 'DOI' },
]

/** A source's record to read and correct, its captures, and what was kept of the page. */
export function InfoPanel({ source }: { source: SourceDetail }) {
  const update = useAction('library.updateSource')
  const { record, metadataOrigin, currentSnapshotId } = source
  const save = (patch: Partial<SourceRecord>) => void update({ id: source.id, record: patch })
  return (
    <div className={classes.panel}>
      <dl className={classes.record}>
        <EditableField
          label="Title"
          value={record.title}
          origin={metadataOrigin.title}
          isRequired
          onSave={title => save({ title })}
        />
        <EditableField
          label="Authors"
          value={authorsToText(record.authors)}
          origin={metadataOrigin.authors}
          hint="Family, Given; Family, Given"
          onSave={text => save({ authors: textToAuthors(text) })}
        />
        {TEXT_FIELDS.map(({ field, label, hint }) => (
          <EditableField
            key={field}
            label={label}
            value={record[field] ?? ''}
            shown={field === 'published' ? formatPublished(record.published ?? '') : (record[field] ?? '')}
            origin={metadataOrigin[field]}
            {...(hint ? { hint } : {})}
            onSave={text => save({ [field]: text || null })}
          />
        ))}
      </dl>
      <SnapshotList snapshots={source.snapshots} currentId={currentSnapshotId} />
      {currentSnapshotId && <Fidelity id={currentSnapshotId} />}
    </div>
  )
}

function Fidelity({ id }: { id: SnapshotId }) {
  const snapshot = useCall('clipping.getSnapshot', { id }).data
  return snapshot ? <FidelitySection report={snapshot.report} /> : null
}
