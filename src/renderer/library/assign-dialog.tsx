import { Modal, TextInput } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Check, Folder, Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { SourceDetail } from '../../shared/contract/library.ts'
import { perform } from '../app/perform.ts'
import { callQuery, useCall } from '../rpc/queries.ts'
import { countOf, quoted } from '../ui/counts.ts'
import { Dot } from '../ui/pen.tsx'
import classes from './assign-dialog.module.css'
import { useAssign } from './assign-store.ts'
import { collectionTree, flattened } from './collection-tree.ts'
import { type Chosen, collectSources, tagSources } from './source-actions.ts'

/** Beyond this many sources the dialog does not ask which of them carry what. */
const MOST_ASKED = 60

interface Choice {
  id: string
  label: string
  depth: number
  mark: ReactNode
  /** How many of the chosen sources are in it already. */
  held: number
  set: (add: boolean) => void
}

/** Tags the chosen sources, or puts them into collections; both can be made on the way. */
export function AssignDialog() {
  const { what, chosen, close } = useAssign()
  const subject = chosen && (chosen.title ? quoted(chosen.title) : countOf(chosen.ids.length, 'source'))
  return (
    <Modal
      opened={chosen !== null}
      onClose={close}
      size={400}
      title={what === 'tags' ? `Tag ${subject}` : `Collect ${subject} in`}
    >
      {chosen && (what === 'tags' ? <TagChoices chosen={chosen} /> : <CollectionChoices chosen={chosen} />)}
    </Modal>
  )
}

function useDetails(chosen: Chosen): SourceDetail[] {
  const asked = chosen.ids.length <= MOST_ASKED ? chosen.ids : []
  const answers = useQueries({ queries: asked.map(id => callQuery('library.getSource', { id })) })
  return answers.flatMap(answer => answer.data ?? [])
}

function TagChoices({ chosen }: { chosen: Chosen }) {
  const tags = useCall('library.listTags', {}).data ?? []
  const details = useDetails(chosen)
  const choices = tags.map(tag => ({
    id: tag.id,
    label: tag.name,
    depth: 0,
    mark: <Dot color={tag.color} />,
    held: details.filter(detail => detail.tags.some(each => each.id === tag.id)).length,
    set: (add: boolean) => void tagSources(chosen, tag.name, add),
  }))
  return (
    <ChoiceList
      label="Tag"
      placeholder="Type a tag"
      choices={choices}
      of={chosen.ids.length}
      createLabel={name => `New tag “${name}”`}
      onCreate={name => void tagSources(chosen, name, true)}
    />
  )
}

function CollectionChoices({ chosen }: { chosen: Chosen }) {
  const collections = useCall('library.listCollections', {}).data ?? []
  const details = useDetails(chosen)
  const choices = flattened(collectionTree(collections)).map(({ collection, depth }) => ({
    id: collection.id,
    label: collection.name,
    depth,
    mark: <Folder aria-hidden />,
    held: details.filter(detail => detail.collectionIds.includes(collection.id)).length,
    set: (add: boolean) => void collectSources(chosen, collection, add),
  }))
  const create = async (name: string) => {
    const made = await perform('library.createCollection', { name })
    if (made) await collectSources(chosen, made, true)
  }
  return (
    <ChoiceList
      label="Collection"
      placeholder="Type the name of a collection"
      choices={choices}
      of={chosen.ids.length}
      createLabel={name => `New collection “${name}”`}
      onCreate={name => void create(name)}
    />
  )
}

interface ChoiceListProps {
  label: string
  placeholder: string
  choices: Choice[]
  /** How many sources are chosen. */
  of: number
  createLabel: (name: string) => string
  onCreate: (name: string) => void
}

/** A field that narrows a list of choices; Enter takes the active one, and makes what does not exist. */
function ChoiceList({ label, placeholder, choices, of, createLabel, onCreate }: ChoiceListProps) {
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const wanted = text.trim()
  const shown = choices.filter(choice => choice.label.toLowerCase().includes(wanted.toLowerCase()))
  const isNew = wanted !== '' && !choices.some(choice => choice.label.toLowerCase() === wanted.toLowerCase())
  const lines = shown.length + (isNew ? 1 : 0)
  const at = Math.min(active, lines - 1)
  const take = (index: number) => {
    const choice = shown[index]
    if (choice) choice.set(choice.held < of || choice.held === 0)
    else if (isNew) onCreate(wanted)
    setText('')
    setActive(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(lines - 1, at + 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1))
    else if (event.key === 'Enter' && lines > 0) take(at)
    else return
    event.preventDefault()
  }
  const lineId = (index: number) => `choice-${index}`
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-label={label}
        aria-expanded={lines > 0}
        aria-controls="choices"
        aria-activedescendant={lines > 0 ? lineId(at) : undefined}
        placeholder={placeholder}
        maxLength={200}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id="choices" role="listbox" aria-label={`${label}s`} aria-multiselectable className={classes.choices}>
        {shown.map((choice, index) => (
          <Line
            key={choice.id}
            id={lineId(index)}
            active={index === at}
            selected={choice.held > 0}
            onTake={() => take(index)}
          >
            <span className={classes.label} style={{ paddingInlineStart: choice.depth * 16 }}>
              {choice.mark}
              {choice.label}
            </span>
            {choice.held > 0 && (choice.held < of ? <Minus aria-label="some" /> : <Check aria-hidden />)}
          </Line>
        ))}
        {isNew && (
          <Line
            id={lineId(shown.length)}
            active={at === shown.length}
            selected={false}
            onTake={() => take(shown.length)}
          >
            <span className={classes.label}>
              <Plus aria-hidden />
              {createLabel(wanted)}
            </span>
          </Line>
        )}
      </div>
      {lines === 0 && <p className={classes.none}>There is none yet. Type a name to make the first.</p>}
    </>
  )
}

interface ChoiceLineProps {
  id: string
  active: boolean
  selected: boolean
  onTake: () => void
  children: ReactNode
}

function Line({ id, active, selected, onTake, children }: ChoiceLineProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active choice
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    <div
      id={id}
      role="option"
      aria-selected={selected}
      data-active={active || undefined}
      className={classes.choice}
      onMouseDown={event => event.preventDefault()}
      onClick={onTake}
    >
      {children}
    </div>
  )
}
