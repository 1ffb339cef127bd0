/** The looks of a contact sheet, after those of the report. */
export const SHEET_STYLE = `
:root { --good: #1a7f4b; --bad: #b3361f; }
@media (prefers-color-scheme: dark) { :root { --good: #4cc38a; --bad: #ff8a70; } }
.store { position: absolute; }
.filter { border: 0; margin: 0 0 10px; padding: 0; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
header + .filter { margin-top: 32px; }
.filter legend { float: left; width: 72px; padding: 0; font-size: .84rem; color: var(--soft); }
.filter label { position: relative; flex: none; cursor: pointer; }
.filter input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.filter span { display: inline-block; padding: 4px 11px; border: 1px solid var(--line); border-radius: 999px; background: var(--card); font-size: .86rem; }
.filter small { color: var(--soft); font-variant-numeric: tabular-nums; }
.filter input:checked + span { background: var(--accent); border-color: var(--accent); color: var(--paper); }
.filter input:checked + span small { color: inherit; }
.filter input:focus-visible + span { outline: 2px solid var(--ink); outline-offset: 2px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; font-size: .84rem; color: var(--soft); margin: 16px 0; }
.legend span { white-space: nowrap; margin-right: 10px; }
.legend i { display: inline-block; width: 22px; height: 13px; border-radius: 2px; margin-right: 6px; vertical-align: -1px; }
.legend .true { border: 2px dashed #2fd37e; outline: 1px solid rgb(0 0 0 / .25); }
.legend .found.right { border: 2px solid #4aa8ff; }
.legend .found.wrong { border: 2px solid #ff5a3c; }
.cases { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; }
.case { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; content-visibility: auto; contain-intrinsic-size: auto 300px; }
.case svg { display: block; width: 100%; height: 250px; background: var(--line); }
.case rect { fill: none; vector-effect: non-scaling-stroke; }
.case .under { stroke: rgb(0 0 0 / .45); stroke-width: 4; }
.case .true { stroke: #2fd37e; stroke-width: 2; stroke-dasharray: 6 4; }
.case .found.right { stroke: #4aa8ff; stroke-width: 2; }
.case .found.wrong { stroke: #ff5a3c; stroke-width: 2; }
figcaption { padding: 8px 10px 10px; font-size: .9rem; line-height: 1.35; overflow-wrap: anywhere; }
figcaption em { font-style: normal; font-size: .8rem; font-weight: 600; }
figcaption em.right { color: var(--good); }
figcaption em.wrong { color: var(--bad); }
figcaption small { display: block; color: var(--soft); font-size: .78rem; font-variant-numeric: tabular-nums; }
@media (max-width: 480px) {
  main { padding: 24px 14px 48px; }
  .filter { flex-wrap: nowrap; overflow-x: auto; min-width: 0; margin-inline: -14px; padding: 2px 14px; scrollbar-width: none; }
  .filter legend { width: auto; margin-right: 4px; }
  .case svg { height: 230px; }
}
`;
