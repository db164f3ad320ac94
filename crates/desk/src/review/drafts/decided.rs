//! What a decision on a draft says of itself: which draft, how it was decided, and the claims that came of it. It holds
//! no words of the report and no name: those are in the claims, and go when they are erased.

use super::slots::DraftKind;
use casebook::DraftDecided;
use claims::ClaimId;
use extract::span::Span;

/// How a draft was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruled {
    /// As it stood.
    Accepted,
    /// With other values.
    Corrected,
    /// Not so.
    Refused,
}

impl Ruled {
    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            Ruled::Accepted => "accepted",
            Ruled::Corrected => "corrected",
            Ruled::Refused => "refused",
        }
    }
}

/// What became of one slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kept {
    /// As drafted: the claims.
    AsDrafted(Vec<ClaimId>),
    /// Otherwise: the claims.
    Corrected(Vec<ClaimId>),
    /// Drafted, and left out.
    LeftOut,
}

/// A decision, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decided {
    pub id: ClaimId,
    pub how: Ruled,
    pub kind: DraftKind,
    pub key: String,
    pub evidence: Span,
    pub slots: Vec<(String, Kept)>,
    /// Claims of no slot: what holds the others together.
    pub also: Vec<ClaimId>,
}

impl Decided {
    pub fn words(&self) -> String {
        let list = |ids: &[ClaimId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let mut words = vec![
            self.how.name().to_owned(),
            self.kind.name().to_owned(),
            self.key.clone(),
            format!("{}..{}", self.evidence.start, self.evidence.end),
        ];
        words.extend(self.slots.iter().map(|(name, kept)| match kept {
            Kept::AsDrafted(ids) => format!("{name}={}", list(ids)),
            Kept::Corrected(ids) => format!("{name}~{}", list(ids)),
            Kept::LeftOut => format!("{name}-"),
        }));
        if !self.also.is_empty() {
            words.push(format!("also={}", list(&self.also)));
        }
        words.join(" ")
    }

    /// None for words that this version does not know.
    pub fn read(of: &DraftDecided) -> Option<Self> {
        let mut words = of.text.split(' ');
        let how = words.next()?;
        let how =
            [Ruled::Accepted, Ruled::Corrected, Ruled::Refused].into_iter().find(|it| it.name() == how)?;
        let kind = DraftKind::from_name(words.next()?)?;
        let key = words.next()?.to_owned();
        let (start, end) = words.next()?.split_once("..")?;
        let evidence = Span { start: start.parse().ok()?, end: end.parse().ok()? };
        let ids = |list: &str| list.split(',').filter_map(|id| id.parse().ok()).collect::<Vec<ClaimId>>();
        let (mut slots, mut also) = (Vec::new(), Vec::new());
        for word in words {
            if let Some(list) = word.strip_prefix("also=") {
                also = ids(list);
            } else if let Some((name, list)) = word.split_once('=') {
                slots.push((name.to_owned(), Kept::AsDrafted(ids(list))));
            } else if let Some((name, list)) = word.split_once('~') {
                slots.push((name.to_owned(), Kept::Corrected(ids(list))));
            } else if let Some(name) = word.strip_suffix('-') {
                slots.push((name.to_owned(), Kept::LeftOut));
            }
        }
        Some(Self { id: of.claim, how, kind, key, evidence, slots, also })
    }

    /// Every claim that came of it.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> + '_ {
        let of_slots = self.slots.iter().flat_map(|(_, kept)| match kept {
            Kept::AsDrafted(ids) | Kept::Corrected(ids) => ids.as_slice(),
            Kept::LeftOut => &[],
        });
        of_slots.chain(&self.also).copied()
    }

    /// The key without its last part: a better grammar may move where the clause begins.
    pub fn same_but_place(&self, key: &str) -> bool {
        let stem = |key: &str| key.rsplit_once('-').map(|(stem, _)| stem.to_owned());
        stem(key).is_some_and(|of| Some(of) == stem(&self.key))
    }
}
