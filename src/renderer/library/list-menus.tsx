import { Menu } from '@mantine/core'
import { ArrowDownWideNarrow } from 'lucide-react'
import type { SourceSort } from '../../shared/contract/library.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useListOrder } from './list-order.ts'

const SORTS: { sort: SourceSort; label: string; descending: boolean }[] = [
  { sort: 'added', label: 'Date clipped', descending: true },
  { sort: 'published', label: 'Date published', descending: true },
  { sort: 'title', label: 'Title', descending: false },
  { sort: 'site', label: 'Site', descending: false },
]

const DIRECTIONS: Record<SourceSort, [ascending: string, descending: string]> = {
  added: ['Oldest first', 'Newest first'],
  published: ['Oldest first', 'Newest first'],
  title: ['A to Z', 'Z to A'],
  site: ['A to Z', 'Z to A'],
}

/** The order of the list: by what, and in which direction. */
export function SortMenu() {
  const { sort, descending, setOrder } = useListOrder()
  const [up, down] = DIRECTIONS[sort]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton icon={ArrowDownWideNarrow} label="Sort" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Sort by</Menu.Label>
        <Menu.RadioGroup
          value={sort}
          onChange={value => {
            const chosen = SORTS.find(each => each.sort === value)
            if (chosen) setOrder({ sort: chosen.sort, descending: chosen.descending })
          }}
        >
          {SORTS.map(each => (
            <Menu.RadioItem key={each.sort} value={each.sort}>
              {each.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.RadioGroup
          value={descending ? 'down' : 'up'}
          onChange={value => setOrder({ descending: value === 'down' })}
        >
          <Menu.RadioItem value="up">{up}</Menu.RadioItem>
          <Menu.RadioItem value="down">{down}</Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
