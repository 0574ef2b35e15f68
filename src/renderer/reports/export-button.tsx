import { Button, Loader, Menu } from '@mantine/core'
import { ChevronDown, FileArchive, FileCode, FileDown, FileText, Globe, type LucideIcon } from 'lucide-react'
import type { ReportForm } from '../../shared/contract/reports.ts'
import type { PdfExport } from '../notes/use-pdf-export.ts'
import classes from './report-view.module.css'

const OTHER_FORMS: { form: ReportForm; label: string; detail: string; icon: LucideIcon }[] = [
  { form: 'docx', label: 'Word document', detail: '.docx', icon: FileText },
  { form: 'html', label: 'Web page, one file', detail: '.html', icon: Globe },
  { form: 'md', label: 'Markdown with images and sources', detail: '.zip', icon: FileArchive },
  { form: 'typ', label: 'Typst source', detail: '.zip', icon: FileCode },
]

interface ExportButtonProps {
  running: PdfExport['running']
  disabled: boolean
  onExport(form: ReportForm): void
  onCancel(): void
}

/** The way to the PDF, beside it a menu of the other forms; while one is made, the way to stop it. */
export function ExportButton({ running, disabled, onExport, onCancel }: ExportButtonProps) {
  if (running) {
    return (
      <span className={classes.running} role="status">
        <Loader size={14} />
        {running.title}…<Button onClick={onCancel}>Cancel</Button>
      </span>
    )
  }
  return (
    <Button.Group>
      <Button
        variant="filled"
        leftSection={<FileDown aria-hidden />}
        disabled={disabled}
        onClick={() => onExport('pdf')}
      >
        Export PDF
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button
            variant="filled"
            disabled={disabled}
            aria-label="Export in another form"
            className={classes.more ?? ''}
          >
            <ChevronDown aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {OTHER_FORMS.map(({ form, label, detail, icon: Icon }) => (
            <Menu.Item
              key={form}
              leftSection={<Icon aria-hidden />}
              rightSection={detail}
              onClick={() => onExport(form)}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}
