import { Modal } from '@mantine/core'
import { type Command, useCommandList } from './commands.ts'
import { useDialogs } from './dialog-store.ts'
import { IS_MAC, shortcutText } from './shortcuts.ts'
import classes from './shortcuts-dialog.module.css'

const ORDER: Command['group'][] = ['Clip', 'Write', 'Go to', 'List', 'Reader', 'Note', 'Window', 'Help']

/** Every action that has a key, by where it works. */
export function ShortcutsDialog() {
  const { open, close } = useDialogs()
  return (
    <Modal opened={open === 'shortcuts'} onClose={close} title="Keyboard shortcuts" size={760}>
      <ShortcutGroups />
    </Modal>
  )
}

function ShortcutGroups() {
  const commands = useCommandList().filter(command => command.shortcuts?.length)
  const groups = ORDER.map(group => ({ group, commands: commands.filter(command => command.group === group) }))
  return (
    <div className={classes.groups}>
      {groups
        .filter(({ commands: own }) => own.length > 0)
        .map(({ group, commands: own }) => (
          <section key={group} className={classes.group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl>
              {own.map(command => (
                <div key={command.id} className={classes.line}>
                  <dt>{command.title}</dt>
                  <dd>
                    {command.shortcuts?.map(shortcut => (
                      <kbd key={shortcut}>{shortcutText(shortcut, IS_MAC)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </div>
  )
}
