import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron'

/** The menu bar of a platform; everything that the program itself does is in the window. */
export function menuTemplate(platform: NodeJS.Platform, libraryFolder: string): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      role: 'fileMenu',
      submenu: [
        { label: 'Show Library Folder', click: () => void shell.openPath(libraryFolder) },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: [
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
      ],
    },
    { role: 'windowMenu' },
  ]
}

export function setMenu(libraryFolder: string): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, libraryFolder)))
}
