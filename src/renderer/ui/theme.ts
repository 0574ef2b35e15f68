import {
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  NativeSelect,
  NumberInput,
  Popover,
  Portal,
  SegmentedControl,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'
import classes from './theme.module.css'

type Ten<T> = [T, T, T, T, T, T, T, T, T, T]
const ramp = (...names: Ten<string>): MantineColorsTuple => names.map(name => `var(--${name})`) as Ten<string>
const flat = (name: string): MantineColorsTuple => ramp(name, name, name, name, name, name, name, name, name, name)

/** Where menus and dialogs are put: inside the main landmark, so that they belong to it. */
export const OVERLAYS_ID = 'overlays'

/** The element itself, for libraries that take one; undefined where a test shows a component without the window. */
export const overlaysElement = (): HTMLElement | undefined => document.getElementById(OVERLAYS_ID) ?? undefined

/** Mantine's grey ramps stand for our surfaces, lines and inks, so that its components follow every theme of ours. */
export const theme = createTheme({
  white: 'var(--raised)',
  black: 'var(--ink)',
  primaryColor: 'accent',
  primaryShade: 6,
  autoContrast: false,
  colors: {
    accent: flat('accent'),
    red: flat('danger'),
    green: flat('ok'),
    yellow: flat('warn'),
    gray: ramp('panel', 'hover', 'line', 'line', 'line-2', 'ink-3', 'ink-2', 'ink-2', 'ink', 'ink'),
    dark: ramp('ink', 'ink-2', 'ink-2', 'ink-3', 'line-2', 'hover', 'raised', 'panel', 'rail', 'rail'),
  },
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font-ui)', fontWeight: '600' },
  fontSizes: {
    xs: 'var(--size-caption)',
    sm: 'var(--size-ui)',
    md: 'var(--size-ui)',
    lg: 'var(--size-body)',
    xl: 'var(--size-title)',
  },
  radius: { xs: '4px', sm: '4px', md: 'var(--radius)', lg: 'var(--radius-large)', xl: 'var(--radius-large)' },
  defaultRadius: 'md',
  spacing: {
    xs: 'var(--space-1)',
    sm: 'var(--space-2)',
    md: 'var(--space-3)',
    lg: 'var(--space-4)',
    xl: 'var(--space-6)',
  },
  shadows: {
    xs: 'var(--shadow)',
    sm: 'var(--shadow)',
    md: 'var(--shadow)',
    lg: 'var(--shadow)',
    xl: 'var(--shadow)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Portal: Portal.extend({ defaultProps: { target: `#${OVERLAYS_ID}` } }),
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'default' },
      classNames: { root: classes.button, label: classes.buttonLabel },
    }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        offset: 4,
        transitionProps: { duration: 80, transition: 'fade' },
        // The placeholder is a child that a menu may not have.
        withInitialFocusPlaceholder: false,
      },
      classNames: {
        dropdown: classes.menu,
        item: classes.menuItem,
        itemSection: classes.menuSection,
        label: classes.menuLabel,
        divider: classes.menuDivider,
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 1, color: 'var(--scrim)' },
        transitionProps: { duration: 100, transition: 'fade' },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      classNames: {
        content: classes.modal,
        header: classes.modalHeader,
        title: classes.modalTitle,
        body: classes.modalBody,
        overlay: classes.overlay,
      },
    }),
    Popover: Popover.extend({
      defaultProps: { shadow: 'md', transitionProps: { duration: 80, transition: 'fade' } },
      classNames: { dropdown: classes.popover },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, closeDelay: 0, transitionProps: { duration: 80 }, offset: 6 },
      classNames: { tooltip: classes.tooltip },
    }),
    Input: Input.extend({ defaultProps: { size: 'xs' }, classNames: { input: classes.input } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'xs' } }),
    InputWrapper: Input.Wrapper.extend({
      classNames: { label: classes.fieldLabel, description: classes.fieldHint, error: classes.fieldError },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', transitionDuration: 100 },
      classNames: { root: classes.segments, indicator: classes.segmentsIndicator, label: classes.segmentsLabel },
    }),
  },
})

const shared = {
  '--mantine-color-body': 'var(--raised)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-2)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-success': 'var(--ok)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-disabled': 'var(--panel)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'color-mix(in srgb, var(--accent) 88%, var(--ink))',
  '--mantine-primary-color-contrast': 'var(--accent-ink)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'color-mix(in srgb, var(--accent) 88%, var(--ink))',
  '--mantine-color-accent-light': 'var(--accent-soft)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-color-red-filled': 'var(--danger)',
  '--mantine-color-red-light': 'var(--danger-soft)',
  '--mantine-color-red-light-color': 'var(--danger)',
}

/** Points Mantine's own variables at our tokens; sepia is its light scheme with other tokens. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
