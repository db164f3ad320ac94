//! The part of SQL that Splink's conditions use, as a typed tree. What is not here is refused by `parse`, never guessed.

use regex::Regex;

/// Which of the two records a column is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `_l`, or `l.` in a blocking rule.
    Left,
    /// `_r`, or `r.`.
    Right,
}

/// An expression over two records.
#[derive(Debug, Clone)]
pub enum Expr {
    /// A cell of one of the two records; the number is its place in the list of columns of the condition.
    Column(usize, Side),
    /// A quoted text.
    Text(String),
    /// A number.
    Number(f64),
    /// TRUE or FALSE; `ELSE` is TRUE.
    Truth(bool),
    /// NULL.
    Null,
    /// NOT.
    Not(Box<Expr>),
    /// A sign.
    Negative(Box<Expr>),
    /// Two operands.
    Two(Two, Box<Expr>, Box<Expr>),
    /// IS NULL, or IS NOT NULL when the flag is false.
    IsNull(Box<Expr>, bool),
    /// IN, or NOT IN when the flag is false.
    In(Box<Expr>, Vec<Expr>, bool),
    /// CASE WHEN … THEN … ELSE … END without an operand.
    Case(Vec<(Expr, Expr)>, Box<Expr>),
    /// CAST, TRY_CAST and `::`.
    Cast(Box<Expr>, Type),
    /// A function.
    Call(Function, Vec<Expr>),
}

/// Operators with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Two {
    And,
    Or,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    Over,
    Joined,
}

/// Types that a cast may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// VARCHAR, TEXT, STRING.
    Text,
    /// DOUBLE, FLOAT, REAL, DECIMAL.
    Number,
    /// INTEGER and its sizes: rounded half to even, as DuckDB does.
    Whole,
    /// DATE, TIMESTAMP.
    Time,
}

/// Functions, each as DuckDB computes it: strings are compared by their UTF-8 bytes where DuckDB does so.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum Function {
    JaroWinkler,
    Jaro,
    Levenshtein,
    DamerauLevenshtein,
    Jaccard,
    Substring,
    NullIf,
    Coalesce,
    /// The pattern is a literal and compiled once; the group is a literal.
    RegexpExtract(Regex, usize),
    /// The formats, each a literal.
    TryStrptime(Vec<String>),
    Epoch,
    Abs,
    Length,
    ArrayLength,
    ListIntersect,
    StringSplit,
    Lower,
    Upper,
    Trim,
    Concat,
    Least,
    Greatest,
    /// One number in, one out.
    Math(Math),
    Power,
}

/// Functions of one number, as in the great-circle distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Math {
    Sin,
    Cos,
    Acos,
    Asin,
    Sqrt,
    Radians,
    Ln,
    Floor,
    Ceil,
}

impl Expr {
    /// Whether it reads the left record, and the right one.
    pub fn sides(&self) -> (bool, bool) {
        let mut found = (false, false);
        self.visit(&mut |part| match part {
            Expr::Column(_, Side::Left) => found.0 = true,
            Expr::Column(_, Side::Right) => found.1 = true,
            _ => {}
        });
        found
    }

    /// The columns it reads, with repetition.
    pub fn columns(&self, found: &mut Vec<usize>) {
        self.visit(&mut |part| {
            if let Expr::Column(column, _) = part {
                found.push(*column);
            }
        });
    }

    /// The operands of a chain of ANDs, in order.
    pub fn conjuncts(&self) -> Vec<&Expr> {
        match self {
            Expr::Two(Two::And, a, b) => [a.conjuncts(), b.conjuncts()].concat(),
            other => vec![other],
        }
    }

    /// If this says that one column is equal on both sides and nothing else: that column.
    pub fn equality_of(&self) -> Option<usize> {
        match self {
            Expr::Two(Two::Equal, a, b) => match (&**a, &**b) {
                (Expr::Column(one, side), Expr::Column(two, other)) if one == two && side != other => {
                    Some(*one)
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn visit(&self, with: &mut impl FnMut(&Expr)) {
        with(self);
        match self {
            Expr::Column(..) | Expr::Text(_) | Expr::Number(_) | Expr::Truth(_) | Expr::Null => {}
            Expr::Not(a) | Expr::Negative(a) | Expr::IsNull(a, _) | Expr::Cast(a, _) => a.visit(with),
            Expr::Two(_, a, b) => {
                a.visit(with);
                b.visit(with);
            }
            Expr::In(a, list, _) => {
                a.visit(with);
                list.iter().for_each(|item| item.visit(with));
            }
            Expr::Case(branches, rest) => {
                for (when, then) in branches {
                    when.visit(with);
                    then.visit(with);
                }
                rest.visit(with);
            }
            Expr::Call(_, of) => of.iter().for_each(|item| item.visit(with)),
        }
    }
}
