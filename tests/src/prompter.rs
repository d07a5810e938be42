//! What stands where the desktop's password dialog would: it answers the questions of a world's keyring as it is told.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use aws_lc_rs::{
    cipher::{AES_128, PaddedBlockEncryptingKey, UnboundCipherKey},
    hkdf::{HKDF_SHA256, KeyType, Salt},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use zbus::{
    Connection,
    message::Header,
    object_server::ResponseDispatchNotifier,
    zvariant::{ObjectPath, OwnedObjectPath, OwnedValue},
};

use crate::World;

/// The name and place under which gnome-keyring looks for it.
const NAME: &str = "org.gnome.keyring.SystemPrompter";
const PATH: &str = "/org/gnome/keyring/Prompter";
const CALLBACK: &str = "org.gnome.keyring.internal.Prompter.Callback";

/// Bytes of a number of the key exchange (MODP group 5 of RFC 3526, 1536 bits).
const NUMBER: usize = 192;
/// Bytes of the key that protects the password on its way.
const KEY: usize = 16;

type Properties = std::collections::HashMap<String, OwnedValue>;

/// How a person deals with the keyring's question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptReply {
    /// By cancelling it.
    Dismissed,
    /// By typing this password.
    Password(&'static str),
    /// Not yet: the dialog stays open.
    Later,
}

/// The stand-in on the bus of a world. It leaves with this.
#[derive(Debug)]
pub struct Prompter {
    desk: Arc<Mutex<Desk>>,
    bus: Connection,
}

#[derive(Debug)]
struct Desk {
    answer: PromptReply,
    asked: usize,
    open: Vec<Question>,
}

/// A question that the keyring asks, and where the answer goes.
#[derive(Debug, Clone)]
struct Question {
    caller: String,
    callback: OwnedObjectPath,
    exchange: String,
}

impl Prompter {
    /// Takes the place of the dialog.
    ///
    /// # Errors
    /// If the bus has one already.
    pub async fn start(world: &World, answer: PromptReply) -> Result<Self> {
        let desk = Arc::new(Mutex::new(Desk {
            answer,
            asked: 0,
            open: Vec::new(),
        }));
        let bus = zbus::connection::Builder::address(world.bus_address())?
            .serve_at(PATH, Interface(Arc::clone(&desk)))?
            .name(NAME)?
            .build()
            .await
            .context("standing in for the password dialog")?;
        Ok(Self { desk, bus })
    }

    /// How often the keyring has asked.
    #[must_use]
    pub fn asked(&self) -> usize {
        lock(&self.desk).asked
    }

    /// Answers the questions that are open, and those that come, in this way.
    ///
    /// # Errors
    /// If the keyring does not take the answer.
    pub async fn answer(&self, answer: PromptReply) -> Result<()> {
        let open = {
            let mut desk = lock(&self.desk);
            desk.answer = answer;
            std::mem::take(&mut desk.open)
        };
        for question in open {
            question.answer(&self.bus, answer).await?;
        }
        Ok(())
    }
}

impl Question {
    async fn answer(&self, bus: &Connection, answer: PromptReply) -> Result<()> {
        let (reply, exchange) = match answer {
            PromptReply::Password(password) => ("yes", sealed(password, &self.exchange)?),
            PromptReply::Dismissed => ("no", String::new()),
            PromptReply::Later => return Ok(()),
        };
        self.ready(bus, reply, &exchange).await
    }

    async fn ready(&self, bus: &Connection, reply: &str, exchange: &str) -> Result<()> {
        let body = (reply, Properties::new(), exchange);
        self.call(bus, "PromptReady", &body).await
    }

    async fn call<B>(&self, bus: &Connection, method: &str, body: &B) -> Result<()>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType + Sync,
    {
        bus.call_method(
            Some(self.caller.as_str()),
            &self.callback,
            Some(CALLBACK),
            method,
            body,
        )
        .await
        .with_context(|| format!("telling the keyring {method}"))?;
        Ok(())
    }
}

/// What gnome-keyring calls.
struct Interface(Arc<Mutex<Desk>>);

#[zbus::interface(name = "org.gnome.keyring.internal.Prompter")]
impl Interface {
    fn begin_prompting(
        &self,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
        callback: ObjectPath<'_>,
    ) -> ResponseDispatchNotifier<()> {
        let question = question(&header, &callback, String::new());
        after_the_answer(bus, async move |bus| question.ready(&bus, "", "").await)
    }

    fn perform_prompt(
        &self,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
        callback: ObjectPath<'_>,
        _kind: String,
        _properties: Properties,
        exchange: String,
    ) -> ResponseDispatchNotifier<()> {
        let question = question(&header, &callback, exchange);
        let answer = {
            let mut desk = lock(&self.0);
            desk.asked += 1;
            if desk.answer == PromptReply::Later {
                desk.open.push(question.clone());
            }
            desk.answer
        };
        after_the_answer(bus, async move |bus| question.answer(&bus, answer).await)
    }

    fn stop_prompting(
        &self,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
        callback: ObjectPath<'_>,
    ) -> ResponseDispatchNotifier<()> {
        let question = question(&header, &callback, String::new());
        lock(&self.0)
            .open
            .retain(|open| open.callback != question.callback);
        after_the_answer(bus, async move |bus| {
            question.call(&bus, "PromptDone", &()).await
        })
    }
}

fn question(header: &Header<'_>, callback: &ObjectPath<'_>, exchange: String) -> Question {
    Question {
        caller: header.sender().map(ToString::to_string).unwrap_or_default(),
        callback: callback.to_owned().into(),
        exchange,
    }
}

/// Calls the keyring back once it has the answer to its own call.
fn after_the_answer<F>(
    bus: &Connection,
    call: impl FnOnce(Connection) -> F + Send + 'static,
) -> ResponseDispatchNotifier<()>
where
    F: Future<Output = Result<()>> + Send,
{
    let (response, sent) = ResponseDispatchNotifier::new(());
    let back = bus.clone();
    bus.executor()
        .spawn(
            async move {
                sent.await;
                // A keyring that has ended meanwhile needs no answer.
                drop(call(back).await);
            },
            "prompter",
        )
        .detach();
    response
}

/// A password as gnome-keyring takes it: under a key that both sides make of their numbers. The stand-in's own number is
/// 1, so that what it publishes is the base, 2, and what both share is the keyring's public number.
fn sealed(password: &str, exchange: &str) -> Result<String> {
    let theirs = exchange
        .lines()
        .find_map(|line| line.strip_prefix("public="))
        .context("the keyring sends a public number")?;
    let theirs = STANDARD.decode(theirs.trim())?;
    let mut shared = vec![0; NUMBER.saturating_sub(theirs.len())];
    shared.extend(theirs);
    let mut key = [0; KEY];
    Salt::new(HKDF_SHA256, &[])
        .extract(&shared)
        .expand(&[&[]], KeyLength)
        .and_then(|derived| derived.fill(&mut key))
        .context("deriving the key")?;
    let mut text = password.as_bytes().to_vec();
    let cipher = UnboundCipherKey::new(&AES_128, &key).context("the key has its length")?;
    let context = PaddedBlockEncryptingKey::cbc_pkcs7(cipher)
        .and_then(|cipher| cipher.encrypt(&mut text))
        .context("encrypting the password")?;
    let start: &[u8] = (&context).try_into().context("the cipher has a start")?;
    Ok(format!(
        "[sx-aes-1]\npublic={}\nsecret={}\niv={}\n",
        STANDARD.encode([2]),
        STANDARD.encode(&text),
        STANDARD.encode(start),
    ))
}

struct KeyLength;

impl KeyType for KeyLength {
    fn len(&self) -> usize {
        KEY
    }
}

fn lock(desk: &Mutex<Desk>) -> std::sync::MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}
