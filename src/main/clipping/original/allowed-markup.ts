const words = (text: string) => new Set(text.split(/\s+/).filter(Boolean))

/** HTML that shows something and does nothing. What is not named here is unwrapped: its children stay. */
export const HTML_TAGS = words(`
  a abbr acronym address article aside b bdi bdo big blockquote br button caption center cite code col colgroup data dd
  del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr
  i img input ins kbd label legend li main mark menu meter nav nobr ol optgroup option output p picture pre progress q rb
  rp rt rtc ruby s samp search section select slot small span strike strong style sub summary sup table tbody td tfoot th
  thead time tr tt u ul var wbr`)

/** Gone with all that is in them. */
export const GONE_TAGS = words(`
  script noscript template iframe frame object embed applet portal fencedframe base meta link title head param source
  track video audio canvas map area noembed noframes datalist keygen bgsound isindex marquee-sound math-script`)

export const VOID_TAGS = words('br col hr img input wbr')

export const SVG_TAGS = words(`
  svg g path rect circle ellipse line polyline polygon text tspan textPath defs linearGradient radialGradient stop clipPath
  mask pattern symbol use marker image filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
  feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
  feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence switch`)

export const MATH_TAGS = words(`
  math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup msubsup
  munder mover munderover mmultiscripts mprescripts mtable mtr mtd mlabeledtr semantics`)

/** Attributes that hold no address and no code. */
const HTML_ATTRIBUTES = words(`
  abbr align alt bgcolor border cellpadding cellspacing checked class clear cols colspan color compact datetime dir disabled
  face for frame headers height hidden high hspace id lang label low max maxlength min multiple name nowrap open optimum
  placeholder readonly reversed role rows rowspan rules scope selected shape size slot span start summary title type
  valign value vspace width wrap`)

/** Presentation of SVG; those that can hold `url()` are rewritten like a style. */
const SVG_ATTRIBUTES = words(`
  alignment-baseline amplitude baseline-shift azimuth baseFrequency bias class clip clip-path clip-rule clipPathUnits color
  color-interpolation color-interpolation-filters cx cy d diffuseConstant direction display divisor dominant-baseline dx dy
  edgeMode elevation exponent fill fill-opacity fill-rule filter filterUnits flood-color flood-opacity font-family font-size
  font-stretch font-style font-variant font-weight fr fx fy gradientTransform gradientUnits height id in in2 intercept k1 k2
  k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust letter-spacing lighting-color marker-end marker-mid marker-start
  markerHeight markerUnits markerWidth mask maskContentUnits maskUnits mode numOctaves offset opacity operator order orient
  overflow paint-order pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ
  preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result rotate role rx ry scale seed shape-rendering
  slope specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke
  stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width surfaceScale
  tableValues targetX targetY text-anchor text-decoration text-rendering textLength transform transform-origin type
  vector-effect version viewBox visibility width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z`)

const MATH_ATTRIBUTES = words(`
  accent accentunder align class close columnalign columnlines columnspacing columnspan depth dir display displaystyle fence
  form frame height id largeop linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize
  movablelimits notation open rowalign rowlines rowspacing rowspan rspace scriptlevel separator separators stretchy symmetric
  voffset width xmlns`)

const OPEN_ENDED = /^(data|aria)-[a-z0-9_.-]+$/

export type Language = 'html' | 'svg' | 'math'

export function isAllowedTag(language: Language, tag: string): boolean {
  if (language === 'svg') return SVG_TAGS.has(tag)
  if (language === 'math') return MATH_TAGS.has(tag)
  // Elements of a page's own making lay it out like `div`; without script they do nothing else.
  return HTML_TAGS.has(tag) || /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(tag)
}

export function isPlainAttribute(language: Language, name: string): boolean {
  if (OPEN_ENDED.test(name)) return true
  if (language === 'svg') return SVG_ATTRIBUTES.has(name)
  return (language === 'math' ? MATH_ATTRIBUTES : HTML_ATTRIBUTES).has(name)
}
