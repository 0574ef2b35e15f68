import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AutosaveCommand,
  type AutosaveEvent,
  type AutosaveState,
  openedAt,
  stepAutosave,
} from './note-autosave.ts'

const conflict = { code: 'conflict' as const, message: 'The note has changed.' }
const full = { code: 'disk-full' as const, message: 'The disk is full.' }

/** Runs events one after another; gives the last state and the command of each. */
function run(...events: AutosaveEvent[]): { state: AutosaveState; commands: AutosaveCommand[] } {
  let state = openedAt(7, 400)
  const commands = events.map(event => {
    const [next, command] = stepAutosave(state, event)
    state = next
    return command
  })
  return { state, commands }
}

describe('stepAutosave', () => {
  it('saves half a second after the last key, from the version that was opened', () => {
    const { state, commands } = run({ type: 'edited', at: 1_000 }, { type: 'edited', at: 1_200 }, { type: 'flush' })
    expect(commands).toEqual([
      { do: 'wait', ms: 500 },
      { do: 'wait', ms: 500 },
      { do: 'save', baseVersion: 7 },
    ])
    expect(state.phase).toBe('saving')
  })

  it('waits no longer than a second while keys keep coming', () => {
    const edits = [0, 300, 600, 900].map((at): AutosaveEvent => ({ type: 'edited', at }))
    expect(run(...edits).commands.at(-1)).toEqual({ do: 'wait', ms: 100 })
  })

  it('says "saved" only after the commit', () => {
    const before = run({ type: 'edited', at: 0 }, { type: 'flush' })
    expect(before.state.savedAt).toBe(400)
    const after = run(
      { type: 'edited', at: 0 },
      { type: 'flush' },
      { type: 'saved', version: 8, savedAt: 1_700_000_000_000, at: 20 },
    )
    expect(after.state).toMatchObject({ phase: 'idle', version: 8, savedAt: 1_700_000_000_000, unsaved: false })
  })

  it('saves what was typed during a save after it, from the new version', () => {
    const { state, commands } = run(
      { type: 'edited', at: 0 },
      { type: 'flush' },
      { type: 'edited', at: 550 },
      { type: 'flush' },
      { type: 'saved', version: 8, savedAt: 1, at: 600 },
      { type: 'flush' },
    )
    expect(commands.slice(2)).toEqual([
      { do: 'nothing' },
      { do: 'nothing' },
      { do: 'wait', ms: 450 },
      { do: 'save', baseVersion: 8 },
    ])
    expect(state.phase).toBe('saving')
  })

  it('saves nothing when nothing was changed', () => {
    expect(run({ type: 'flush' }).commands).toEqual([{ do: 'nothing' }])
  })

  it('keeps a failure until a try succeeds, and tries again when asked', () => {
    const failed = run({ type: 'edited', at: 0 }, { type: 'flush' }, { type: 'refused', failure: full })
    expect(failed.state).toMatchObject({ phase: 'failed', failure: full, unsaved: true })
    const retried = run(
      { type: 'edited', at: 0 },
      { type: 'flush' },
      { type: 'refused', failure: full },
      { type: 'flush' },
      { type: 'saved', version: 8, savedAt: 5, at: 5 },
    )
    expect(retried.commands[3]).toEqual({ do: 'save', baseVersion: 7 })
    expect(retried.state).toMatchObject({ phase: 'idle', failure: null, unsaved: false })
  })

  it('keeps the failure in sight while more is typed', () => {
    const { state, commands } = run(
      { type: 'edited', at: 0 },
      { type: 'flush' },
      { type: 'refused', failure: full },
      { type: 'edited', at: 9_000 },
    )
    expect(state).toMatchObject({ phase: 'failed', failure: full })
    expect(commands.at(-1)).toMatchObject({ do: 'wait' })
  })

  it('has the other version put away before it saves over a conflict', () => {
    const { commands, state } = run(
      { type: 'edited', at: 0 },
      { type: 'flush' },
      { type: 'refused', failure: conflict },
      { type: 'edited', at: 700 },
      { type: 'flush' },
      { type: 'resolved', version: 12 },
    )
    expect(commands.slice(2)).toEqual([
      { do: 'resolve-conflict' },
      { do: 'nothing' },
      { do: 'nothing' },
      { do: 'save', baseVersion: 12 },
    ])
    expect(state.phase).toBe('saving')
  })

  it('never forgets an edit and never runs two saves at once, whatever happens when', () => {
    const event: fc.Arbitrary<AutosaveEvent['type'] | 'conflict'> = fc.constantFrom(
      'edited',
      'flush',
      'saved',
      'refused',
      'conflict',
      'resolved',
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), types => {
        let state = openedAt(1, 0)
        let text = 0
        let sent: number | null = null
        let stored = 0
        let at = 0
        for (const type of types) {
          at += 100
          const inFlight = state.phase === 'saving'
          if ((type === 'saved' || type === 'refused' || type === 'conflict') && !inFlight) continue
          if (type === 'resolved' && state.phase !== 'resolving') continue
          if (type === 'edited') text += 1
          if (type === 'saved') stored = sent ?? stored
          const step = stepAutosave(state, toEvent(type, at))
          if (step[1].do === 'save') {
            expect(inFlight && type !== 'saved').toBe(false)
            sent = text
          }
          state = step[0]
          if (state.phase === 'idle') expect(stored).toBe(text)
          if (stored !== text && state.phase !== 'saving') expect(state.unsaved).toBe(true)
        }
      }),
    )
  })
})

function toEvent(type: AutosaveEvent['type'] | 'conflict', at: number): AutosaveEvent {
  switch (type) {
    case 'edited':
      return { type, at }
    case 'flush':
      return { type }
    case 'saved':
      return { type, version: at, savedAt: at, at }
    case 'refused':
      return { type, failure: full }
    case 'conflict':
      return { type: 'refused', failure: conflict }
    case 'resolved':
      return { type, version: at }
  }
}
