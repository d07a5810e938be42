//! A tape of the sandbox operator's answers, recorded and played over real HTTP, the operator being gone.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, Result, anyhow, ensure};
use contract::{
    AppError, AssessRequest, AssessmentTicket, CustomerRequest, DesignEditRequest,
    DesignNewRequest, Empty, ErrorCode, OrderPlaceRequest, ProfileRequest, ProfileView,
    QuoteExportRequest, QuoteSaveRequest, SessionAttachRequest, TapeView,
};
use model::{
    Assessment, CallLimits, Connection, ConnectionId, Coordinates, DesignId, Edit, Endpoint,
    EndpointId, EndpointKind, Fee, Mbps, Offer, Origin, Protection, Requirement, Routing,
    ServiceId, Term, TermUnit,
};
use portal_core::Portal;
use portal_tests::{HandClock, WatchedSandbox, open_portal, use_operator};
use serde_json::Value;

const CUSTOMER: &str = "Brenner Optics";

/// What was recorded: the file, the answers on it, the newest first, and the operator's secret and address.
struct Recorded {
    file: Vec<u8>,
    answers: Vec<Assessment>,
    secrets: [String; 2],
}

fn requirement(mbps: u32) -> Result<Requirement> {
    Ok(Requirement {
        bandwidth: Mbps::new(mbps)?,
        term: Term::new(24, TermUnit::Months).ok(),
        protection: Protection::Protected,
        routing: Routing::Bgp,
    })
}

/// Draws a network of two sites.
async fn draw(portal: &Portal) -> Result<DesignId> {
    let name = "Lens ring".to_owned();
    let drawn = portal.design_new(DesignNewRequest { name }).await;
    let id = drawn.map_err(said)?.design.id;
    let site = |id: &str, latitude, longitude, number| {
        Ok::<_, anyhow::Error>(Edit::AddEndpoint {
            endpoint: Box::new(Endpoint {
                id: EndpointId::new(id)?,
                kind: EndpointKind::Site,
                label: format!("Site {id}"),
                place: None,
                region: None,
                coordinates: Coordinates::new(latitude, longitude)?,
                primary_ip: format!("192.0.2.{number}").parse()?,
                secondary_ip: Some(format!("198.51.100.{number}").parse()?),
            }),
            at: None,
            connections: Vec::new(),
        })
    };
    edit(
        portal,
        &id,
        [
            Edit::SetCustomer {
                customer: CUSTOMER.to_owned(),
            },
            site("jena", 50.93, 11.59, 1)?,
            site("wetzlar", 50.56, 8.5, 2)?,
            Edit::AddConnection {
                connection: Connection {
                    id: ConnectionId::new("one")?,
                    customer_edge: EndpointId::new("jena")?,
                    provider_edge: EndpointId::new("wetzlar")?,
                    latency: None,
                },
                at: None,
            },
        ],
    )
    .await?;
    Ok(id)
}

async fn edit(portal: &Portal, id: &DesignId, edits: impl IntoIterator<Item = Edit>) -> Result<()> {
    let request = contract::DesignRequest { id: id.clone() };
    let view = portal.design_open(request).await.map_err(said)?;
    let mut base_revision = view.revision;
    for edit in edits {
        let request = DesignEditRequest {
            id: id.clone(),
            base_revision,
            edit,
        };
        base_revision = portal.design_edit(request).await.map_err(said)?.revision;
    }
    Ok(())
}

async fn ask(portal: &Portal, design: &DesignId) -> Result<Assessment, AppError> {
    let request = AssessRequest {
        design: design.clone(),
        profile: None,
        ticket: AssessmentTicket("t".to_owned()),
    };
    portal.assess(request).await
}

/// Has the sandbox operator quote a network at two bandwidths, and saves a tape of that.
async fn record(folder: &Path) -> Result<Recorded> {
    let clock = Arc::new(HandClock::new());
    let operator = WatchedSandbox::start(Arc::clone(&clock) as _, Duration::ZERO, |all| all)?;
    let portal = open_portal(folder.join("data"), clock.clone(), Some(folder)).await?;
    use_operator(&portal, operator.credentials(), true, CallLimits::default()).await?;
    let design = draw(&portal).await?;
    let mut answers = Vec::new();
    for mbps in [200, 500] {
        clock.advance(chrono::TimeDelta::hours(1));
        let requirement = requirement(mbps)?;
        edit(&portal, &design, [Edit::SetRequirement { requirement }]).await?;
        let answer = ask(&portal, &design).await.map_err(said)?;
        let request = QuoteSaveRequest {
            assessment: answer.id.clone(),
            chosen: None,
        };
        portal.quote_save(request).await.map_err(said)?;
        answers.insert(0, answer);
    }
    let saved = portal
        .tape_save(QuoteExportRequest { ids: Vec::new() })
        .await;
    let saved = saved.map_err(said)?;
    ensure!((saved.takes, saved.left_out) == (2, 0), "{saved:?}");
    let path = saved.path.context("nothing was written")?;
    ensure!(path.ends_with(".mpvpn-tape.json"), "{path}");
    portal.close().await;
    let credentials = operator.credentials();
    Ok(Recorded {
        file: fs::read(path)?,
        answers,
        secrets: [
            credentials.client_secret.clone(),
            credentials.api_root.clone(),
        ],
    })
}

/// A second computer: its folder, and where it reads a tape from.
async fn elsewhere(folder: &Path, file: &[u8]) -> Result<(Portal, PathBuf)> {
    let import = folder.join("import.json");
    fs::write(&import, file)?;
    let clock = Arc::new(HandClock::new());
    clock.advance(chrono::TimeDelta::days(40));
    Ok((
        open_portal(folder.join("data"), clock, Some(folder)).await?,
        import,
    ))
}

async fn play(portal: &Portal) -> Result<TapeView> {
    let played = portal.tape_play(Empty {}).await.map_err(said)?;
    played.context("nothing was chosen")
}

async fn operators(portal: &Portal) -> Result<Vec<ProfileView>> {
    portal.profile_list(Empty {}).await.map_err(said)
}

/// Offers without where their numbers come from.
fn bare(offers: &[Offer]) -> Vec<Offer> {
    let bare = offers.iter().cloned().map(|offer| Offer {
        fee: offer.fee.map(|fee| Fee {
            origin: Origin::Live,
            ..fee
        }),
        ..offer
    });
    bare.collect()
}

#[tokio::test]
async fn a_tape_plays_without_its_operator_and_says_what_it_is() -> Result<()> {
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let recorded = record(here.path()).await?;
    let text = String::from_utf8(recorded.file.clone())?;
    for secret in &recorded.secrets {
        ensure!(!text.contains(secret.as_str()), "{secret} is in the file");
    }
    let [newest, older] = recorded.answers.as_slice() else {
        return Err(anyhow!("not two answers"));
    };

    let (mut portal, _) = elsewhere(there.path(), &recorded.file).await?;
    let played = play(&portal).await?;
    assert_eq!(played.takes, 2);
    let day = newest.assessed_at.date_naive();
    for start in ["first", "second"] {
        let all = operators(&portal).await?;
        let [operator] = all.as_slice() else {
            return Err(anyhow!("{all:?}"));
        };
        ensure!(
            operator.is_simulated && operator.is_active && operator.is_built_in,
            "{operator:?}"
        );
        ensure!(operator.name.starts_with("Tape: Operator, recorded "));
        ensure!(operator.name.ends_with(&day.to_string()), "{operator:?}");

        // The design that was opened asks what is on the tape.
        let answer = ask(&portal, &played.design).await.map_err(said)?;
        assert_eq!(bare(&answer.offers), bare(&newest.offers), "{start}");
        assert_eq!(answer.request, newest.request);
        assert_eq!(answer.response, newest.response);
        assert_eq!(answer.origin, Origin::Simulated);
        assert_eq!(
            answer.assessed_at.timestamp(),
            newest.assessed_at.timestamp()
        );
        portal.close().await;
        portal = open_portal(
            there.path().join("data"),
            Arc::new(HandClock::new()),
            Some(there.path()),
        )
        .await?;
    }

    // The older one is asked by changing the requirement; anything else is not on the tape.
    for (mbps, is_on_it) in [(200, true), (300, false)] {
        let requirement = requirement(mbps)?;
        edit(
            &portal,
            &played.design,
            [Edit::SetRequirement { requirement }],
        )
        .await?;
        match ask(&portal, &played.design).await {
            Ok(answer) => {
                ensure!(is_on_it, "{answer:?}");
                assert_eq!(bare(&answer.offers), bare(&older.offers));
                nothing_can_be_ordered(&portal, &answer).await?;
            }
            Err(error) => {
                ensure!(!is_on_it, "{error:?}");
                assert_eq!(error.code, ErrorCode::NotPossible);
                let words = &error.message;
                ensure!(
                    words.starts_with("This question is not on the tape."),
                    "{words}"
                );
                ensure!(
                    words.contains("500 Mbps for 24 months with protection"),
                    "{words}"
                );
            }
        }
    }

    // Played again, it is there once; deleted, nothing of it is left but the design.
    play(&portal).await?;
    let all = operators(&portal).await?;
    assert_eq!(all.len(), 1);
    let id = all[0].id.clone();
    let deleted = portal.profile_delete(ProfileRequest { id }).await;
    deleted.map_err(said)?;
    ensure!(operators(&portal).await?.is_empty());
    portal.close().await;
    Ok(())
}

async fn nothing_can_be_ordered(portal: &Portal, answer: &Assessment) -> Result<()> {
    let level = answer.offers.iter().find_map(Offer::orderable);
    let place = OrderPlaceRequest {
        assessment: answer.id.clone(),
        level: level.context("nothing is offered")?,
        name: "Lens ring".to_owned(),
    };
    let attach = SessionAttachRequest {
        profile: None,
        id: ServiceId::new("mpv-1")?,
        name: String::new(),
    };
    let refused = [
        portal.order_place(place).await.err(),
        portal.session_attach(attach).await.err(),
    ];
    for error in refused {
        let error = error.context("it was taken")?;
        assert_eq!(error.code, ErrorCode::PermissionDenied, "{error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_no_tape_changes_nothing() -> Result<()> {
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let file = record(here.path()).await?.file;
    let (portal, import) = elsewhere(there.path(), &file).await?;
    let mut newer: Value = serde_json::from_slice(&file)?;
    newer["version"] = 2.into();
    let mut altered: Value = serde_json::from_slice(&file)?;
    altered["takes"][0]["request"] = "{".into();
    let mut long = file.clone();
    long.resize(8 * 1024 * 1024 + 1, b' ');
    for bad in [
        Vec::new(),
        b"{}".to_vec(),
        vec![0xff; 64],
        file[..file.len() / 2].to_vec(),
        serde_json::to_vec(&newer)?,
        serde_json::to_vec(&altered)?,
        long,
    ] {
        fs::write(&import, &bad)?;
        let error = portal.tape_play(Empty {}).await.err();
        let error = error.context("it was taken for a tape")?;
        assert_eq!(error.code, ErrorCode::InvalidInput);
        ensure!(!error.message.is_empty());
        ensure!(operators(&portal).await?.is_empty());
        ensure!(portal.design_list(Empty {}).await.map_err(said)?.is_empty());
    }
    portal.close().await;
    Ok(())
}

#[tokio::test]
async fn a_customer_is_forgotten_on_tapes_too() -> Result<()> {
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let recorded = record(here.path()).await?;
    let (portal, import) = elsewhere(there.path(), &recorded.file).await?;
    play(&portal).await?;
    fs::remove_file(import)?;
    let data = there.path().join("data");
    ensure!(holds(&data, CUSTOMER)? && holds(&data, "wetzlar")?);
    let customer = CUSTOMER.to_owned();
    let gone = portal.customer_forget(CustomerRequest { customer }).await;
    assert_eq!(gone.map_err(said)?.designs, 1);
    for text in [CUSTOMER, "wetzlar", "198.51.100.1"] {
        ensure!(!holds(&data, text)?, "{text} is in the data folder");
    }
    portal.close().await;
    Ok(())
}

/// Whether a file of the folder has that text in it, the write-ahead log included.
fn holds(folder: &Path, text: &str) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            continue;
        }
        let bytes = fs::read(&path)?;
        let mut parts = bytes.windows(text.len());
        if parts.any(|part| part == text.as_bytes()) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn said(error: AppError) -> anyhow::Error {
    anyhow!("{}: {}", error.code.as_str(), error.message)
}
