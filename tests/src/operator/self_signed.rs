//! An operator whose certificate nobody vouches for.

use std::{net::TcpListener, sync::Arc, thread};

use anyhow::Result;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use rcgen::CertifiedKey;
use tokio::sync::oneshot;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::aws_lc_rs, pki_types::PrivatePkcs8KeyDer},
};

use super::Credentials;

/// A server that has TLS, with a certificate it signed by itself. It ends when this is dropped.
#[derive(Debug)]
pub struct SelfSignedOperator {
    credentials: Credentials,
    certificate: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl SelfSignedOperator {
    /// Starts it on a loopback port of its own.
    ///
    /// # Errors
    /// If it finds no port, or no certificate can be made.
    pub fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let root = format!("https://{}", listener.local_addr()?);
        let (config, certificate) = self_signed_tls()?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("self-signed-operator".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    tokio::select! {
                        () = greet(listener, acceptor) => {}
                        _ = stopped => {}
                    }
                });
            })?;
        Ok(Self {
            credentials: Credentials {
                token_endpoint: format!("{root}/token"),
                api_root: root,
                client_id: "somebody".to_owned(),
                client_secret: "unsent-secret-77aa".to_owned(),
            },
            certificate,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// What an app needs to know of it.
    #[must_use]
    pub const fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Its certificate as PEM, for who wants to trust it.
    #[must_use]
    pub fn certificate(&self) -> &str {
        &self.certificate
    }
}

impl Drop for SelfSignedOperator {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It ends by itself; a panic in it has failed the test already.
            let _ = thread.join();
        }
    }
}

/// The settings of a server on this computer whose certificate nobody vouches for, and that
/// certificate as PEM.
///
/// # Errors
/// If no certificate can be made.
pub fn self_signed_tls() -> Result<(ServerConfig, String)> {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()])?;
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())?;
    let der = STANDARD.encode(cert.der());
    let pem = format!("-----BEGIN CERTIFICATE-----\n{der}\n-----END CERTIFICATE-----\n");
    Ok((config, pem))
}

/// Shakes hands with whoever comes, for ever.
async fn greet(listener: TcpListener, acceptor: TlsAcceptor) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    while let Ok((stream, _)) = listener.accept().await {
        // Whoever refuses the certificate ends the handshake: that is what is wanted.
        drop(acceptor.accept(stream).await);
    }
}
