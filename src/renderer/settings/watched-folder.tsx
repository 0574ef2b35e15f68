import { getNotebook } from '../rpc/notebook.ts'
import { FolderField } from './folder-field.tsx'
import classes from './settings-dialog.module.css'
import { Field, Section } from './settings-parts.tsx'

async function watchFolder(folder: string | null) {
  const result = await getNotebook().call('settings.update', { watchFolder: folder })
  return result.ok ? null : result.error
}

/** The folder whose new pages are clipped by themselves. */
export function WatchedFolder({ folder }: { folder: string | null }) {
  return (
    <Section title="Clipping">
      <Field label="Watched folder">
        <FolderField
          key={folder}
          label="Watched folder"
          folder={folder}
          none="None"
          clearLabel="Stop watching"
          onSet={watchFolder}
        />
      </Field>
      <p className={classes.explained}>
        Pages saved into this folder are clipped by themselves. What lies there already is left alone.
      </p>
    </Section>
  )
}
