//! The form of decisions about people who work here: ruling 15, then what sort it is.

use super::{DecodeError, Written, id, id_of, list, optional};
use crate::ClaimId;
use crate::access::{Access, Ask, Credential, CredentialKind, DoneCall, Leave, LeaveKind, MemberState};
use crate::when::Instant;
use minicbor::{Decoder, Encoder};

pub(super) fn encode(e: &mut Encoder<&mut Vec<u8>>, access: &Access) -> Written {
    fn words(e: &mut Encoder<&mut Vec<u8>>, words: &[Box<str>]) -> Written {
        e.array(words.len() as u64)?;
        for word in words {
            e.str(word)?;
        }
        Ok(())
    }
    match access {
        Access::Member(member) => {
            e.array(6)?.u8(15)?.u8(1)?.str(&member.handle)?;
            words(e, &member.roles)?;
            words(e, &member.groups)?;
            e.bool(member.active)?;
        }
        Access::Credential(of) => {
            e.array(6)?.u8(15)?.u8(2)?.u8(of.kind as u8)?.bytes(&of.bytes)?.str(&of.note)?;
            match of.until {
                Some(until) => e.i64(until.unix())?,
                None => e.null()?,
            };
        }
        Access::Ask(what) => {
            e.array(3)?.u8(15)?.u8(3)?.u8(*what as u8)?;
        }
        Access::Agree(asked) => {
            e.array(3)?.u8(15)?.u8(4)?.bytes(asked.as_bytes())?;
        }
        Access::Looked(records) => {
            e.array(3)?.u8(15)?.u8(5)?.array(records.len() as u64)?;
            for record in records {
                e.bytes(record.as_bytes())?;
            }
        }
        Access::Limit(groups) => {
            e.array(3)?.u8(15)?.u8(6)?;
            words(e, groups)?;
        }
        Access::AskLeave(leave) => {
            e.array(4)?.u8(15)?.u8(7)?.u8(leave.kind as u8)?.str(&leave.terms)?;
        }
        Access::Used(asked) => {
            e.array(3)?.u8(15)?.u8(8)?.bytes(asked.as_bytes())?;
        }
        Access::Done(done) => {
            e.array(4)?.u8(15)?.u8(9)?.bytes(&done.key)?.bytes(&done.call)?;
        }
    }
    Ok(())
}

pub(super) fn decode(d: &mut Decoder<'_>) -> Result<Option<Access>, DecodeError> {
    fn words(d: &mut Decoder<'_>) -> Result<Vec<Box<str>>, DecodeError> {
        list(d, |d| Ok(d.str()?.into()))
    }
    Ok(match d.u8()? {
        1 => {
            let handle = d.str()?.into();
            let (roles, groups) = (words(d)?, words(d)?);
            Some(Access::Member(MemberState { handle, roles, groups, active: d.bool()? }))
        }
        2 => {
            let (kind, bytes, note) = (d.u8()?, d.bytes()?.into(), d.str()?.into());
            let until = optional(d, |d| d.i64())?.map(Instant::from_unix);
            // A way in that is not known here lets nobody in.
            CredentialKind::from_code(kind)
                .map(|kind| Access::Credential(Credential { kind, bytes, note, until }))
        }
        3 => Ask::from_code(d.u8()?).map(Access::Ask),
        4 => Some(Access::Agree(ClaimId::from_bytes(id(d)?))),
        5 => Some(Access::Looked(list(d, id_of)?)),
        6 => Some(Access::Limit(words(d)?)),
        7 => {
            let (kind, terms) = (d.u8()?, d.str()?.into());
            // What is not known here cannot be agreed to here.
            LeaveKind::from_code(kind).map(|kind| Access::AskLeave(Box::new(Leave { kind, terms })))
        }
        8 => Some(Access::Used(ClaimId::from_bytes(id(d)?))),
        9 => {
            let (key, call) = (<[u8; 32]>::try_from(d.bytes()?), <[u8; 32]>::try_from(d.bytes()?));
            // A sum of another length is none of this version.
            key.ok().zip(call.ok()).map(|(key, call)| Access::Done(DoneCall { key, call }))
        }
        _ => None,
    })
}
