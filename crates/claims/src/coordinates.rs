//! Where something is on earth: degrees north and east, to a hundred-thousandth (about a metre).

use std::fmt;
use std::str::FromStr;

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coordinates {
    north: i32,
    east: i32,
}

/// Parts of a degree.
const PARTS: f64 = 100_000.0;

/// Why a text is no point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCoordinates {
    /// There are not two numbers.
    NotTwo,
    /// One of them is no number of degrees.
    NotANumber,
    /// North or south beyond a pole.
    BeyondPole,
    /// East or west beyond half the globe.
    BeyondHalf,
}

impl fmt::Display for NotCoordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotTwo => "Write two numbers, degrees north and degrees east, such as 43.238, 76.945",
            Self::NotANumber => "Write degrees as decimal numbers with a point, such as 43.238, 76.945",
            Self::BeyondPole => "The first number is degrees north; it lies between -90 and 90",
            Self::BeyondHalf => "The second number is degrees east; it lies between -180 and 180",
        })
    }
}

impl std::error::Error for NotCoordinates {}

impl Coordinates {
    /// From degrees.
    ///
    /// # Errors
    /// When they lie beyond a pole or beyond half the globe, or are no numbers.
    pub fn of(north: f64, east: f64) -> Result<Self, NotCoordinates> {
        if !north.is_finite() || !east.is_finite() {
            return Err(NotCoordinates::NotANumber);
        }
        if north.abs() > 90.0 {
            return Err(NotCoordinates::BeyondPole);
        }
        if east.abs() > 180.0 {
            return Err(NotCoordinates::BeyondHalf);
        }
        Ok(Self { north: (north * PARTS).round() as i32, east: (east * PARTS).round() as i32 })
    }

    /// Degrees north.
    pub fn north(self) -> f64 {
        f64::from(self.north) / PARTS
    }

    /// Degrees east.
    pub fn east(self) -> f64 {
        f64::from(self.east) / PARTS
    }
}

impl FromStr for Coordinates {
    type Err = NotCoordinates;

    /// Reads `43.238, 76.945`: two decimal numbers with a comma, a semicolon or a space between them. A letter may stand
    /// after each: N or S, E or W.
    fn from_str(text: &str) -> Result<Self, NotCoordinates> {
        let mut parts = text
            .split(|c: char| c == ',' || c == ';' || c.is_whitespace())
            .filter(|part| !part.is_empty() && *part != "°");
        let (Some(north), Some(east), None) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NotCoordinates::NotTwo);
        };
        Self::of(degrees(north, 'N', 'S')?, degrees(east, 'E', 'W')?)
    }
}

fn degrees(part: &str, plus: char, minus: char) -> Result<f64, NotCoordinates> {
    let upper = part.to_uppercase();
    let (digits, sign) = match (upper.strip_suffix(plus), upper.strip_suffix(minus)) {
        (Some(digits), _) => (digits, 1.0),
        (_, Some(digits)) => (digits, -1.0),
        _ => (upper.as_str(), 1.0),
    };
    let digits = digits.trim_end_matches('°');
    // Words that a number type would read (nan, inf) are no degrees.
    if !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')) {
        return Err(NotCoordinates::NotANumber);
    }
    digits.parse::<f64>().map(|number| number * sign).map_err(|_| NotCoordinates::NotANumber)
}

impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", Degrees(self.north), Degrees(self.east))
    }
}

/// A number of degrees without needless noughts.
struct Degrees(i32);

impl fmt::Display for Degrees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 100_000, self.0.unsigned_abs() % 100_000);
        let digits = format!("{rest:05}");
        match digits.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            digits => write!(f, "{sign}{whole}.{digits}"),
        }
    }
}
