//! Text into HTML: everything that comes from a list is escaped and set apart, so that a hostile or right-to-left value can
//! neither run nor turn the page around.

/// Escapes text for HTML content and quoted attributes. What would turn the direction of what follows, or is no letter at
/// all, is shown by its number.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(letter),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                out.push_str(&format!("⟨U+{:04X}⟩", u32::from(letter)));
            }
            control if control.is_control() => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(control))),
            other => out.push(other),
        }
    }
    out
}

/// Longer values are cut, saying so.
const LONGEST: usize = 160;

/// A value from a list.
pub(super) fn value(text: &str) -> String {
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("<bdi>{}</bdi>", escaped(&short))
}

/// A missing value.
pub(super) const MISSING: &str = "<span class=\"quiet\">missing</span>";

/// Values of one record in several columns.
pub(super) fn values(of: &[Option<String>]) -> String {
    let parts: Vec<String> = of.iter().flatten().map(|text| value(text)).collect();
    if parts.is_empty() { MISSING.to_owned() } else { parts.join(" · ") }
}

/// A weight with its sign.
pub(super) fn signed(weight: f64) -> String {
    // A true minus sign is as wide as a plus.
    if weight < -0.005 { format!("−{:.2}", -weight) } else { format!("+{:.2}", weight.max(0.0)) }
}

/// A share in percent, with as many places as tell it from 0 and from 100.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent == 0.0 || percent == 100.0 || (1.0..=99.0).contains(&percent) {
        format!("{percent:.1}\u{a0}%")
    } else if percent < 1.0 {
        let places = (2.0 - percent.abs().max(1e-9).log10().floor()).min(8.0) as usize - 1;
        format!("{percent:.places$}\u{a0}%")
    } else {
        format!("{percent:.2}\u{a0}%")
    }
}

/// A whole number with thin spaces between thousands.
pub(super) fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// The style: system fonts, logical properties, light and dark, paper.
pub(super) const STYLE: &str = r#"
:root{color-scheme:light dark;--ground:#fff;--text:#1c1c1e;--quiet:#55565c;--line:#d5d6db;--card:#f5f6f8;--for:#0b6e4f;--against:#a8321a;--m:#0b6e4f;--u:#5b4bb2;--mark:#1f5fbf}
@media (prefers-color-scheme:dark){:root{--ground:#15161a;--text:#ececf0;--quiet:#a9abb5;--line:#3a3c45;--card:#1e2026;--for:#54c79b;--against:#f0876d;--m:#54c79b;--u:#a79cf5;--mark:#7fb0ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-inline-size:62rem;margin-inline:auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.2;margin-block:.5rem}
h2{font-size:1.25rem;margin-block:2.5rem .5rem;border-block-start:1px solid var(--line);padding-block-start:1rem}
h3{font-size:1.05rem;margin-block:1.5rem .25rem}
p,li{max-inline-size:46rem}
.quiet{color:var(--quiet)}
a{color:var(--mark)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:0}
nav a{display:inline-block;padding-block:.3rem}
dl.sum{display:grid;grid-template-columns:repeat(auto-fill,minmax(10.5rem,1fr));gap:.75rem;margin:1rem 0}
dl.sum div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem}
dl.sum dt{color:var(--quiet);font-size:.9rem}
dl.sum dd{margin:0;font-size:1.3rem;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.wide{overflow-x:auto}
table{border-collapse:collapse;inline-size:100%;font-variant-numeric:tabular-nums}
table{margin-block-end:1rem}caption{text-align:start;font-weight:600;padding-block:.5rem .25rem}
th,td{text-align:start;vertical-align:top;padding:.3rem .5rem;border-block-end:1px solid var(--line);overflow-wrap:anywhere}
thead th{font-weight:600;color:var(--quiet);font-size:.9rem}
tbody th{font-weight:500}
td.n,th.n{text-align:end;white-space:nowrap;overflow-wrap:normal}
.wide th,.wide td{overflow-wrap:break-word;min-inline-size:4.5rem;max-inline-size:20rem}
.wide td.n,.wide th.n{min-inline-size:0}
td.bar{inline-size:34%;min-inline-size:6rem}
svg{display:block;inline-size:100%}
svg.bar{block-size:1.1rem}
svg text{fill:var(--text);font:11px system-ui,sans-serif}
svg .axis{stroke:var(--line);stroke-width:1}
svg .zero{stroke:var(--quiet);stroke-width:1;vector-effect:non-scaling-stroke}
svg .for{fill:var(--for)}svg .against{fill:var(--against)}svg .m{fill:var(--m)}svg .u{fill:var(--u)}
svg .line{fill:none;stroke-width:2}
svg .precision{stroke:var(--u)}svg .recall{stroke:var(--against);stroke-dasharray:6 3}svg .f1{stroke:var(--for);stroke-dasharray:2 3}
svg .cut{stroke:var(--mark);stroke-width:1.5}
.chart{max-inline-size:44rem}
.pair{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem;margin-block:1rem;background:var(--card);break-inside:avoid}
.pair h3{margin-block:.25rem}
pre{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.75rem;overflow-x:auto;font-size:.9rem}
.warn{border-inline-start:.3rem solid var(--against);padding-inline-start:.75rem}
@media (max-width:40rem){table.stack thead{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}table.stack tr{display:grid;grid-template-columns:1fr auto;border-block-end:1px solid var(--line);padding-block:.35rem}table.stack th,table.stack td{border:0;padding:.1rem .25rem}table.stack td.full,table.stack td.bar{grid-column:1/-1;inline-size:auto}table.stack td[data-name]::before{content:attr(data-name) ": ";color:var(--quiet)}}
@media print{:root{--ground:#fff;--text:#000;--quiet:#444;--line:#bbb;--card:#fff;--for:#0b6e4f;--against:#a8321a;--m:#0b6e4f;--u:#5b4bb2;--mark:#000}body{font:10.5pt/1.35 Georgia,"Noto Serif",serif}nav{display:none}main{max-inline-size:none;padding:0}h2{break-after:avoid}tr,.pair{break-inside:avoid}pre{white-space:pre-wrap}.wide{overflow:visible}svg{print-color-adjust:exact}@page{margin:16mm}}
"#;
