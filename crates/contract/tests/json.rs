//! The JSON of the bridge and of stored records, pinned: a change shows in review.

#![expect(
    clippy::unwrap_used,
    reason = "a sample that cannot be made fails its test"
)]

use chrono::{DateTime, Utc};
use contract::{
    AppError, Changed, DesignEditRequest, ErrorCode, Event, Finding, OpenOrderKind, OpenOrderState,
    OpenOrderView, OrderLook, OrderOutcome, ProfileForm, ProfileOptions, QuoteSummaryView,
    QuotedView, SecretText,
};
use model::{
    Assessment, AssessmentId, Authentication, CallLimits, Connection, ConnectionId,
    ConnectionVerdict, Coordinates, Currency, Design, DesignId, Edit, Endpoint, EndpointId,
    EndpointKind, Expiry, ExpirySource, Feasibility, Fee, FeePeriod, Level, Mbps, Money, Offer,
    OrderId, Origin, PendingChange, ProfileId, QuoteId, ReportedLevel, Seal, ServiceId, Session,
    SessionState, Term, TermUnit, Wait,
};

#[test]
fn a_design_is_stored_like_this() {
    insta::assert_json_snapshot!(design());
}

#[test]
fn an_edit_is_sent_like_this() {
    let coordinates = Coordinates::new(45.76, 4.84).unwrap();
    insta::assert_json_snapshot!(DesignEditRequest {
        id: design().id,
        base_revision: 7,
        edit: Edit::MoveEndpoint {
            id: site().id,
            coordinates
        },
    });
}

#[test]
fn an_assessment_is_stored_like_this() {
    insta::assert_json_snapshot!(assessment());
}

#[test]
fn a_session_event_is_sent_like_this() {
    let changed = Changed {
        revision: 3,
        changed: vec![session()],
        removed: vec!["mpv_1".into()],
    };
    insta::assert_json_snapshot!(Event::Sessions(changed));
}

#[test]
fn a_profile_form_is_sent_like_this() {
    insta::assert_json_snapshot!(ProfileForm {
        id: None,
        name: "Operator".to_owned(),
        api_root: "https://api.example.com".to_owned(),
        base_path: "/multi-point-vpn/vwip".to_owned(),
        token_endpoint: "https://auth.example.com/token".to_owned(),
        client_id: "client".to_owned(),
        authentication: Authentication::ClientSecret,
        secret: Some(SecretText::new("example")),
        key: None,
        rent_period: FeePeriod::Unknown,
        keep_token: true,
        honours_idempotency: false,
        notifies: false,
        limits: CallLimits::default(),
        options: ProfileOptions::default(),
    });
}

#[test]
fn a_refused_order_is_answered_like_this() {
    insta::assert_json_snapshot!(OrderOutcome::Refused {
        error: AppError {
            code: ErrorCode::NotPossible,
            message: "No capacity left between Lyon and Dublin".to_owned(),
            retryable: false,
            correlator: Some("6f1c2b8e".to_owned()),
        },
    });
}

#[test]
fn an_open_deletion_is_shown_like_this() {
    insta::assert_json_snapshot!(OpenOrderView {
        order: OrderId::new("order1").unwrap(),
        profile: ProfileId::new("profile1").unwrap(),
        operator: "Sandbox operator".to_owned(),
        name: "EMEA backbone".to_owned(),
        kind: OpenOrderKind::Deletion,
        placed_at: moment(),
        level: None,
        bandwidth: None,
        state: OpenOrderState::UnknownRepeatable,
        correlator: Some("6f1c2b8e".to_owned()),
        look: Some(OrderLook {
            at: moment(),
            finding: Finding::StillThere,
            bandwidth: None,
            level: None,
        }),
        progress: None,
        error: None,
    });
}

#[test]
fn a_quote_is_listed_like_this() {
    let assessment = assessment();
    insta::assert_json_snapshot!(QuoteSummaryView {
        id: QuoteId::new("quote1").unwrap(),
        seal: Seal::Unchanged,
        quoted: Some(QuotedView {
            design: design().id,
            design_name: design().name,
            profile: assessment.profile,
            operator: assessment.operator,
            origin: assessment.origin,
            saved_at: moment(),
            connections: 1,
            bandwidth: assessment.requirement.bandwidth,
            term: assessment.requirement.term,
            chosen: Some(Level::AA),
            offers: vec![],
        }),
    });
}

#[test]
fn what_is_written_can_be_read_back() {
    let event = Event::Sessions(Changed {
        revision: 1,
        changed: vec![session()],
        removed: vec![],
    });
    let text = serde_json::to_string(&event).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
    let text = serde_json::to_string(&assessment()).unwrap();
    assert_eq!(
        serde_json::from_str::<Assessment>(&text).unwrap(),
        assessment()
    );
    let text = serde_json::to_string(&design()).unwrap();
    assert_eq!(serde_json::from_str::<Design>(&text).unwrap(), design());
}

fn moment() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

fn site() -> Endpoint {
    Endpoint {
        id: EndpointId::new("site1").unwrap(),
        kind: EndpointKind::Site,
        label: "Lyon plant".to_owned(),
        place: Some("Lyon".to_owned()),
        region: None,
        coordinates: Coordinates::new(45.75, 4.85).unwrap(),
        primary_ip: "192.0.2.10".parse().unwrap(),
        secondary_ip: None,
    }
}

fn cloud() -> Endpoint {
    Endpoint {
        id: EndpointId::new("cloud1").unwrap(),
        kind: EndpointKind::Cloud,
        label: "AWS eu-west-1".to_owned(),
        place: Some("Dublin".to_owned()),
        region: Some("AWS eu-west-1".to_owned()),
        coordinates: Coordinates::new(53.35, -6.26).unwrap(),
        primary_ip: "2001:db8::14".parse().unwrap(),
        secondary_ip: Some("2001:db8::15".parse().unwrap()),
    }
}

fn connection() -> Connection {
    Connection {
        id: ConnectionId::new("link1").unwrap(),
        customer_edge: site().id,
        provider_edge: cloud().id,
        latency: None,
    }
}

fn design() -> Design {
    let mut design = Design::empty(DesignId::new("design1").unwrap(), "EMEA backbone");
    design.endpoints = vec![site(), cloud()];
    design.connections = vec![connection()];
    design
}

fn fee() -> Fee {
    Fee {
        money: Money {
            amount: "6120.00".parse().unwrap(),
            currency: Currency::new("EUR").unwrap(),
        },
        period: FeePeriod::Term,
        origin: Origin::Simulated,
    }
}

fn assessment() -> Assessment {
    Assessment {
        id: AssessmentId::new("assessment1").unwrap(),
        design: design().id,
        design_revision: 7,
        profile: ProfileId::new("profile1").unwrap(),
        operator: "Sandbox operator".to_owned(),
        origin: Origin::Simulated,
        assessed_at: moment(),
        took_ms: 240,
        correlator: "6f1c2b8e".to_owned(),
        requirement: design().requirement,
        offers: vec![
            Offer {
                level: Some(Level::AA.into()),
                feasibility: Feasibility::Feasible,
                fee: Some(fee()),
                wait: Wait::Days(2),
            },
            Offer {
                level: Some(ReportedLevel::Other("AAAA".to_owned())),
                feasibility: Feasibility::Infeasible {
                    reason: Some("Needs protection".to_owned()),
                },
                fee: None,
                wait: Wait::Unknown,
            },
        ],
        connections: vec![ConnectionVerdict {
            offers: Vec::new(),
            connection: connection().id,
            feasibility: Feasibility::Feasible,
            distance_km: Some(1163.0),
            latency_ms: Some(12.0),
        }],
        request: "{}".to_owned(),
        response: "{}".to_owned(),
    }
}

fn session() -> Session {
    Session {
        state: SessionState::Changing,
        level: Some(Level::A.into()),
        bandwidth: Mbps::new(100).ok(),
        pending: Some(PendingChange {
            bandwidth: Mbps::new(200).ok(),
            level: Some(Level::AA.into()),
        }),
        endpoints: vec![site(), cloud()],
        connections: vec![connection()],
        term: Term::new(12, TermUnit::Months).ok().map(Into::into),
        started_at: Some(moment()),
        expiry: Some(Expiry {
            at: moment(),
            source: ExpirySource::Operator,
        }),
        gateway: Some("198.51.100.1".to_owned()),
        fee: Some(fee()),
        promised_days: Some(2),
        ..Session::new(
            ServiceId::new("mpv_4c1e").unwrap(),
            "EMEA backbone".to_owned(),
            ProfileId::new("profile1").unwrap(),
            "Sandbox operator".to_owned(),
            Origin::Simulated,
            moment(),
        )
    }
}
