/** The report's looks: one column on a phone, strips of photos that scroll sideways, light or dark as the reader's. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #faf9f7; --card: #ffffff; --ink: #1f1d1a; --soft: #6d675f; --line: #e5e1da; --accent: #9a3b26; --tint: #f4e9e4;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #171614; --card: #211f1c; --ink: #efece6; --soft: #a49d93; --line: #35322d; --accent: #e58a6f; --tint: #33251f; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 40px 20px 72px; }
header p { font-size: 1.1rem; color: var(--soft); max-width: 44em; margin: 0 0 24px; }
h1 { font-size: clamp(1.7rem, 4.5vw, 2.7rem); line-height: 1.15; letter-spacing: -.02em; margin: 0 0 14px; max-width: 20em; }
h2 { font-size: 1.35rem; letter-spacing: -.01em; margin: 56px 0 4px; }
h2 + p { color: var(--soft); margin: 0 0 20px; max-width: 46em; }
code, pre { font: .88em/1.6 ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', monospace; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; padding: 0; margin: 0; }
.tiles div { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; }
.tiles dd { margin: 0; font-size: 1.6rem; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.tiles dt { font-size: .84rem; color: var(--soft); }
.example { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 16px; margin: 0 0 16px; }
.query { display: flex; align-items: center; gap: 12px; margin-bottom: 14px; min-height: 40px; flex-wrap: wrap; }
.query q { quotes: none; font-size: 1.05rem; font-weight: 600; background: var(--tint); color: var(--accent); border-radius: 999px; padding: 6px 16px; }
.query img { width: 88px; height: 88px; object-fit: contain; background: #fff; border-radius: 12px; border: 2px solid var(--accent); }
.part { position: relative; display: inline-block; line-height: 0; }
.query .part img { width: auto; height: auto; max-width: 150px; max-height: 150px; border: 0; border-radius: 8px; }
.part i { position: absolute; border: 2px solid var(--accent); border-radius: 4px; box-shadow: 0 0 0 999px rgb(255 255 255 / .6); }
.part { overflow: hidden; border-radius: 10px; }
.query > span:not(.part) { color: var(--soft); font-size: .9rem; }
.hits { display: grid; grid-auto-flow: column; grid-auto-columns: max(128px, calc((100% - 60px) / 6)); gap: 12px; overflow-x: auto; padding: 0 0 6px; margin: 0; list-style: none; scroll-snap-type: x proximity; }
.hits li { scroll-snap-align: start; min-width: 0; }
.hits img { display: block; width: 100%; aspect-ratio: 1; object-fit: contain; background: #fff; border-radius: 12px; border: 1px solid var(--line); }
.hits strong { display: block; font-size: .84rem; font-weight: 600; line-height: 1.35; margin-top: 8px; overflow-wrap: anywhere; }
.hits small { display: block; color: var(--soft); font-size: .78rem; line-height: 1.4; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 18px; margin: 0 0 16px; overflow-x: auto; }
.panel svg { display: block; width: 100%; height: auto; min-width: 320px; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 16px; align-items: start; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .94rem; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: .84rem; }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: right; white-space: nowrap; }
.bar { position: relative; height: 8px; min-width: 90px; background: var(--line); border-radius: 99px; margin-top: 8px; }
.bar i { position: absolute; inset: 0 auto 0 0; background: var(--accent); border-radius: 99px; }
.bar b { position: absolute; top: -3px; bottom: -3px; width: 2px; background: var(--ink); }
.words b { font-weight: 650; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; overflow-x: auto; margin: 8px 0 16px; }
.warning { border-left: 4px solid var(--accent); margin: 16px 0 0; }
footer { margin-top: 56px; color: var(--soft); font-size: .9rem; border-top: 1px solid var(--line); padding-top: 20px; }
@media (min-width: 900px) { .example { display: grid; grid-template-columns: 190px 1fr; gap: 18px; } .query { flex-direction: column; align-items: flex-start; justify-content: center; margin: 0; } .query img { width: 150px; height: 150px; } }
`;
