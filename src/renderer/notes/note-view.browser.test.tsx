import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Note } from '../../shared/contract/notes.ts'
import type { Block, Inline } from '../../shared/document/document.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { NoteView } from './note-view.tsx'
import { noteNotebook, noteOf, show } from './testing/render-note.tsx'

const text = (value: string): Inline => ({ type: 'text', text: value })
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children })

let close = () => {}
afterEach(async () => {
  close()
  delete window.notebook
})

/** Opens a note with the caret at its end. */
async function openNote(note: Note, answers: Parameters<typeof noteNotebook>[1] = {}) {
  const { notebook, stored } = noteNotebook(note, answers)
  window.notebook = notebook
  close = show(<NoteView noteId={note.id} />)
  const field = await vi.waitUntil(() => document.querySelector<HTMLElement>('[contenteditable=true]'))
  field.focus()
  await userEvent.keyboard('{Control>}{End}{/Control}')
  const saved = async (expected: Block[]) =>
    await vi.waitFor(() => expect(stored().document.blocks).toEqual(expected), { timeout: 4_000 })
  return { field, stored, saved }
}

function paste(field: HTMLElement, forms: Record<string, string>): void {
  const clipboardData = new DataTransfer()
  for (const [type, value] of Object.entries(forms)) clipboardData.setData(type, value)
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}

const SUGGESTIONS = [
  { kind: 'source', id: 's1', title: 'Link rot in court opinions', detail: '', color: null, sourceId: null },
  { kind: 'annotation', id: 'a1', title: 'one in three links', detail: '', color: 2, sourceId: 's1' },
]

describe('writing', () => {
  it('saves what was typed within a second of the last key, and says so', async () => {
    const { saved } = await openNote(noteOf(paragraph(text('Who checks?'))))
    await userEvent.keyboard(' Somebody.')
    await saved([paragraph(text('Who checks? Somebody.'))])
    await vi.waitFor(() => expect(document.querySelector('footer')?.textContent).toMatch(/3 words.*Saved \d\d:\d\d/))
  })

  it('turns Markdown into headings, nested lists, quotes, rules and marks', async () => {
    const { saved } = await openNote(noteOf(paragraph()))
    await userEvent.keyboard('## Open{Enter}')
    await userEvent.keyboard('- one{Enter}{Tab}**in** it{Enter}{Shift>}{Tab}{/Shift}two{Enter}{Enter}')
    await userEvent.keyboard('> said{Enter}{Enter}---{Enter}end')
    await saved([
      { type: 'heading', level: 2, children: [text('Open')] },
      {
        type: 'list',
        kind: 'bullet',
        items: [
          {
            children: [
              paragraph(text('one')),
              {
                type: 'list',
                kind: 'bullet',
                items: [{ children: [paragraph({ type: 'text', text: 'in', marks: ['bold'] }, text(' it'))] }],
              },
            ],
          },
          { children: [paragraph(text('two'))] },
        ],
      },
      { type: 'quote', children: [paragraph(text('said'))] },
      { type: 'rule' },
      paragraph(text('end')),
    ])
  })

  it('takes back and does again', async () => {
    const { saved } = await openNote(noteOf(paragraph(text('a'))))
    await userEvent.keyboard(' b')
    await saved([paragraph(text('a b'))])
    await userEvent.keyboard('{Control>}z{/Control}')
    await saved([paragraph(text('a'))])
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    await saved([paragraph(text('a b'))])
  })

  it('goes from the title into the text with Enter, and saves the title', async () => {
    const { stored } = await openNote(noteOf(paragraph()))
    const title = document.querySelector<HTMLTextAreaElement>('textarea[aria-label=Title]')
    title?.focus()
    await userEvent.keyboard('{End} renamed{Enter}in the text')
    await vi.waitFor(() => {
      expect(stored().title).toBe('A note renamed')
      expect(stored().document.blocks).toEqual([paragraph(text('in the text'))])
    }, 4_000)
  })

  it('keeps both versions when the note was changed elsewhere', async () => {
    const created: unknown[] = []
    const note = noteOf(paragraph(text('a')))
    let version = note.version
    let saved: { document: Note['document'] } | undefined
    await openNote(note, {
      'notes.get': () =>
        version > 3 ? { ...note, version, document: { version: 1, blocks: [paragraph(text('theirs'))] } } : note,
      'notes.save': (input: { baseVersion: number; document: Note['document'] }) => {
        if (input.baseVersion !== 9) {
          version = 9
          throw { code: 'conflict', message: 'The note has changed.' }
        }
        saved = input
        return { version: 10, savedAt: Date.now() }
      },
      'notes.create': (input: unknown) => {
        created.push(input)
        return { ...note, id: 'n2' }
      },
    })
    await userEvent.keyboard(' mine')
    await vi.waitFor(() => expect(saved?.document.blocks).toEqual([paragraph(text('a mine'))]), 4_000)
    expect(created).toEqual([
      { title: 'A note (conflicting copy)', document: { version: 1, blocks: [paragraph(text('theirs'))] } },
    ])
  })

  it('shows why a save failed, loses nothing, and saves when asked again', async () => {
    let full = true
    const note = noteOf(paragraph(text('a')))
    let saved: { document: Note['document'] } | undefined
    await openNote(note, {
      'notes.save': (input: { document: Note['document'] }) => {
        if (full) throw { code: 'disk-full', message: 'The disk is full.' }
        saved = input
        return { version: 4, savedAt: Date.now() }
      },
    })
    await userEvent.keyboard('b')
    const retry = await vi.waitUntil(() => document.querySelector<HTMLElement>('footer button'), 4_000)
    expect(document.querySelector('footer')?.textContent).toContain('Not saved: The disk is full.')
    full = false
    await userEvent.click(retry)
    await vi.waitFor(() => expect(saved?.document.blocks).toEqual([paragraph(text('ab'))]), 4_000)
  })
})

describe('links', () => {
  it('links what [[ finds, as one token that Backspace takes away whole', async () => {
    const { saved } = await openNote(noteOf(paragraph()), { 'notes.complete': () => SUGGESTIONS })
    await userEvent.keyboard('See [[[[link')
    await vi.waitUntil(() => document.querySelectorAll('[role=option]').length === 3, 4_000)
    await userEvent.keyboard('{Enter}.')
    const reference: Inline = {
      type: 'reference',
      target: { kind: 'source', id: 's1' },
      text: 'Link rot in court opinions',
    }
    await saved([paragraph(text('See '), reference, text('.'))])
    await userEvent.keyboard('{Backspace}{Backspace}')
    await saved([paragraph(text('See '))])
  })

  it('makes the note that does not exist yet', async () => {
    const { saved } = await openNote(noteOf(paragraph()), {
      'notes.complete': () => [],
      'notes.create': ({ title }: { title: string }) => ({ ...noteOf(), id: 'made', title }),
    })
    await userEvent.keyboard('[[[[Keepers of things')
    await vi.waitUntil(
      () => document.querySelector('[role=option]')?.textContent?.includes('Create “Keepers of things”'),
      4_000,
    )
    await userEvent.keyboard('{Enter}')
    await saved([paragraph({ type: 'reference', target: { kind: 'note', id: 'made' }, text: 'Keepers of things' })])
  })

  it('quotes a highlight with Shift and Enter', async () => {
    const { saved } = await openNote(noteOf(paragraph(text('Before '))), {
      'notes.complete': () => SUGGESTIONS.slice(1),
    })
    await userEvent.keyboard('[[[[one')
    await vi.waitFor(
      () => expect(document.querySelector('#typeahead-menu')?.textContent).toContain('Shift Enter quotes'),
      4_000,
    )
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}after')
    await saved([
      paragraph(text('Before ')),
      { type: 'quotation', annotationId: 'a1', sourceId: 's1', text: 'one in three links' },
      paragraph(text('after')),
    ])
  })

  it('follows the title of its target, except for words chosen by hand, and marks what is gone', async () => {
    const target = (id: string) => ({ kind: 'note' as const, id })
    const { field } = await openNote(
      noteOf(
        paragraph(
          { type: 'reference', target: target('a'), text: 'Old title' },
          { type: 'reference', target: target('a'), text: 'my words', custom: true },
          { type: 'reference', target: target('b'), text: 'Lost' },
        ),
      ),
      {
        'notes.titles': () => [
          { ...target('a'), title: 'New title', state: 'present' },
          { ...target('b'), title: '', state: 'missing' },
        ],
      },
    )
    const links = () => [...field.querySelectorAll<HTMLElement>('[data-reference]')]
    await vi.waitFor(
      () => expect(links().map(link => link.textContent)).toEqual(['New title', 'my words', 'Lost']),
      4_000,
    )
    expect(links().map(link => link.dataset.state)).toEqual(['present', 'present', 'missing'])
  })

  it('cites with @, and a second source right behind joins the citation', async () => {
    const { saved } = await openNote(noteOf(paragraph()), { 'notes.complete': () => SUGGESTIONS })
    for (let time = 0; time < 2; time++) {
      await userEvent.keyboard('@link')
      await vi.waitUntil(() => document.querySelector('[role=option][aria-selected=true]'), 4_000)
      await userEvent.keyboard('{Enter}')
    }
    await saved([paragraph({ type: 'citation', items: [{ sourceId: 's1' }, { sourceId: 's1' }] })])
  })

  it('opens a link of the library beside the note when it is clicked', async () => {
    const { field } = await openNote(
      noteOf(paragraph({ type: 'reference', target: { kind: 'source', id: 's7' }, text: 'Okafor 2025' })),
    )
    await userEvent.click(await vi.waitUntil(() => field.querySelector<HTMLElement>('[data-reference]')))
    expect(useWorkspace.getState().panes.flatMap(pane => pane.tabs)).toContainEqual({ kind: 'source', id: 's7' })
  })
})

describe('highlights from elsewhere', () => {
  const dragged = { annotationId: 'a1', sourceId: 's1', text: 'keeping begins' }
  const quotation: Block = { type: 'quotation', ...dragged }

  it('become a quotation after the block at the caret', async () => {
    const { saved } = await openNote(noteOf(paragraph(text('one')), paragraph(text('two'))))
    await userEvent.keyboard('{Control>}{Home}{/Control}')
    const event = new CustomEvent('commonplace:quote', { detail: dragged, cancelable: true })
    window.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
    await saved([paragraph(text('one')), quotation, paragraph(text('two'))])
  })

  it('become a quotation where they are dropped', async () => {
    const { field, saved } = await openNote(noteOf(paragraph(text('one')), paragraph(text('two'))))
    const { left, top } = field.children[1]?.getBoundingClientRect() ?? new DOMRect()
    const dataTransfer = new DataTransfer()
    dataTransfer.setData('application/x-commonplace-annotation', JSON.stringify(dragged))
    const at = { dataTransfer, bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 2 }
    field.children[1]?.dispatchEvent(new DragEvent('drop', at))
    await saved([paragraph(text('one')), quotation, paragraph(text('two'))])
    await userEvent.keyboard('{Control>}z{/Control}')
    await saved([paragraph(text('one')), paragraph(text('two'))])
  })
})

describe('pasting', () => {
  it('makes lists and footnotes of what Word copies', async () => {
    const { field, saved } = await openNote(noteOf(paragraph()))
    const item = (level: number, marker: string, words: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${marker}<span>&nbsp; </span></span>${words}</p>`
    paste(field, {
      'text/html': `<html><body><p class=MsoNormal>From <b>Word</b><a href="#_ftn1">[1]</a></p>${item(1, '·', 'first')}${item(2, '1.', 'inner')}${item(1, '·', 'second')}<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p><a href="#_ftnref1">[1]</a> Below.</p></div></div></body></html>`,
      'text/plain': 'From Word',
    })
    await saved([
      paragraph(
        text('From '),
        { type: 'text', text: 'Word', marks: ['bold'] },
        {
          type: 'footnote',
          children: [paragraph(text('Below.'))],
        },
      ),
      {
        type: 'list',
        kind: 'bullet',
        items: [
          {
            children: [
              paragraph(text('first')),
              { type: 'list', kind: 'number', items: [{ children: [paragraph(text('inner'))] }] },
            ],
          },
          { children: [paragraph(text('second'))] },
        ],
      },
    ])
  })

  it('reads Google Docs, whose nested lists stand beside their items', async () => {
    const { field, saved } = await openNote(noteOf(paragraph()))
    paste(field, {
      'text/html': `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">Plain </span><span style="font-weight:700;font-style:italic">strong</span></p><ul><li dir="ltr"><p><span>one</span></p></li><ul><li><p><span>deep</span></p></li></ul></ul></b><br class="Apple-interchange-newline">`,
    })
    await saved([
      paragraph(text('Plain '), { type: 'text', text: 'strong', marks: ['bold', 'italic'] }),
      {
        type: 'list',
        kind: 'bullet',
        items: [
          {
            children: [
              paragraph(text('one')),
              { type: 'list', kind: 'bullet', items: [{ children: [paragraph(text('deep'))] }] },
            ],
          },
        ],
      },
    ])
  })

  it('reads Markdown', async () => {
    const { field, saved } = await openNote(noteOf(paragraph()))
    paste(field, { 'text/plain': '# Title\n\n- [x] done\n- [ ] open' })
    await saved([
      { type: 'heading', level: 1, children: [text('Title')] },
      {
        type: 'list',
        kind: 'check',
        items: [
          { checked: true, children: [paragraph(text('done'))] },
          { checked: false, children: [paragraph(text('open'))] },
        ],
      },
    ])
  })

  it('runs nothing, fetches nothing, and keeps no link to a script', async () => {
    const { field, saved } = await openNote(noteOf(paragraph()))
    paste(field, {
      'text/html': `<p onclick="window.ran=1">words <a href="javascript:window.ran=1">link</a><img src="https://tracker.invalid/x.png" onerror="window.ran=1"><script>window.ran=1</script><span style="background:url(https://tracker.invalid/y)">!</span></p>`,
    })
    await saved([paragraph(text('words link!'))])
    expect('ran' in window).toBe(false)
    const asked = performance.getEntriesByType('resource').filter(entry => entry.name.includes('tracker.invalid'))
    expect(asked).toEqual([])
  })

  it('gives back in another note what was copied, every block of it', async () => {
    const blocks: Block[] = [
      { type: 'callout', kind: 'tip', children: [paragraph(text('a'))] },
      { type: 'quotation', annotationId: 'a1', sourceId: 's1', text: 'q' },
      paragraph(text('b'), { type: 'citation', items: [{ sourceId: 's1', label: 'page', locator: '3' }] }),
    ]
    const first = await openNote(noteOf(...blocks))
    await userEvent.keyboard('{Control>}a{/Control}')
    const clipboardData = new DataTransfer()
    first.field.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    expect(clipboardData.getData('text/plain')).toBe('a\nq\nb')
    close()
    const second = await openNote({ ...noteOf(paragraph()), id: 'n9' as Note['id'] })
    paste(second.field, { 'application/x-commonplace-note': clipboardData.getData('application/x-commonplace-note') })
    await second.saved(blocks)
  })
})

describe('finding', () => {
  it('finds across marks whatever the case, replaces all, and undo takes it back', async () => {
    const start = [paragraph(text('A '), { type: 'text', text: 'che', marks: ['bold'] }, text('ck. CHECK it'))]
    const { field, saved } = await openNote(noteOf(...start))
    await userEvent.keyboard('{Control>}f{/Control}')
    const find = await vi.waitUntil(() => document.querySelector<HTMLInputElement>('search input'))
    await userEvent.fill(find, 'check')
    await vi.waitFor(() => expect(document.querySelector('search [role=status]')?.textContent).toBe('1 of 2'))
    const [, replace] = document.querySelectorAll<HTMLInputElement>('search input')
    if (replace) await userEvent.fill(replace, 'count')
    const all = [...document.querySelectorAll<HTMLElement>('search button')].find(each => each.textContent === 'All')
    if (all) await userEvent.click(all)
    await saved([paragraph(text('A '), { type: 'text', text: 'count', marks: ['bold'] }, text('. count it'))])
    field.focus()
    await userEvent.keyboard('{Control>}z{/Control}')
    await saved(start)
  })
})
