//! A shelf in an S3 bucket. The sealed bytes are gathered in a local file first: their hash is their name, and a part
//! that fails can be sent again. Large blobs go up in parts; what is going up is noted beside, durably, so that an
//! upload that was killed is aborted at the next opening — ours only, never another machine's.

use super::incoming::{Incoming, Waiting, sync_dir};
use super::wire::{Answer, Wire, refused};
use super::{Pieces, Shelf, Tidied};
use crate::blob::BlobId;
use crate::errors::{Doing as _, VaultError};
use rusty_s3::actions::{CreateMultipartUpload, ListObjectsV2};
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;
use ureq::http::{Method, StatusCode};

/// Bytes of one part, and of the largest blob that goes up in one piece. S3 wants at least 5 MiB.
const PART: u64 = 8 << 20;
/// The most parts of one upload.
const PARTS: u64 = 9_000;
/// For how long a signed address is good.
const GOOD_FOR: Duration = Duration::from_secs(900);
/// The longest answer that is XML.
const XML: u64 = 4 << 20;

/// How to reach a bucket.
pub struct S3Access {
    /// The endpoint: `https://s3.eu-central-1.amazonaws.com`, `http://127.0.0.1:9000`.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// What every key begins with; without slashes at its ends, may be empty.
    pub prefix: String,
    /// The region that signatures name.
    pub region: String,
    /// The access key.
    pub access_key: String,
    /// The secret that belongs to it.
    pub secret_key: zeroize::Zeroizing<String>,
    /// A PEM file of certificates to trust instead of the system's.
    pub roots: Option<PathBuf>,
    /// Wait before a failed request is tried again; doubled each time, three times.
    pub pause: Duration,
}

/// Blobs in a bucket.
pub struct S3Shelf {
    bucket: Bucket,
    credentials: Credentials,
    prefix: String,
    wire: Wire,
    incoming: Incoming,
}

impl S3Shelf {
    /// Opens a bucket. `waiting` is a local folder for sealed bytes on their way. Removes and aborts what killed
    /// uploads left; speaks to the endpoint only if there is something to abort.
    ///
    /// # Errors
    /// A setting that cannot be used; storage; network when an upload could not be aborted.
    pub fn open(access: S3Access, waiting: &Path) -> Result<(Self, Tidied), VaultError> {
        let bad = |says: String| VaultError::Setting(says);
        let endpoint = access.endpoint.parse().map_err(|_| {
            bad("shelf_endpoint is not an address; write https://HOST or http://HOST:PORT.".to_owned())
        })?;
        if access.access_key.is_empty() || access.secret_key.is_empty() {
            return Err(bad(
                "An s3: shelf needs the settings shelf_access_key and shelf_secret_key.".to_owned()
            ));
        }
        let bucket = Bucket::new(endpoint, UrlStyle::Path, access.bucket.clone(), access.region.clone())
            .map_err(|cause| bad(format!("shelf_endpoint cannot be used: {cause}.")))?;
        let credentials = Credentials::new(access.access_key.as_str(), access.secret_key.as_str());
        let wire = Wire::new(access.roots.as_deref(), access.pause)?;
        let (incoming, files) = Incoming::open(waiting.to_owned())?;
        let shelf = Self { bucket, credentials, prefix: access.prefix, wire, incoming };
        let uploads = shelf.abort_what_was_left()?;
        Ok((shelf, Tidied { files, uploads }))
    }

    /// The key of a blob: the prefix and its hexadecimal digits.
    fn key(&self, id: &BlobId) -> String {
        match self.prefix.as_str() {
            "" => id.to_string(),
            prefix => format!("{prefix}/{id}"),
        }
    }

    fn ask<'a, A: S3Action<'a>>(
        &'a self,
        doing: &'static str,
        action: &A,
        body: &[u8],
    ) -> Result<Answer, VaultError> {
        self.wire.send(doing, &method::<A>(), &|| action.sign(GOOD_FOR).into(), None, body, XML)
    }

    /// Aborts uploads that are noted and that no process holds.
    fn abort_what_was_left(&self) -> Result<u64, VaultError> {
        let mut aborted = 0;
        for entry in std::fs::read_dir(self.incoming.dir()).doing("read its folder of incoming files")? {
            let path = entry.doing("read its folder of incoming files")?.path();
            let name =
                path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse::<BlobId>().ok());
            let (Some(id), true) = (name, path.extension().is_some_and(|e| e == "upload")) else { continue };
            let Ok(file) = std::fs::File::open(&path) else { continue };
            if rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive).is_err() {
                continue;
            }
            let mut upload = String::new();
            file.take(4096).read_to_string(&mut upload).doing("read the note of an upload")?;
            if !upload.is_empty() {
                self.abort(&self.key(&id), &upload)?;
                aborted += 1;
            }
            std::fs::remove_file(&path).doing("remove the note of an upload")?;
        }
        Ok(aborted)
    }

    fn abort(&self, key: &str, upload: &str) -> Result<(), VaultError> {
        let doing = "abort an upload";
        let action = self.bucket.abort_multipart_upload(Some(&self.credentials), key, upload);
        let answer = self.ask(doing, &action, b"")?;
        // Gone already is as good.
        if answer.status.is_success() || answer.status == StatusCode::NOT_FOUND {
            return Ok(());
        }
        Err(VaultError::Network { doing, says: refused(&answer) })
    }

    fn put_whole(&self, key: &str, waiting: &mut Waiting) -> Result<(), VaultError> {
        let doing = "keep a blob";
        let bytes = part_of(waiting, 0, waiting.length)?;
        let action = self.bucket.put_object(Some(&self.credentials), key);
        well(doing, self.ask(doing, &action, &bytes)?).map(drop)
    }

    fn put_in_parts(&self, key: &str, waiting: &mut Waiting) -> Result<(), VaultError> {
        let doing = "begin an upload";
        // The note comes first: an upload without a note could never be aborted.
        let note = Note::begin(self.incoming.dir(), &waiting.id)?;
        let begun =
            self.ask(doing, &self.bucket.create_multipart_upload(Some(&self.credentials), key), b"")?;
        let begun = well(doing, begun)?;
        let upload = CreateMultipartUpload::parse_response(begun.text())
            .map_err(|_| VaultError::Network { doing, says: "its answer was not understood".to_owned() })?;
        let upload = upload.upload_id();
        note.fill(upload)?;
        let sent = self.send_parts(key, upload, waiting);
        if sent.is_err() && self.abort(key, upload).is_err() {
            // The note stays, and the upload is aborted at the next opening.
            return sent;
        }
        note.end()?;
        sent
    }

    fn send_parts(&self, key: &str, upload: &str, waiting: &mut Waiting) -> Result<(), VaultError> {
        let size = PART.max(waiting.length.div_ceil(PARTS));
        let mut etags: Vec<String> = Vec::new();
        let mut from = 0;
        while from < waiting.length {
            let doing = "send a part of a blob";
            let bytes = part_of(waiting, from, size)?;
            let number = u16::try_from(etags.len() + 1).unwrap_or(u16::MAX);
            let action = self.bucket.upload_part(Some(&self.credentials), key, number, upload);
            let sent = well(doing, self.ask(doing, &action, &bytes)?)?;
            let etag = sent.etag.filter(|etag| etag.len() < 200);
            etags.push(
                etag.ok_or_else(|| VaultError::Network {
                    doing,
                    says: "it did not name the part".to_owned(),
                })?,
            );
            from += size;
        }
        let doing = "complete an upload";
        let names = || etags.iter().map(String::as_str);
        let body =
            self.bucket.complete_multipart_upload(Some(&self.credentials), key, upload, names()).body();
        let action = self.bucket.complete_multipart_upload(Some(&self.credentials), key, upload, names());
        let done = self.wire.send(
            doing,
            &Method::POST,
            &|| action.sign(GOOD_FOR).into(),
            None,
            body.as_bytes(),
            XML,
        )?;
        // S3 may answer 200 and say in the body that it failed.
        if !done.status.is_success() || done.text().contains("<Error>") {
            return Err(VaultError::Network { doing, says: refused(&done) });
        }
        Ok(())
    }
}

impl Shelf for S3Shelf {
    fn put(&self, pieces: &mut dyn Pieces) -> Result<BlobId, VaultError> {
        let mut waiting = self.incoming.receive(pieces)?;
        let key = self.key(&waiting.id);
        if waiting.length <= PART {
            self.put_whole(&key, &mut waiting)?;
        } else {
            self.put_in_parts(&key, &mut waiting)?;
        }
        match self.size(&waiting.id)? {
            Some(there) if there == waiting.length => Ok(waiting.id),
            there => Err(VaultError::Network {
                doing: "keep a blob",
                says: format!("{} of {} bytes arrived", there.unwrap_or(0), waiting.length),
            }),
        }
    }

    fn range(&self, id: &BlobId, offset: u64, length: usize) -> Result<Vec<u8>, VaultError> {
        let doing = "read a blob";
        if length == 0 {
            return Ok(Vec::new());
        }
        let key = self.key(id);
        let action = self.bucket.get_object(Some(&self.credentials), &key);
        let range = format!("bytes={offset}-{}", offset.saturating_add(length as u64 - 1));
        let answer = self.wire.send(
            doing,
            &Method::GET,
            &|| action.sign(GOOD_FOR).into(),
            Some(&range),
            b"",
            (length as u64).max(64 * 1024),
        )?;
        match answer.status {
            StatusCode::PARTIAL_CONTENT => Ok(answer.body),
            StatusCode::NOT_FOUND => Err(VaultError::Missing(*id)),
            // Nothing lies so far behind.
            StatusCode::RANGE_NOT_SATISFIABLE => Ok(Vec::new()),
            _ => Err(VaultError::Network { doing, says: refused(&answer) }),
        }
    }

    fn size(&self, id: &BlobId) -> Result<Option<u64>, VaultError> {
        let doing = "weigh a blob";
        let key = self.key(id);
        let answer = self.ask(doing, &self.bucket.head_object(Some(&self.credentials), &key), b"")?;
        match answer.status {
            StatusCode::NOT_FOUND => Ok(None),
            status if status.is_success() => Ok(answer.length),
            _ => Err(VaultError::Network { doing, says: refused(&answer) }),
        }
    }

    fn list(&self) -> Result<Vec<BlobId>, VaultError> {
        let doing = "list its blobs";
        let begins = if self.prefix.is_empty() { String::new() } else { format!("{}/", self.prefix) };
        let (mut found, mut on) = (Vec::new(), None::<String>);
        loop {
            let mut action = self.bucket.list_objects_v2(Some(&self.credentials));
            if !begins.is_empty() {
                action.with_prefix(begins.as_str());
            }
            if let Some(on) = &on {
                action.with_continuation_token(on.as_str());
            }
            let answer = well(doing, self.ask(doing, &action, b"")?)?;
            let page = ListObjectsV2::parse_response(answer.text()).map_err(|_| VaultError::Network {
                doing,
                says: "its answer was not understood".to_owned(),
            })?;
            let ids = page.contents.iter().filter_map(|object| object.key.strip_prefix(&begins));
            found.extend(ids.filter_map(|name| name.parse::<BlobId>().ok()));
            // An endpoint that repeats its token would keep us for ever.
            match page.next_continuation_token {
                Some(next) if on.as_ref() != Some(&next) => on = Some(next),
                _ => break,
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    fn remove(&self, id: &BlobId) -> Result<(), VaultError> {
        let doing = "remove a blob";
        let key = self.key(id);
        let answer = self.ask(doing, &self.bucket.delete_object(Some(&self.credentials), &key), b"")?;
        if answer.status == StatusCode::NOT_FOUND { Ok(()) } else { well(doing, answer).map(drop) }
    }

    fn name(&self) -> String {
        format!("s3://{}/{}", self.bucket.name(), self.prefix)
    }
}

fn method<'a, A: S3Action<'a>>() -> Method {
    match A::METHOD {
        rusty_s3::Method::Head => Method::HEAD,
        rusty_s3::Method::Get => Method::GET,
        rusty_s3::Method::Post => Method::POST,
        rusty_s3::Method::Put => Method::PUT,
        rusty_s3::Method::Delete => Method::DELETE,
    }
}

/// An answer that says that it went well.
fn well(doing: &'static str, answer: Answer) -> Result<Answer, VaultError> {
    if answer.status.is_success() {
        return Ok(answer);
    }
    Err(VaultError::Network { doing, says: refused(&answer) })
}

/// Bytes of a waiting file.
fn part_of(waiting: &mut Waiting, from: u64, length: u64) -> Result<Vec<u8>, VaultError> {
    let doing = "read what waits to be sent";
    waiting.file.seek(SeekFrom::Start(from)).doing(doing)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(waiting.length - from)).unwrap_or(0));
    (&waiting.file).take(length).read_to_end(&mut bytes).doing(doing)?;
    Ok(bytes)
}

/// The durable note of an upload that is going on: which, so that it can be aborted.
struct Note {
    path: PathBuf,
    file: std::fs::File,
}

impl Note {
    fn begin(dir: &Path, id: &BlobId) -> Result<Self, VaultError> {
        let doing = "note an upload";
        let path = dir.join(format!("{id}.upload"));
        let file = std::fs::File::create(&path).doing(doing)?;
        rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive).doing(doing)?;
        sync_dir(dir)?;
        Ok(Self { path, file })
    }

    fn fill(&self, upload: &str) -> Result<(), VaultError> {
        (&self.file).write_all(upload.as_bytes()).doing("note an upload")?;
        self.file.sync_all().doing("note an upload")
    }

    fn end(self) -> Result<(), VaultError> {
        std::fs::remove_file(&self.path).doing("remove the note of an upload")
    }
}
