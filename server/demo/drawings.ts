/** Sides of a drawing, in its own units; the pictures are rendered from it at any size. */
const SIDE = 640;

type Scenery = { readonly wall: readonly [string, string]; readonly table: readonly [string, string] };

/** A table before a wall, with light from the upper left. */
const onTable = ({ wall, table }: Scenery, definitions: string, things: string): string => `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}">
  <defs>
    <radialGradient id="wall" cx="0.3" cy="0.15" r="1.1"><stop offset="0" stop-color="${wall[0]}"/><stop offset="1" stop-color="${wall[1]}"/></radialGradient>
    <linearGradient id="table" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${table[0]}"/><stop offset="1" stop-color="${table[1]}"/></linearGradient>
    <radialGradient id="shadow"><stop offset="0" stop-color="#000" stop-opacity="0.42"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>
    <linearGradient id="shine" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#fff" stop-opacity="0.65"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>
    ${definitions}
  </defs>
  <rect width="${SIDE}" height="${SIDE}" fill="url(#wall)"/>
  <rect y="448" width="${SIDE}" height="192" fill="url(#table)"/>
  <rect y="446" width="${SIDE}" height="4" fill="#fff" opacity="0.14"/>
  ${things}
</svg>`;

const shadow = (cx: number, cy: number, rx: number): string =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${rx * 0.16}" fill="url(#shadow)"/>`;

const vertical = (id: string, top: string, bottom: string): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>`;

/** Light on the left, dark on the right: what makes a flat shape round. */
const round = (id: string, light: string, middle: string, dark: string): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="${middle}"/><stop offset="0.28" stop-color="${light}"/><stop offset="0.7" stop-color="${middle}"/><stop offset="1" stop-color="${dark}"/></linearGradient>`;

export const honeyJar = (): string =>
  onTable(
    { wall: ['#fdf3dc', '#e9cf9b'], table: ['#b9813f', '#8a5a26'] },
    round('honey', '#ffc64a', '#e8960f', '#a85c05') +
      round('lid', '#f2e3c4', '#cbb387', '#927848') +
      vertical('label', '#fffaf0', '#f3e3bf'),
    `${shadow(330, 548, 220)}
    <path d="M196 250 q0 -34 34 -34 h180 q34 0 34 34 v250 q0 46 -46 46 h-156 q-46 0 -46 -46z" fill="url(#honey)"/>
    <path d="M196 262 q124 26 248 0 v-12 q0 -34 -34 -34 h-180 q-34 0 -34 34z" fill="#fff" opacity="0.22"/>
    <path d="M212 262 q-4 120 4 236 q6 30 26 34 q-16 -120 -8 -270z" fill="url(#shine)"/>
    <rect x="206" y="158" width="228" height="66" rx="18" fill="url(#lid)"/>
    <path d="M216 176 h208 M216 206 h208" stroke="#7d663c" stroke-opacity="0.35" stroke-width="4"/>
    <rect x="232" y="320" width="176" height="134" rx="14" fill="url(#label)"/>
    <g fill="none" stroke="#d98a0b" stroke-width="8" stroke-linejoin="round"><path d="M320 340 l32 18 v37 l-32 18 l-32 -18 v-37z"/><path d="M352 358 l22 -13 M288 358 l-22 -13 M320 413 v26"/></g>
    <circle cx="320" cy="376" r="11" fill="#d98a0b"/>
    <path d="M470 560 L560 330" stroke="#8a5423" stroke-width="14" stroke-linecap="round"/>
    <g fill="#a9692c" transform="rotate(21 462 548)"><ellipse cx="462" cy="520" rx="30" ry="13"/><ellipse cx="462" cy="542" rx="36" ry="14"/><ellipse cx="462" cy="564" rx="34" ry="13"/><ellipse cx="462" cy="584" rx="26" ry="11"/></g>
    <path d="M432 586 q26 30 58 6 q20 24 -14 28 q-50 8 -60 -14 q-4 -14 16 -20z" fill="#f0a41c"/>`,
  );

const chilli = (x: number, y: number, turn: number, size: number): string => `
  <g transform="translate(${x} ${y}) rotate(${turn}) scale(${size})">
    <path d="M0 0 q36 -18 58 8 q34 66 -12 190 q-8 20 -18 4 q-52 -112 -28 -202z" fill="url(#chilli)"/>
    <path d="M12 14 q-14 66 16 150" stroke="#ff9b7d" stroke-width="7" stroke-linecap="round" fill="none" opacity="0.75"/>
    <path d="M-2 4 q30 -28 62 4 q-14 12 -30 2 q-16 12 -32 -6z" fill="#4f7a36"/>
    <path d="M28 -8 q2 -34 26 -46" stroke="#5d8a3f" stroke-width="9" stroke-linecap="round" fill="none"/>
  </g>`;

export const driedChilli = (): string =>
  onTable(
    { wall: ['#fbe6dc', '#e2a78f'], table: ['#6b3a2a', '#44231a'] },
    round('chilli', '#ef4a2c', '#c4281a', '#7d120d') + round('bowl', '#f7efe2', '#dccbb2', '#a18a6c'),
    `${shadow(320, 566, 250)}
    ${chilli(236, 220, 22, 1.05)}${chilli(372, 206, -30, 1)}${chilli(300, 186, -4, 1.12)}${chilli(430, 262, -52, 0.9)}${chilli(186, 286, 50, 0.86)}
    <path d="M120 396 h400 q-6 128 -112 156 h-176 q-106 -28 -112 -156z" fill="url(#bowl)"/>
    <ellipse cx="320" cy="396" rx="200" ry="34" fill="#8f1b12"/>
    ${chilli(226, 356, 62, 0.62)}${chilli(330, 352, 82, 0.66)}${chilli(446, 350, 70, 0.6)}
    <path d="M120 396 q0 34 200 34 q200 0 200 -34 q-8 60 -20 82 q-180 34 -360 0 q-14 -26 -20 -82z" fill="url(#bowl)"/>
    <path d="M138 452 q182 34 364 0" stroke="#b2432e" stroke-width="7" fill="none" opacity="0.75"/>`,
  );

const leaf = ([x, y]: readonly [number, number], turn: number, size: number, fill: string): string => `
  <g transform="translate(${x} ${y}) rotate(${turn}) scale(${size})">
    <path d="M0 0 q58 -54 128 0 q-66 46 -128 0z" fill="${fill}"/><path d="M4 0 q60 -8 118 0" stroke="#e9f5d6" stroke-width="3" fill="none" opacity="0.6"/>
  </g>`;

export const springTea = (): string =>
  onTable(
    { wall: ['#eef6e4', '#b9d3a0'], table: ['#5f4a33', '#3c2d1e'] },
    round('tin', '#5d8d63', '#3c6b45', '#214028') +
      round('rim', '#dfc98c', '#b8985a', '#7c6234') +
      vertical('paper', '#fbf8ec', '#ece2c4'),
    `${shadow(322, 560, 220)}
    <rect x="196" y="214" width="252" height="336" rx="22" fill="url(#tin)"/>
    <rect x="186" y="176" width="272" height="70" rx="20" fill="url(#rim)"/>
    <rect x="196" y="520" width="252" height="30" rx="14" fill="url(#rim)"/>
    <path d="M214 250 v266 q14 8 26 4 V250z" fill="url(#shine)" opacity="0.5"/>
    <rect x="238" y="300" width="168" height="172" rx="12" fill="url(#paper)"/>
    ${leaf([322, 442], -92, 0.86, '#4f8a3c')}${leaf([322, 446], -138, 0.62, '#6ba650')}${leaf([322, 446], -46, 0.62, '#3f7431')}
    ${leaf([88, 560], -14, 0.9, '#4f8a3c')}${leaf([470, 574], -26, 0.86, '#5f9a47')}${leaf([120, 596], 8, 0.7, '#77ad58')}${leaf([500, 606], 6, 0.6, '#47803a')}`,
  );

const plum = (x: number, y: number, radius: number): string => `
  <circle cx="${x}" cy="${y}" r="${radius}" fill="url(#plum)"/>
  <path d="M${x} ${y - radius} q${radius * 0.35} ${radius} 0 ${radius * 1.7}" stroke="#3d0f33" stroke-width="3" fill="none" opacity="0.5"/>
  <ellipse cx="${x - radius * 0.38}" cy="${y - radius * 0.42}" rx="${radius * 0.26}" ry="${radius * 0.16}" fill="#fff" opacity="0.55" transform="rotate(-35 ${x - radius * 0.38} ${y - radius * 0.42})"/>`;

export const plumWine = (): string =>
  onTable(
    { wall: ['#f3e6f1', '#c3a2c4'], table: ['#4d3549', '#2e1e2c'] },
    round('glass', '#9b4a82', '#6b2459', '#38102f') +
      round('cap', '#d8b36a', '#a9823c', '#6d5020') +
      `<radialGradient id="plum" cx="0.35" cy="0.3" r="0.8"><stop offset="0" stop-color="#c4588f"/><stop offset="0.55" stop-color="#8a2a63"/><stop offset="1" stop-color="#4a123a"/></radialGradient>` +
      vertical('label', '#fdf7ee', '#efe0c6'),
    `${shadow(300, 566, 190)}${shadow(490, 580, 110)}
    <path d="M266 116 h68 v112 q6 34 40 62 q26 24 26 66 v168 q0 34 -34 34 h-132 q-34 0 -34 -34 v-168 q0 -42 26 -66 q34 -28 40 -62z" fill="url(#glass)"/>
    <path d="M280 128 v102 q-4 38 -40 66 q-20 20 -20 60 v156 q8 20 22 24 q-10 -120 0 -190 q6 -38 30 -58 q24 -26 26 -56 V128z" fill="url(#shine)" opacity="0.55"/>
    <rect x="258" y="84" width="84" height="76" rx="12" fill="url(#cap)"/>
    <rect x="212" y="362" width="176" height="136" rx="10" fill="url(#label)"/>
    <path d="M232 476 q60 -84 132 -92" stroke="#6d4a2c" stroke-width="7" fill="none" stroke-linecap="round"/>
    ${[
      [268, 440],
      [306, 410],
      [346, 390],
      [330, 446],
    ]
      .map(
        ([x = 0, y = 0]) =>
          `<g fill="#f2a0bd"><circle cx="${x}" cy="${y - 12}" r="10"/><circle cx="${x + 11}" cy="${y - 3}" r="10"/><circle cx="${x + 7}" cy="${y + 10}" r="10"/><circle cx="${x - 7}" cy="${y + 10}" r="10"/><circle cx="${x - 11}" cy="${y - 3}" r="10"/><circle cx="${x}" cy="${y}" r="6" fill="#fff3c9"/></g>`,
      )
      .join('')}
    ${plum(458, 540, 46)}${plum(536, 548, 40)}${plum(500, 590, 36)}`,
  );

const walnut = (x: number, y: number, radius: number): string => `
  <ellipse cx="${x}" cy="${y}" rx="${radius}" ry="${radius * 0.88}" fill="url(#nut)"/>
  <path d="M${x} ${y - radius * 0.86} q${radius * 0.2} ${radius * 0.86} 0 ${radius * 1.72}" stroke="#6b431d" stroke-width="5" fill="none"/>
  <path d="M${x - radius * 0.7} ${y - radius * 0.2} q${radius * 0.3} ${-radius * 0.3} ${radius * 0.55} 0 M${x - radius * 0.62} ${y + radius * 0.34} q${radius * 0.3} ${-radius * 0.3} ${radius * 0.5} 0 M${x + radius * 0.2} ${y - radius * 0.3} q${radius * 0.25} ${-radius * 0.25} ${radius * 0.5} 0.1 M${x + radius * 0.18} ${y + radius * 0.3} q${radius * 0.25} ${-radius * 0.25} ${radius * 0.46} 0" stroke="#8a5a29" stroke-width="4" fill="none" opacity="0.8"/>`;

export const walnutBox = (): string =>
  onTable(
    { wall: ['#f6eddc', '#d2b98e'], table: ['#7b5b3a', '#523a22'] },
    vertical('front', '#b98a4e', '#8d6230') +
      vertical('inside', '#4c331a', '#2f1f0f') +
      vertical('lid', '#d3a566', '#a87a41') +
      `<radialGradient id="nut" cx="0.35" cy="0.3" r="0.8"><stop offset="0" stop-color="#e6bd7f"/><stop offset="0.6" stop-color="#b9813f"/><stop offset="1" stop-color="#7a4d1f"/></radialGradient>` +
      vertical('ribbon', '#c9483a', '#94251b'),
    `${shadow(320, 566, 270)}
    <path d="M120 236 L520 236 L548 332 L92 332z" fill="url(#lid)"/>
    <path d="M132 248 h376" stroke="#fff" stroke-opacity="0.25" stroke-width="5"/>
    <rect x="92" y="326" width="456" height="74" fill="url(#inside)"/>
    ${walnut(150, 372, 44)}${walnut(232, 362, 48)}${walnut(322, 370, 46)}${walnut(410, 360, 48)}${walnut(492, 372, 44)}${walnut(190, 396, 42)}${walnut(278, 398, 44)}${walnut(366, 400, 44)}${walnut(452, 398, 42)}
    <path d="M84 396 h472 l-18 150 q-2 14 -16 14 H118 q-14 0 -16 -14z" fill="url(#front)"/>
    <path d="M92 408 h456" stroke="#fff" stroke-opacity="0.22" stroke-width="5"/>
    <path d="M290 398 h60 l-3 162 h-54z" fill="url(#ribbon)"/>
    <g fill="url(#ribbon)"><path d="M320 470 q-96 -64 -104 -4 q2 50 104 4z"/><path d="M320 470 q96 -64 104 -4 q-2 50 -104 4z"/><circle cx="320" cy="470" r="20"/></g>`,
  );

export const celadonCup = (): string =>
  onTable(
    { wall: ['#eef3f1', '#b9cbc6'], table: ['#8b6a4a', '#5e442c'] },
    round('celadon', '#d3e8dc', '#9cc4b2', '#5d8877') +
      `<radialGradient id="tea" cx="0.4" cy="0.35" r="0.8"><stop offset="0" stop-color="#d9a95a"/><stop offset="1" stop-color="#8f5a1d"/></radialGradient>` +
      vertical('steam', '#ffffff', '#ffffff'),
    `${shadow(318, 566, 230)}
    <g fill="none" stroke="url(#steam)" stroke-width="16" stroke-linecap="round" opacity="0.5"><path d="M262 214 q-34 -50 4 -92 q30 -38 0 -74"/><path d="M330 208 q-34 -52 6 -96 q28 -34 -2 -66"/><path d="M398 214 q-28 -44 4 -82 q24 -32 2 -60"/></g>
    <ellipse cx="318" cy="560" rx="220" ry="34" fill="#9cc4b2"/><ellipse cx="318" cy="552" rx="206" ry="28" fill="#c9e2d6"/>
    <path d="M128 270 h380 q-2 168 -92 252 q-18 20 -44 20 h-108 q-26 0 -44 -20 q-90 -84 -92 -252z" fill="url(#celadon)"/>
    <path d="M156 300 q10 130 76 214 q-26 -110 -24 -206z" fill="url(#shine)"/>
    <ellipse cx="318" cy="270" rx="190" ry="40" fill="#dcefe5"/><ellipse cx="318" cy="274" rx="172" ry="32" fill="url(#tea)"/>
    <path d="M226 268 q70 -16 130 -4" stroke="#f3d79a" stroke-width="6" stroke-linecap="round" fill="none" opacity="0.8"/>
    <g stroke="#6d9a88" stroke-opacity="0.16" stroke-width="3" fill="none"><path d="M240 380 l34 40 l-18 44 l30 30"/><path d="M366 360 l24 46 l-30 40 l18 50"/><path d="M300 420 l22 34 l-12 40"/></g>`,
  );
