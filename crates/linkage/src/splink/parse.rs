//! From words to a tree. Precedence as in DuckDB: OR, AND, NOT, comparison, `||` + -, * /, sign, `::`.

use super::expr::{Expr, Function, Math, Side, Two, Type};
use super::words::{Unreadable, Word, words};
use regex::Regex;

/// How columns of the two records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// `"city_l"`, `city_r`: the conditions of comparison levels.
    Suffix,
    /// `l."city"`, `r.city`: blocking rules.
    Prefix,
}

/// Brackets deeper than this are refused: the parser calls itself.
const DEEPEST: usize = 60;

/// Words beyond this are refused: a chain of conditions becomes a tree as deep as it is long.
const LONGEST: usize = 1_500;

/// Reads one condition. Names of columns are added to `columns` (without their side) as they are met.
pub fn parse(sql: &str, naming: Naming, columns: &mut Vec<String>) -> Result<Expr, Unreadable> {
    let words = words(sql)?;
    if words.len() > LONGEST {
        return Err(Unreadable { position: 1, says: format!("it has more than {LONGEST} words") });
    }
    let mut parser = Parser { words, at: 0, naming, columns, depth: 0 };
    if let (Word::Bare(word), _) = parser.here()
        && word.eq_ignore_ascii_case("else")
    {
        parser.at += 1;
        return parser.ended().map(|()| Expr::Truth(true));
    }
    let expr = parser.either()?;
    parser.ended()?;
    Ok(expr)
}

struct Parser<'a> {
    words: Vec<(Word, usize)>,
    at: usize,
    naming: Naming,
    columns: &'a mut Vec<String>,
    depth: usize,
}

impl Parser<'_> {
    fn here(&self) -> (Word, usize) {
        self.words.get(self.at).cloned().unwrap_or((Word::End, 0))
    }

    fn after(&self) -> Word {
        self.words.get(self.at + 1).map_or(Word::End, |(word, _)| word.clone())
    }

    fn says<T>(&self, says: impl Into<String>) -> Result<T, Unreadable> {
        Err(Unreadable { position: self.here().1, says: says.into() })
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.here().0, Word::Sign(here) if here == sign);
        self.at += usize::from(found);
        found
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let found = matches!(self.here().0, Word::Bare(word) if word.eq_ignore_ascii_case(keyword));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), Unreadable> {
        if self.sign(sign) {
            Ok(())
        } else {
            self.says(format!("{sign} was expected, not {}", shown(&self.here().0)))
        }
    }

    fn expect_word(&mut self, word: &str) -> Result<(), Unreadable> {
        if self.keyword(word) {
            Ok(())
        } else {
            self.says(format!("{word} was expected, not {}", shown(&self.here().0)))
        }
    }

    fn ended(&mut self) -> Result<(), Unreadable> {
        match self.here().0 {
            Word::End => Ok(()),
            other => self.says(format!("{} is not expected after a complete condition", shown(&other))),
        }
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Unreadable>) -> Result<T, Unreadable> {
        if self.depth == DEEPEST {
            return self.says(format!("it is nested deeper than {DEEPEST} levels"));
        }
        self.depth += 1;
        let outcome = read(self);
        self.depth -= 1;
        outcome
    }

    fn either(&mut self) -> Result<Expr, Unreadable> {
        self.deeper(|parser| {
            let mut left = parser.both()?;
            while parser.keyword("or") {
                left = two(Two::Or, left, parser.both()?);
            }
            Ok(left)
        })
    }

    fn both(&mut self) -> Result<Expr, Unreadable> {
        let mut left = self.negated()?;
        while self.keyword("and") {
            left = two(Two::And, left, self.negated()?);
        }
        Ok(left)
    }

    fn negated(&mut self) -> Result<Expr, Unreadable> {
        if self.keyword("not") {
            return self.deeper(|parser| Ok(Expr::Not(Box::new(parser.negated()?))));
        }
        self.compared()
    }

    fn compared(&mut self) -> Result<Expr, Unreadable> {
        const SIGNS: [(&str, Two); 8] = [
            ("=", Two::Equal),
            ("==", Two::Equal),
            ("<>", Two::Unequal),
            ("!=", Two::Unequal),
            ("<=", Two::AtMost),
            (">=", Two::AtLeast),
            ("<", Two::Less),
            (">", Two::More),
        ];
        let mut left = self.summed()?;
        loop {
            if let Some((_, operator)) = SIGNS.iter().find(|(sign, _)| self.sign(sign)) {
                left = two(*operator, left, self.summed()?);
                continue;
            }
            if self.keyword("is") {
                let is = !self.keyword("not");
                if self.keyword("null") {
                    left = Expr::IsNull(Box::new(left), is);
                    continue;
                }
                return self.says("only IS NULL and IS NOT NULL are known");
            }
            let negated = matches!((self.here().0, self.after()),
                (Word::Bare(not), Word::Bare(word)) if not.eq_ignore_ascii_case("not")
                    && ["in", "between"].iter().any(|known| word.eq_ignore_ascii_case(known)));
            self.at += usize::from(negated);
            if self.keyword("in") {
                self.expect("(")?;
                let list = self.list()?;
                left = Expr::In(Box::new(left), list, !negated);
            } else if self.keyword("between") {
                let low = self.summed()?;
                self.expect_word("AND")?;
                let high = self.summed()?;
                let within =
                    two(Two::And, two(Two::AtLeast, left.clone(), low), two(Two::AtMost, left, high));
                left = if negated { Expr::Not(Box::new(within)) } else { within };
            } else {
                return Ok(left);
            }
        }
    }

    fn summed(&mut self) -> Result<Expr, Unreadable> {
        let mut left = self.multiplied()?;
        loop {
            let operator = if self.sign("+") {
                Two::Plus
            } else if self.sign("-") {
                Two::Minus
            } else if self.sign("||") {
                Two::Joined
            } else {
                return Ok(left);
            };
            left = two(operator, left, self.multiplied()?);
        }
    }

    fn multiplied(&mut self) -> Result<Expr, Unreadable> {
        let mut left = self.signed()?;
        loop {
            let operator = if self.sign("*") {
                Two::Times
            } else if self.sign("/") {
                Two::Over
            } else {
                return Ok(left);
            };
            left = two(operator, left, self.signed()?);
        }
    }

    fn signed(&mut self) -> Result<Expr, Unreadable> {
        if self.sign("-") {
            return self.deeper(|parser| Ok(Expr::Negative(Box::new(parser.signed()?))));
        }
        let mut value = self.value()?;
        while self.sign("::") {
            value = Expr::Cast(Box::new(value), self.type_name()?);
        }
        Ok(value)
    }

    fn value(&mut self) -> Result<Expr, Unreadable> {
        let (word, position) = self.here();
        match word {
            Word::Number(number) => {
                self.at += 1;
                Ok(Expr::Number(number))
            }
            Word::Text(text) => {
                self.at += 1;
                Ok(Expr::Text(text))
            }
            Word::Sign("(") => {
                self.at += 1;
                let inside = self.either()?;
                self.expect(")")?;
                Ok(inside)
            }
            Word::Quoted(name) => self.column(&name, position),
            Word::Bare(name) => match name.to_ascii_lowercase().as_str() {
                "null" => self.literal(Expr::Null),
                "true" => self.literal(Expr::Truth(true)),
                "false" => self.literal(Expr::Truth(false)),
                "case" => self.case(),
                "cast" | "try_cast" if self.after() == Word::Sign("(") => self.cast(),
                _ if self.after() == Word::Sign("(") => self.call(&name, position),
                _ => self.column(&name, position),
            },
            other => self.says(format!("a value was expected, not {}", shown(&other))),
        }
    }

    fn literal(&mut self, value: Expr) -> Result<Expr, Unreadable> {
        self.at += 1;
        Ok(value)
    }

    fn case(&mut self) -> Result<Expr, Unreadable> {
        self.at += 1;
        let mut branches = Vec::new();
        while self.keyword("when") {
            let when = self.either()?;
            self.expect_word("THEN")?;
            branches.push((when, self.either()?));
        }
        if branches.is_empty() {
            return self.says("WHEN was expected: CASE with an operand is not known");
        }
        let rest = if self.keyword("else") { self.either()? } else { Expr::Null };
        self.expect_word("END")?;
        Ok(Expr::Case(branches, Box::new(rest)))
    }

    fn cast(&mut self) -> Result<Expr, Unreadable> {
        self.at += 2;
        let value = self.either()?;
        self.expect_word("AS")?;
        let to = self.type_name()?;
        self.expect(")")?;
        Ok(Expr::Cast(Box::new(value), to))
    }

    fn type_name(&mut self) -> Result<Type, Unreadable> {
        let Word::Bare(name) = self.here().0 else { return self.says("the name of a type was expected") };
        let found = match name.to_ascii_lowercase().as_str() {
            "varchar" | "text" | "string" => Type::Text,
            "double" | "float" | "float8" | "real" => Type::Number,
            "int" | "integer" | "bigint" | "smallint" | "tinyint" | "int8" | "long" => Type::Whole,
            "date" | "timestamp" => Type::Time,
            _ => return self.says(format!("a cast to {name} is not known")),
        };
        self.at += 1;
        Ok(found)
    }

    /// `"city_l"`, or `l."city"`.
    fn column(&mut self, name: &str, position: usize) -> Result<Expr, Unreadable> {
        self.at += 1;
        let wrong = |says: String| Err(Unreadable { position, says });
        let (name, side) = match self.naming {
            Naming::Prefix => {
                let side = match name.to_ascii_lowercase().as_str() {
                    "l" => Side::Left,
                    "r" => Side::Right,
                    _ => {
                        return wrong(format!("{name} is a column of neither record: l.{name} or r.{name}?"));
                    }
                };
                self.expect(".")?;
                match self.here().0 {
                    Word::Bare(column) | Word::Quoted(column) => {
                        self.at += 1;
                        (column, side)
                    }
                    other => return self.says(format!("a column was expected, not {}", shown(&other))),
                }
            }
            Naming::Suffix => match (name.strip_suffix("_l"), name.strip_suffix("_r")) {
                (Some(column), _) => (column.to_owned(), Side::Left),
                (_, Some(column)) => (column.to_owned(), Side::Right),
                _ => return wrong(format!("{name} ends neither in _l nor in _r: of which record is it?")),
            },
        };
        let known = self.columns.iter().position(|column| *column == name);
        let place = known.unwrap_or_else(|| {
            self.columns.push(name);
            self.columns.len() - 1
        });
        Ok(Expr::Column(place, side))
    }

    /// Up to the closing bracket, which is taken.
    fn list(&mut self) -> Result<Vec<Expr>, Unreadable> {
        let mut items = Vec::new();
        if self.sign(")") {
            return Ok(items);
        }
        loop {
            items.push(self.either()?);
            if self.sign(")") {
                return Ok(items);
            }
            self.expect(",")?;
        }
    }

    fn call(&mut self, name: &str, position: usize) -> Result<Expr, Unreadable> {
        self.at += 2;
        let mut of = self.list()?;
        let wrong = |says: String| Unreadable { position, says };
        let given = of.len();
        let takes = |least: usize, most: usize| {
            let fits = (least..=most).contains(&given);
            if fits { Ok(()) } else { Err(wrong(format!("{name} does not take {given} arguments"))) }
        };
        let function = match name.to_ascii_lowercase().as_str() {
            "jaro_winkler_similarity" | "jaro_winkler" => takes(2, 2).map(|()| Function::JaroWinkler)?,
            "jaro_similarity" | "jaro_sim" => takes(2, 2).map(|()| Function::Jaro)?,
            "levenshtein" | "editdist3" => takes(2, 2).map(|()| Function::Levenshtein)?,
            "damerau_levenshtein" => takes(2, 2).map(|()| Function::DamerauLevenshtein)?,
            "jaccard" => takes(2, 2).map(|()| Function::Jaccard)?,
            "substr" | "substring" => takes(2, 3).map(|()| Function::Substring)?,
            "nullif" => takes(2, 2).map(|()| Function::NullIf)?,
            "coalesce" | "ifnull" => takes(1, 99).map(|()| Function::Coalesce)?,
            "abs" => takes(1, 1).map(|()| Function::Abs)?,
            "epoch" => takes(1, 1).map(|()| Function::Epoch)?,
            "length" | "len" | "char_length" => takes(1, 1).map(|()| Function::Length)?,
            "array_length" | "cardinality" => takes(1, 1).map(|()| Function::ArrayLength)?,
            "list_intersect" | "array_intersect" => takes(2, 2).map(|()| Function::ListIntersect)?,
            "string_split" | "str_split" => takes(2, 2).map(|()| Function::StringSplit)?,
            "lower" | "lcase" => takes(1, 1).map(|()| Function::Lower)?,
            "upper" | "ucase" => takes(1, 1).map(|()| Function::Upper)?,
            "trim" => takes(1, 1).map(|()| Function::Trim)?,
            "concat" => takes(1, 99).map(|()| Function::Concat)?,
            "least" => takes(1, 99).map(|()| Function::Least)?,
            "greatest" => takes(1, 99).map(|()| Function::Greatest)?,
            "pow" | "power" => takes(2, 2).map(|()| Function::Power)?,
            "sin" => takes(1, 1).map(|()| Function::Math(Math::Sin))?,
            "cos" => takes(1, 1).map(|()| Function::Math(Math::Cos))?,
            "acos" => takes(1, 1).map(|()| Function::Math(Math::Acos))?,
            "asin" => takes(1, 1).map(|()| Function::Math(Math::Asin))?,
            "sqrt" => takes(1, 1).map(|()| Function::Math(Math::Sqrt))?,
            "radians" => takes(1, 1).map(|()| Function::Math(Math::Radians))?,
            "ln" => takes(1, 1).map(|()| Function::Math(Math::Ln))?,
            "floor" => takes(1, 1).map(|()| Function::Math(Math::Floor))?,
            "ceil" | "ceiling" => takes(1, 1).map(|()| Function::Math(Math::Ceil))?,
            "regexp_extract" => {
                takes(2, 3)?;
                let group = match of.get(2) {
                    None => 0.0,
                    Some(Expr::Number(group)) => *group,
                    Some(_) => return Err(wrong("the group of regexp_extract must be a number".to_owned())),
                };
                let Some(Expr::Text(pattern)) = of.get(1) else {
                    return Err(wrong("the pattern of regexp_extract must be a quoted text".to_owned()));
                };
                let regex = match Regex::new(pattern) {
                    Ok(regex) if group >= 0.0 && (group as usize) < regex.captures_len() => regex,
                    Ok(_) => return Err(wrong(format!("the pattern has no group {group}"))),
                    Err(cause) => return Err(wrong(format!("the pattern cannot be read: {cause}"))),
                };
                of.truncate(1);
                Function::RegexpExtract(regex, group as usize)
            }
            "try_strptime" => {
                takes(2, 2)?;
                let Some(Expr::Text(format)) = of.get(1) else {
                    return Err(wrong("the format of try_strptime must be a quoted text".to_owned()));
                };
                if let Some(letter) = super::time::unknown_in(format) {
                    return Err(wrong(format!("%{letter} in the format of try_strptime is not known")));
                }
                let formats = vec![format.clone()];
                of.truncate(1);
                Function::TryStrptime(formats)
            }
            _ => return Err(wrong(format!("the function {name} is not known"))),
        };
        Ok(Expr::Call(function, of))
    }
}

fn two(operator: Two, left: Expr, right: Expr) -> Expr {
    Expr::Two(operator, Box::new(left), Box::new(right))
}

fn shown(word: &Word) -> String {
    match word {
        Word::Bare(word) | Word::Quoted(word) => word.clone(),
        Word::Text(text) => format!("'{text}'"),
        Word::Number(number) => number.to_string(),
        Word::Sign(sign) => (*sign).to_owned(),
        Word::End => "the end".to_owned(),
    }
}
