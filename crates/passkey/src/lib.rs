//! Passkeys: the two ceremonies of WebAuthn (W3C, level 3), registering one and signing in with one, for one name of this
//! server. JSON of the browser in, JSON for the browser out; what is kept of a passkey is opaque bytes.
//!
//! It must never know who a member is, keep anything, or look at a clock other than the one the ceremonies' library uses.

use url::Url;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Uuid,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// Why a ceremony came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyProblem {
    /// Passkeys belong to names, not to numbers.
    #[error("passkeys need a name such as localhost or desk.example.org, not {0:?}")]
    NoName(String),
    /// The browser's answer does not read or does not prove what it should.
    #[error("the browser's answer proves nothing: {0}")]
    NotProven(String),
    /// There is no passkey that could be asked for.
    #[error("there is no passkey to sign in with")]
    None,
}

fn not_proven(cause: impl std::fmt::Display) -> PasskeyProblem {
    PasskeyProblem::NotProven(cause.to_string())
}

/// The ceremonies of one name of this server.
pub struct Ceremonies(Webauthn);

/// A registration that was begun; it must stay on the server.
pub struct Registering(PasskeyRegistration);

/// A sign-in of a known member that was begun; it must stay on the server.
pub struct SigningIn {
    state: PasskeyAuthentication,
    keys: Vec<Passkey>,
}

/// A sign-in of whoever shows a passkey that was begun; it must stay on the server.
pub struct Showing(DiscoverableAuthentication);

impl Ceremonies {
    /// For an origin such as `https://desk.example.org` or `http://localhost:8484`.
    ///
    /// # Errors
    /// [`PasskeyProblem::NoName`] when it has no name: browsers give no passkeys to numbers.
    pub fn of(origin: &str) -> Result<Self, PasskeyProblem> {
        let no_name = || PasskeyProblem::NoName(origin.to_owned());
        let url = Url::parse(origin).map_err(|_| no_name())?;
        let name = url.domain().ok_or_else(no_name)?;
        let made = WebauthnBuilder::new(name, &url).and_then(|builder| builder.rp_name("habeas").build());
        made.map(Self).map_err(|_| no_name())
    }

    /// Begins a registration: what the browser is asked, as JSON, and what to keep until it answers. `member` is an id that
    /// means nothing elsewhere; `known` are the passkeys the member has already.
    ///
    /// # Errors
    /// [`PasskeyProblem::NotProven`] when the library refuses the names.
    pub fn register(
        &self,
        member: [u8; 16],
        handle: &str,
        known: &[&[u8]],
    ) -> Result<(String, Registering), PasskeyProblem> {
        let known = read(known).iter().map(|key| key.cred_id().clone()).collect();
        let id = Uuid::from_bytes(member);
        let (asked, state) =
            self.0.start_passkey_registration(id, handle, handle, Some(known)).map_err(not_proven)?;
        let mut asked = serde_json::to_value(&asked).map_err(not_proven)?;
        // Devices that can keep a passkey so that nobody has to type a handle do so; the others make one all the same.
        if let Some(selection) = asked.pointer_mut("/publicKey/authenticatorSelection") {
            selection["residentKey"] = "preferred".into();
        }
        Ok((asked.to_string(), Registering(state)))
    }

    /// Ends a registration: what to keep of the passkey.
    ///
    /// # Errors
    /// [`PasskeyProblem::NotProven`].
    pub fn registered(&self, begun: &Registering, answer: &str) -> Result<Vec<u8>, PasskeyProblem> {
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(not_proven)?;
        let passkey = self.0.finish_passkey_registration(&answer, &begun.0).map_err(not_proven)?;
        serde_json::to_vec(&passkey).map_err(not_proven)
    }

    /// Begins a sign-in with one of these passkeys.
    ///
    /// # Errors
    /// [`PasskeyProblem::None`] when none of them reads.
    pub fn sign_in(&self, known: &[&[u8]]) -> Result<(String, SigningIn), PasskeyProblem> {
        let keys = read(known);
        if keys.is_empty() {
            return Err(PasskeyProblem::None);
        }
        let (asked, state) = self.0.start_passkey_authentication(&keys).map_err(not_proven)?;
        Ok((serde_json::to_string(&asked).map_err(not_proven)?, SigningIn { state, keys }))
    }

    /// Ends a sign-in. The counter of a passkey is advice: a copy would show, a passkey that lives on several devices has
    /// none.
    ///
    /// # Errors
    /// [`PasskeyProblem::NotProven`].
    pub fn signed_in(&self, begun: &SigningIn, answer: &str) -> Result<(), PasskeyProblem> {
        let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(not_proven)?;
        let proof = self.0.finish_passkey_authentication(&answer, &begun.state).map_err(not_proven)?;
        verified(&proof, &begun.keys)
    }

    /// Begins a sign-in of whoever shows a passkey: the device says whose it is.
    ///
    /// # Errors
    /// [`PasskeyProblem::NotProven`] when the library refuses.
    pub fn show(&self) -> Result<(String, Showing), PasskeyProblem> {
        let (mut asked, state) = self.0.start_discoverable_authentication().map_err(not_proven)?;
        // The button was pressed: nothing waits in a field to be filled in.
        asked.mediation = None;
        Ok((serde_json::to_string(&asked).map_err(not_proven)?, Showing(state)))
    }

    /// Whose passkey an answer says it is; nothing is proven yet.
    ///
    /// # Errors
    /// [`PasskeyProblem::NotProven`] when it says nothing that reads.
    pub fn says(&self, answer: &str) -> Result<[u8; 16], PasskeyProblem> {
        let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(not_proven)?;
        let said = self.0.identify_discoverable_authentication(&answer).map_err(not_proven)?;
        Ok(said.0.into_bytes())
    }

    /// Ends a sign-in of whoever showed a passkey; `known` are the passkeys of the member it says it is of.
    ///
    /// # Errors
    /// [`PasskeyProblem`] when it is none of them or proves nothing.
    pub fn shown(&self, begun: Showing, answer: &str, known: &[&[u8]]) -> Result<(), PasskeyProblem> {
        let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(not_proven)?;
        let keys = read(known);
        let (_, id) = self.0.identify_discoverable_authentication(&answer).map_err(not_proven)?;
        let key = keys.iter().find(|key| key.cred_id().as_slice() == id).ok_or(PasskeyProblem::None)?;
        let proof =
            self.0.finish_discoverable_authentication_v2(&answer, begun.0, key).map_err(not_proven)?;
        verified(&proof, &keys)
    }
}

/// A passkey of these was shown by a person who was verified.
fn verified(proof: &AuthenticationResult, keys: &[Passkey]) -> Result<(), PasskeyProblem> {
    if !proof.user_verified() {
        return Err(not_proven("the person was not verified"));
    }
    keys.iter().any(|key| key.cred_id() == proof.cred_id()).then_some(()).ok_or(PasskeyProblem::None)
}

fn read(known: &[&[u8]]) -> Vec<Passkey> {
    known.iter().filter_map(|bytes| serde_json::from_slice(bytes).ok()).collect()
}
