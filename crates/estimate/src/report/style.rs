//! The style: system fonts, logical properties, light and dark, forced colours, paper.

pub(super) const STYLE: &str = r#"
:root{color-scheme:light dark;--ground:#fff;--text:#1c1c1e;--quiet:#55565c;--line:#d5d6db;--card:#f5f6f8;--well:#0b6e4f;--ill:#a8321a;--mark:#1f5fbf;--pale:#a9c4ea}
@media (prefers-color-scheme:dark){:root{--ground:#15161a;--text:#ececf0;--quiet:#a9abb5;--line:#3a3c45;--card:#1e2026;--well:#54c79b;--ill:#f0876d;--mark:#7fb0ff;--pale:#3c557d}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-inline-size:52rem;margin-inline:auto;padding:1rem}
h1{font-size:1.3rem;line-height:1.25;margin-block:.5rem;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin-block:2rem .5rem;border-block-start:1px solid var(--line);padding-block-start:1rem}
h3{font-size:1.05rem;margin-block:1.25rem .25rem}
p{max-inline-size:44rem;margin-block:.4rem}
.quiet{color:var(--quiet)}
.answer{background:var(--card);border:1px solid var(--line);border-inline-start:.35rem solid var(--mark);border-radius:.5rem;padding:.75rem 1rem;margin-block:1rem}
.answer.withheld{border-inline-start-color:var(--ill)}
.big{font-size:clamp(1.6rem,6vw,2.4rem);font-weight:700;line-height:1.15;font-variant-numeric:tabular-nums}
.warn{border-inline-start:.3rem solid var(--ill);padding-inline-start:.75rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;inline-size:100%;font-variant-numeric:tabular-nums;margin-block-end:1rem}
caption{text-align:start;font-weight:600;padding-block:.5rem .25rem}
th,td{text-align:start;vertical-align:top;padding:.3rem .5rem;border-block-end:1px solid var(--line);overflow-wrap:break-word}
thead th{font-weight:600;color:var(--quiet);font-size:.9rem}
tbody th{font-weight:500}
td.n,th.n{text-align:end;white-space:nowrap;overflow-wrap:normal}
.made td{overflow-wrap:anywhere}
.well{color:var(--well);white-space:nowrap}.ill{color:var(--ill);font-weight:600}
summary{cursor:pointer;padding-block:.5rem;color:var(--mark)}
td.free{overflow-wrap:anywhere;min-inline-size:7rem}tbody th bdi{overflow-wrap:anywhere}.wide tbody th{min-inline-size:6.5rem}.wide tbody th bdi{overflow-wrap:break-word}
svg.chart{display:block;inline-size:100%;block-size:auto;max-inline-size:36rem}svg.upset{display:block}
svg text{fill:var(--text);font:12px system-ui,sans-serif}svg text.small{font-size:9px}
svg .axis{stroke:var(--line)}svg .floor{stroke:var(--quiet);stroke-width:1.5;stroke-dasharray:4 3}
svg .fill{fill:var(--mark)}svg .pale{fill:var(--pale)}svg .band{fill:var(--card)}
svg .on{fill:var(--mark)}svg .off{fill:var(--line)}svg .tie{stroke:var(--mark);stroke-width:2.5}
svg .reach{stroke-width:3}svg .plain{stroke:var(--quiet)}svg circle.plain,svg path.plain{fill:var(--quiet)}svg .strong{stroke:var(--mark)}svg .reach.strong{stroke-width:6}svg circle.strong{fill:var(--mark)}
svg .trace{fill:none;stroke-width:1}svg .t0{stroke:#1f5fbf}svg .t1{stroke:#0b6e4f}svg .t2{stroke:#a8321a}svg .t3{stroke:#7a5bc2}
@media (forced-colors:active){svg .fill,svg .on,svg circle.strong{fill:Highlight}svg .off,svg .pale{fill:GrayText}svg .strong,svg .tie{stroke:Highlight}svg .plain,svg .axis,svg .trace{stroke:CanvasText}svg text{fill:CanvasText}}
@media print{:root{--ground:#fff;--text:#000;--quiet:#444;--line:#bbb;--card:#fff;--mark:#1f5fbf;--pale:#a9c4ea}body{font:10.5pt/1.35 Georgia,"Noto Serif",serif}main{max-inline-size:none;padding:0}h2{break-after:avoid}section,tr{break-inside:avoid}.wide{overflow:visible}svg{print-color-adjust:exact}@page{margin:16mm}}
"#;
