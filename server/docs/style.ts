/** The page of the interface: the shop's paper and ink, set for reading. It has no script, so that it needs no other file. */
export const STYLE = `:root{color-scheme:light dark;--paper:light-dark(#faf9f6,#141613);--raised:light-dark(#fff,#1d201c);--ink:light-dark(#1a1c19,#edece7);--soft:light-dark(#595c56,#a9aca3);--line:light-dark(#e4e2db,#30332e);--accent:light-dark(#0b6b57,#76d3b8);--wash:light-dark(#e5f0ec,#1b2f28)}
*{box-sizing:border-box}html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 .9375rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans','Liberation Sans',Arial,sans-serif}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}main:focus{outline:none}
.skip{position:absolute;left:1rem;top:-4rem;z-index:2;padding:.5rem 1rem;background:var(--accent);color:var(--paper)}.skip:focus{top:.5rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding:.75rem clamp(1rem,3.2vw,2.5rem);border-bottom:1px solid var(--line)}
header nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}header nav a,.home a{display:inline-block;padding:.375rem 0}.home{margin:0;font-weight:600}.home a{color:var(--ink);text-decoration:none}
.page{display:grid;grid-template-columns:19rem minmax(0,1fr);gap:2.5rem;max-width:80rem;margin:0 auto;padding:0 clamp(1rem,3.2vw,2.5rem)}
.contents{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:1.5rem 0;font-size:.8125rem}
.contents ul{list-style:none;margin:0;padding:0}.contents ul ul{margin:.125rem 0 .75rem;padding-left:.75rem;border-left:1px solid var(--line)}
.contents a{display:block;padding:.2rem 0;overflow-wrap:anywhere;text-decoration:none}.contents a:hover{text-decoration:underline}.contents>ul>li>a,.contents summary{font-weight:600}
main{min-width:0;padding:1.5rem 0 3rem}
h1,h2,h3,h4{line-height:1.25;letter-spacing:-.012em;text-wrap:balance;margin:0}h1{font-size:1.75rem}h2{margin-top:3.5rem;padding-bottom:.5rem;border-bottom:1px solid var(--line);font-size:1.375rem}
h3{font-size:1.0625rem;overflow-wrap:anywhere}h4{margin-top:1.25rem;font-size:.8125rem}
.operation,.document{padding:1.5rem 0;border-bottom:1px solid var(--line)}p{margin:.5rem 0;max-width:44rem}.summary{font-size:1.0625rem}
code,pre{font-family:ui-monospace,'SF Mono',Menlo,Consolas,'Liberation Mono',monospace;font-size:.92em}
pre{margin:.75rem 0;padding:.75rem;border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere}.command{background:var(--wash)}.example{background:var(--raised);border:1px solid var(--line)}
.method{display:inline-block;min-width:2.75rem;font:600 .75em ui-monospace,Menlo,Consolas,'Liberation Mono',monospace;text-transform:uppercase;color:var(--soft)}
.fields{margin:.5rem 0}.fields>div{display:grid;grid-template-columns:minmax(8rem,14rem) minmax(0,1fr);gap:0 1.5rem;padding:.375rem 0;border-top:1px solid var(--line)}
.fields dt{overflow-wrap:anywhere}.fields dd{margin:0;max-width:44rem}.type{color:var(--soft)}.type::after{content:'.'}.soft{color:var(--soft);font-weight:400;font-size:.8125rem}
summary{width:fit-content;padding:.25rem 0;color:var(--accent);cursor:pointer}.to-top{margin-top:1rem;font-size:.8125rem}
footer{padding:1.5rem clamp(1rem,3.2vw,2.5rem);border-top:1px solid var(--line);color:var(--soft)}footer p{max-width:80rem;margin:0 auto}
@media(max-width:59.99rem){.page{display:block}.contents{position:static;max-height:none;padding:.75rem 0;border-bottom:1px solid var(--line)}.contents>ul{display:flex;flex-wrap:wrap;gap:0 1.25rem}.contents a,.contents summary{padding:.375rem 0}.contents ul ul{display:none}.contents details[open] ul{display:block}}
@media(max-width:40rem){.fields>div{display:block}}`;
