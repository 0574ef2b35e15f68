/** Where a worker's code is: beside this file when running from source, in the build's folder otherwise. */
export function workerEntry(name: string): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL(`./${name}.ts`, here)
  return new URL(here.includes('/chunks/') ? `../${name}.js` : `./${name}.js`, here)
}
