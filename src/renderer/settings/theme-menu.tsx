import { Menu } from '@mantine/core'
import { BookOpen, type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'
import type { Theme } from '../../shared/contract/settings.ts'
import { perform } from '../app/perform.ts'
import { useCall } from '../rpc/queries.ts'
import { IconButton } from '../ui/icon-button.tsx'

const THEMES: { theme: Theme; label: string; icon: LucideIcon }[] = [
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'sepia', label: 'Sepia', icon: BookOpen },
  { theme: 'dark', label: 'Dark', icon: Moon },
  { theme: 'system', label: 'Follow the system', icon: Monitor },
]

/** The theme, one click away. */
export function ThemeMenu() {
  const theme = useCall('settings.get', {}).data?.theme ?? 'system'
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton icon={Moon} label="Theme" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={theme} onChange={value => void perform('settings.update', { theme: value as Theme })}>
          {THEMES.map(each => (
            <Menu.RadioItem
              key={each.theme}
              closeMenuOnClick
              value={each.theme}
              rightSection={<each.icon aria-hidden />}
            >
              {each.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
