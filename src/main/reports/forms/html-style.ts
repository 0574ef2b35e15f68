/** How an exported page looks, on a screen of any size and in print. */
export const HTML_STYLE = `
:root { color-scheme: light dark; --ink: #211e1a; --quiet: #57524a; --line: #d9d3c7; --paper: #fdfcf9; --soft: #f3efe7; --accent: #1f5582; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e5dc; --quiet: #b0aaa0; --line: #3d4044; --paper: #1b1c1e; --soft: #232528; --accent: #86b7e3; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 18px/1.6 "Source Serif 4", Charter, Georgia, serif; }
article { max-width: 42rem; margin: 0 auto; padding: 4rem 1.25rem 6rem; overflow-wrap: break-word; }
header { margin-bottom: 3rem; }
.subtitle { margin: 0.4rem 0 0; font-size: 1.25rem; color: var(--quiet); }
.byline { margin: 1rem 0 0; color: var(--quiet); font-size: 0.95rem; }
.abstract { margin-top: 1.5rem; padding: 0.25rem 1.25rem; border-inline-start: 3px solid var(--line); font-size: 0.95rem; }
h1, h2, h3, h4, h5, h6 { margin: 2.4em 0 0.6em; line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1 { margin: 0; font-size: 2.1rem; font-weight: 640; line-height: 1.15; }
h2 { font-size: 1.5rem; } h3 { font-size: 1.25rem; } h4 { font-size: 1.08rem; } h5, h6 { font-size: 1rem; }
h2 + h3, h3 + h4 { margin-top: 1em; }
p { margin: 0 0 0.9em; }
a { color: var(--accent); text-underline-offset: 0.15em; }
blockquote { margin: 1.4em 0; padding-inline-start: 1.25rem; border-inline-start: 3px solid var(--line); }
blockquote > p:last-child { margin-bottom: 0; }
pre { padding: 0.9rem 1rem; border-radius: 6px; background: var(--soft); font: 0.82rem/1.5 "JetBrains Mono", ui-monospace, monospace; white-space: pre-wrap; }
code { font-family: "JetBrains Mono", ui-monospace, monospace; font-size: 0.88em; }
pre code { font-size: inherit; }
figure { margin: 1.8em 0; break-inside: avoid; }
img { display: block; max-width: 100%; height: auto; margin: 0 auto; border-radius: 3px; }
figcaption, caption { padding: 0.5rem 0; color: var(--quiet); font-size: 0.88rem; text-align: center; }
.missing-image { display: block; padding: 1rem; border: 1px dashed var(--line); color: var(--quiet); }
table { width: 100%; margin: 1.8em 0; border-collapse: collapse; font-size: 0.92rem; }
th, td { padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { border-bottom: 2px solid var(--quiet); }
aside.callout { margin: 1.4em 0; padding: 0.8rem 1.1rem; border-inline-start: 3px solid var(--accent); background: var(--soft); }
.callout-title { font-weight: 640; }
aside > p:last-child, li > p:last-child, td > p:last-child { margin-bottom: 0; }
hr { width: 22%; margin: 2.4em auto; border: 0; border-top: 1px solid var(--quiet); }
mark { background: #fbe9a6; color: #211e1a; }
li:has(> input) { list-style: none; margin-inline-start: -1.4em; }
nav ol { padding: 0; list-style: none; }
nav .level-2 { padding-inline-start: 1.25rem; } nav .level-3 { padding-inline-start: 2.5rem; }
sup { line-height: 0; }
.bibliography ul { padding: 0; list-style: none; }
.bibliography li { margin-bottom: 0.6em; padding-inline-start: 1.75rem; text-indent: -1.75rem; font-size: 0.95rem; }
.footnotes { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.88rem; }
@media print { body { font-size: 11pt; } article { max-width: none; padding: 0; } }
`
